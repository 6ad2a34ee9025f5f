"""How requests for pages ended, and when which page was read: counted in memory, entered into the ledger every few seconds."""

import sqlite3
from collections import Counter
from threading import Lock

from byline.press.store import Store

EVERY = 2.0  # seconds between two entries; what a process had not entered when it is killed is not counted
MOST = 5_000  # pages whose reading is remembered until then


class Outcomes:
    """The counts of one process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counts: Counter[str] = Counter()
        self._read: dict[str, float] = {}
        self._due = 0.0
        self._lock = Lock()

    def read(self, url: str, what: str, now: float) -> None:
        """This page was given, from the store (`hit`) or otherwise."""
        if len(self._read) < MOST:
            self._read[url] = now
        self.count(what, now)

    def count(self, what: str, now: float) -> None:
        self._counts[what] += 1
        if not self._due - EVERY <= now < self._due:  # also when the clock was set back
            self.note(now)

    def note(self, now: float) -> None:
        """Enter what was counted; a ledger that is busy is asked another time."""
        if not self._lock.acquire(blocking=False):
            return
        counts, self._counts = self._counts, Counter()
        read, self._read = self._read, {}
        try:
            self._due = now + EVERY
            self._store.note(read, dict(counts))
        except (sqlite3.Error, OSError):
            self._counts.update(counts)
        finally:
            self._lock.release()
