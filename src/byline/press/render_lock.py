"""One process or thread renders a page while the others wait for it."""

import fcntl
import time
from hashlib import sha256
from pathlib import Path

LOCK_COUNT = 512  # files; two pages that share one may wait for each other, which only costs time
RENDER_TIMEOUT = 10.0  # seconds to wait for somebody else's render
FIRST_PAUSE, MAX_PAUSE = 0.002, 0.02  # seconds between two attempts


class RenderLock:
    """The right to render a page, from `acquire` until `release`."""

    def __init__(self, folder: Path, url: str) -> None:
        number = int.from_bytes(sha256(url.encode()).digest()[:4], "big") % LOCK_COUNT
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"{number:03x}").open("w", encoding="ascii")

    def acquire(self) -> bool:
        """Try once, without waiting; whether the lock is ours."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, timeout: float = RENDER_TIMEOUT) -> None:
        """Wait until the holder has released it, for at most `timeout` seconds."""
        end, pause = time.monotonic() + timeout, FIRST_PAUSE
        while not self.acquire() and time.monotonic() < end:
            time.sleep(pause)
            pause = min(pause * 2, MAX_PAUSE)

    def release(self) -> None:
        self._file.close()
