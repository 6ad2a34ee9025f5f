"""How requests ended and when pages were last read, written to the index every few seconds."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from threading import Lock

from byline.press.store import PageStore

FLUSH_INTERVAL = 2.0  # seconds; counts that a killed process had not written are lost
MAX_PENDING_PAGES = 5_000  # pages whose last read is remembered until the next flush


Submit = Callable[[Callable[[float], None], float], object]


def _at_once(write: Callable[[float], None], now: float) -> None:
    write(now)


class OutcomeCounter:
    """The counts of one process. `submit` calls a function with a time, perhaps in a thread."""

    submit: Submit

    def __init__(self, store: PageStore) -> None:
        self._store, self.submit = store, _at_once
        self._counts: Counter[str] = Counter()
        self._read: dict[str, float] = {}
        self._due = 0.0
        self._lock = Lock()

    def read(self, url: str, what: str, now: float) -> None:
        """Count that this page was served, from the store (`hit`) or otherwise."""
        if len(self._read) < MAX_PENDING_PAGES:
            self._read[url] = now
        self.count(what, now)

    def count(self, what: str, now: float) -> None:
        self._counts[what] += 1
        if not self._due - FLUSH_INTERVAL <= now < self._due:  # also when the clock was set back
            self._due = now + FLUSH_INTERVAL
            self.submit(self.note, now)

    def note(self, now: float) -> None:
        """Write the counts; if the index is busy, they are kept for the next time."""
        if not self._lock.acquire(blocking=False):
            return
        counts, self._counts = self._counts, Counter()
        read, self._read = self._read, {}
        try:
            self._due = now + FLUSH_INTERVAL
            self._store.note(read, dict(counts))
        except (sqlite3.Error, OSError):
            self._counts.update(counts)
        finally:
            self._lock.release()
