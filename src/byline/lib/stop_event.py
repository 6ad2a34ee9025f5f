import os
import select


class StopEvent:
    """A stop flag that is set once.

    Safe in a signal handler, where setting a threading.Event can wait for ever on itself.
    """

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        self._is_set = False

    def is_set(self) -> bool:
        return self._is_set

    def set(self, *_: object) -> None:
        """Takes and ignores the arguments of a signal handler."""
        if not self._is_set:
            self._is_set = True
            os.write(self._write_end, b".")

    def wait(self, seconds: float) -> bool:
        """Wait until it is set, at most this long; whether it is."""
        select.select([self._read_end], [], [], seconds)
        return self._is_set
