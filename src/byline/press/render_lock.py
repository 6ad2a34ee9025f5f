"""One process or thread renders a page while the others wait for it."""

from hashlib import sha256
from pathlib import Path

from byline.lib.locks import FileLock

LOCK_COUNT = 512  # files; two pages that share one may wait for each other, which only costs time
RENDER_TIMEOUT = 10.0  # seconds to wait for somebody else's render


class RenderLock:
    """The right to render a page, from `acquire` until `release`."""

    def __init__(self, folder: Path, url: str) -> None:
        number = int.from_bytes(sha256(url.encode()).digest()[:4], "big") % LOCK_COUNT
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / f"{number:03x}")

    def acquire(self) -> bool:
        """Try once, without waiting; whether the lock is ours."""
        return self._lock.try_acquire()

    def wait(self, timeout: float = RENDER_TIMEOUT) -> None:
        """Wait until the holder has released it, for at most `timeout` seconds."""
        self._lock.acquire_within(timeout)

    def release(self) -> None:
        self._lock.close()
