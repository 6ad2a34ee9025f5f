"""The render lock of one request, so that only one request renders a page at a time."""

import time
from contextlib import suppress

from byline.press.cache_keys import CacheKey
from byline.press.memory import MemoryCache
from byline.press.render_lock import RenderLock
from byline.press.store import PageStore


class RequestLock:
    """The render lock of one request."""

    def __init__(self, store: PageStore, memory: MemoryCache, *, patient: bool) -> None:
        self._folder, self._memory, self._patient = store.folder / "render-locks", memory, patient
        self._lock: RenderLock | None = None

    def acquire(self, key: CacheKey) -> bool:
        """Acquire the lock, or wait for its holder; returns whether the page is stored by now.

        Does nothing if this request holds the lock already, because a printed view called another
        one: waiting would be a deadlock.
        """
        if self._lock or not self._patient:
            return False
        with suppress(OSError):
            lock = RenderLock(self._folder, key.url)
            if lock.acquire():
                self._lock = lock
            else:
                lock.wait()
                lock.release()  # if nothing was stored, the waiting requests may render at once
        return self._memory.find(key, time.time()) is not None

    def release(self) -> None:
        if self._lock:
            self._lock.release()
