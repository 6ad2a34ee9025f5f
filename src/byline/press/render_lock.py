"""One renders a page while the others wait for it, in whatever thread or process they are."""

import fcntl
import time
from hashlib import sha256
from pathlib import Path

LOCK_COUNT = 512  # files; two pages that share one may wait for each other, which costs time and nothing else
RENDER_TIMEOUT = 10.0  # seconds to wait for somebody else's render
FIRST_LOOK, LAST_LOOK = 0.002, 0.02  # seconds between two looks


class RenderLock:
    """The right to render a page, from `take` until `end`."""

    def __init__(self, folder: Path, url: str) -> None:
        number = int.from_bytes(sha256(url.encode()).digest()[:4], "big") % LOCK_COUNT
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"{number:03x}").open("w", encoding="ascii")

    def take(self) -> bool:
        """Whether it is ours, without waiting."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, patience: float = RENDER_TIMEOUT) -> None:
        """Wait until whoever has the turn is done, at most so long."""
        end, pause = time.monotonic() + patience, FIRST_LOOK
        while not self.take() and time.monotonic() < end:
            time.sleep(pause)
            pause = min(pause * 2, LAST_LOOK)

    def end(self) -> None:
        self._file.close()
