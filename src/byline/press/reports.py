"""Statistics of the page cache."""

from dataclasses import dataclass

from byline.press import invalidations
from byline.press.store import PageStore

SERVED_OUTCOMES = ("hit", "fwd=miss; stored", "fwd=miss; collapsed")


@dataclass(frozen=True)
class PressReport:
    """Stored pages and their bytes, how requests ended since the start, recent invalidations.

    `bound` is the number of bytes that may be stored.
    """

    pages: int
    size: int
    bound: int
    outcomes: dict[str, int]
    changes: list[invalidations.Invalidation]

    @property
    def requests(self) -> int:
        return sum(self.outcomes.values())

    @property
    def hits(self) -> int:
        return self.outcomes.get("hit", 0)

    @property
    def hit_rate(self) -> float | None:
        """Between 0 and 1; None before the first request."""
        return self.hits / self.requests if self.requests else None

    @property
    def stored(self) -> int:
        return self.outcomes.get("fwd=miss; stored", 0)

    @property
    def collapsed(self) -> int:
        return self.outcomes.get("fwd=miss; collapsed", 0)

    @property
    def not_stored(self) -> dict[str, int]:
        """Why pages were not stored, and how often."""
        return {why: times for why, times in self.outcomes.items() if why not in SERVED_OUTCOMES}


def press_report(store: PageStore) -> PressReport:
    with store.index.reading() as index:
        pages = index.execute("SELECT count(*) FROM pages").fetchone()[0]
        outcomes = dict(index.execute("SELECT what, times FROM outcomes ORDER BY times DESC, what"))
        changes = invalidations.recent_invalidations(index)
    return PressReport(pages, store.stored_bytes(), store.bound, outcomes, changes)
