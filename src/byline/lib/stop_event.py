import os
import select


class StopEvent:
    """Rung once, to say stop. Safe in a signal handler, where setting a threading.Event can wait for ever on itself."""

    def __init__(self) -> None:
        self._near, self._far = os.pipe()
        self._rung = False

    def is_set(self) -> bool:
        return self._rung

    def set(self, *_: object) -> None:
        """Takes and ignores what a signal handler is given."""
        if not self._rung:
            self._rung = True
            os.write(self._far, b".")

    def wait(self, seconds: float) -> bool:
        """Wait for the ring, at most so long; whether it has rung."""
        select.select([self._near], [], [], seconds)
        return self._rung
