"""One renders a page while the others wait for it, in whatever thread or process they are."""

from hashlib import sha256
from pathlib import Path

from byline.lib.locks import FileLock

LOCK_COUNT = 512  # files; two pages that share one may wait for each other, which costs time and nothing else
RENDER_TIMEOUT = 10.0  # seconds to wait for somebody else's render


class RenderLock:
    """The right to render a page, from `take` until `end`."""

    def __init__(self, folder: Path, url: str) -> None:
        number = int.from_bytes(sha256(url.encode()).digest()[:4], "big") % LOCK_COUNT
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / f"{number:03x}")

    def take(self) -> bool:
        """Whether it is ours, without waiting."""
        return self._lock.try_acquire()

    def wait(self, patience: float = RENDER_TIMEOUT) -> None:
        """Wait until whoever has the turn is done, at most so long."""
        self._lock.acquire_within(patience)

    def end(self) -> None:
        self._lock.close()
