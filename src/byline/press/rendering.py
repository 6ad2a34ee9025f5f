"""One render of a page that may be printed, while it is under way."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from byline.press.cache_keys import CacheKey


@dataclass
class Rendering:
    """What is learned of a page as it is rendered.

    `place` is where it will stand; `began` the ledger's position before the first question to the database. `take_turn` is asked
    once the view has said that the page `may` be printed: it gives whether the page is in the store by now (`found`).
    """

    place: CacheKey
    began: int
    take_turn: Callable[[CacheKey], bool] | None = None
    tags: set[str] = field(default_factory=set)
    until: float | None = None
    may: bool = False
    why_not: str = ""
    keys: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    found: bool = False
    twin: str = ""

    def ask(self, query: str) -> bool:
        """The view may be printed, and this is what matters of its query: whether it need not be rendered any more."""
        self.may = True
        self.place = replace(self.place, query=query)
        self.found = self.take_turn is not None and self.take_turn(self.place)
        return self.found


_current: ContextVar[Rendering | None] = ContextVar("byline_press_rendering", default=None)


def current() -> Rendering | None:
    """The render that this thread is at, if a page may come of it."""
    return _current.get()


def begin(rendering: Rendering | None) -> Callable[[], None]:
    """Make this the render that the thread is at; what is returned makes it the one before again."""
    token = _current.set(rendering)
    return lambda: _current.reset(token)
