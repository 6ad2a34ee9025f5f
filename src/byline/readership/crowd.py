"""What one process remembers for a moment of who was here: marks, so that a reload needs no line, and how many came from a place.

It spares the spool; what counts is decided by the tally, which knows of all processes.
"""

from collections import Counter, OrderedDict
from threading import Lock

MOST = 20_000  # marks, some 3 MB; places of one minute


class Crowd:
    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._lock = Lock()
        self._marks = OrderedDict[
            str, None
        ]()  # a dict looks longer for its first the more were taken from its front
        self._minute, self._places = 0, Counter[str]()

    def is_flood(self, place: str, minute: int) -> bool:
        """Note one more from this place; whether that is more than may come in a minute."""
        with self._lock:
            if minute != self._minute or len(self._places) > MOST:
                self._minute, self._places = minute, Counter()
            self._places[place] += 1
            return self._places[place] > self.rate

    def has_seen(self, mark: str) -> bool:
        return mark in self._marks

    def remember(self, mark: str) -> None:
        """Remember a mark; the oldest is forgotten when there are too many."""
        with self._lock:
            self._marks[mark] = None
            if len(self._marks) > MOST:
                self._marks.popitem(last=False)
