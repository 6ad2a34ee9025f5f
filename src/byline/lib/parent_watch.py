"""Child processes that stop when their parent is gone, however it ended."""

import os
import signal
import threading
import time


class ParentWatch:
    """A pipe whose write end closes with the parent, also after SIGKILL."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()

    def stop_with_parent(self, grace: float) -> None:
        """Call this in a child after the fork.

        When the parent is gone, this process gets SIGTERM and, `grace` seconds later, is ended.
        """
        os.close(self._write_end)
        thread = threading.Thread(
            target=self._watch, args=(grace,), name="parent-watch", daemon=True
        )
        thread.start()

    def _watch(self, grace: float) -> None:
        while os.read(self._read_end, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(grace)
        os._exit(1)
