"""One render of a page that may be printed, while it is under way."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from byline.press.cache_keys import CacheKey


@dataclass
class Rendering:
    """What is learned of a page as it is rendered.

    `key` is where it will stand; `began` the index's position before the first question to the database. `acquire_lock` is asked
    once the view has said that the page `may` be printed: it gives whether the page is in the store by now (`found`).
    """

    key: CacheKey
    began: int
    acquire_lock: Callable[[CacheKey], bool] | None = None
    tags: set[str] = field(default_factory=set)
    expires_at: float | None = None
    is_printable: bool = False
    why_not: str = ""
    keys: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    is_stored: bool = False
    markdown_url: str = ""

    def is_already_stored(self, query: str) -> bool:
        """The view may be printed, and this is what matters of its query: whether it need not be rendered any more."""
        self.is_printable = True
        self.key = replace(self.key, query=query)
        self.is_stored = self.acquire_lock is not None and self.acquire_lock(self.key)
        return self.is_stored


_current: ContextVar[Rendering | None] = ContextVar("byline_press_rendering", default=None)


def current() -> Rendering | None:
    """The render that this thread is at, if a page may come of it."""
    return _current.get()


def begin(rendering: Rendering | None) -> Callable[[], None]:
    """Make this the render that the thread is at; what is returned makes it the one before again."""
    token = _current.set(rendering)
    return lambda: _current.reset(token)
