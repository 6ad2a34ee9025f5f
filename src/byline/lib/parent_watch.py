"""Children that notice when the process that made them is gone, however it went."""

import os
import signal
import threading
import time


class ParentWatch:
    """A pipe whose far end closes with its owner: also after SIGKILL, and on every system that has pipes."""

    def __init__(self) -> None:
        self._near, self._far = os.pipe()

    def stop_with_parent(self, grace: float) -> None:
        """To be called in a child after the fork.

        When the owner is gone this process is asked to stop (SIGTERM) and, `grace` seconds later, made to.
        """
        os.close(self._far)
        threading.Thread(
            target=self._watch, args=(grace,), name="parent_watch", daemon=True
        ).start()

    def _watch(self, grace: float) -> None:
        while os.read(self._near, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(grace)
        os._exit(1)
