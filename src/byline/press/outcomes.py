"""How requests for pages ended, and when which page was read: counted in memory, entered into the ledger every few seconds."""

import sqlite3
import time
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
        self._noted = time.monotonic()
        self._lock = Lock()

    def read(self, url: str, what: str) -> None:
        """This page was given, from the store (`hit`) or otherwise."""
        if len(self._read) < MOST:
            self._read[url] = time.time()
        self.count(what)

    def count(self, what: str) -> None:
        self._counts[what] += 1
        if time.monotonic() - self._noted > EVERY:
            self.note()

    def note(self) -> None:
        """Enter what was counted; a ledger that is busy is asked another time."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._noted = time.monotonic()
            counts, self._counts = self._counts, Counter()
            read, self._read = self._read, {}
            self._store.note(read, dict(counts))
        except (sqlite3.Error, OSError):
            self._counts.update(counts)
        finally:
            self._lock.release()
