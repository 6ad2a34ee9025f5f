"""What one process remembers of recent reads: visitors already counted, and reads per network.

This saves lines in the spool. Which reads count is decided by the tally, which knows of every
process.
"""

from collections import Counter, OrderedDict
from threading import Lock

MAX_REMEMBERED = 20_000  # visitor hashes, about 3 MB; also the networks of one minute


class RecentReads:
    def __init__(self, reads_per_minute: int) -> None:
        self._reads_per_minute = reads_per_minute
        self._lock = Lock()
        # Removing the first key of a plain dict gets slower with every key removed before it.
        self._visitors = OrderedDict[str, None]()
        self._minute, self._networks = 0, Counter[str]()

    def is_flood(self, network: str, minute: int) -> bool:
        """Count one more read from this network; whether it sends too many in this minute."""
        with self._lock:
            if minute != self._minute or len(self._networks) > MAX_REMEMBERED:
                self._minute, self._networks = minute, Counter()
            self._networks[network] += 1
            return self._networks[network] > self._reads_per_minute

    def has_seen(self, visitor: str) -> bool:
        return visitor in self._visitors

    def remember(self, visitor: str) -> None:
        """Remember a visitor hash; the oldest is forgotten when there are too many."""
        with self._lock:
            self._visitors[visitor] = None
            if len(self._visitors) > MAX_REMEMBERED:
                self._visitors.popitem(last=False)
