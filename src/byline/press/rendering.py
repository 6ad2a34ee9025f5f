"""The state of one render of a page that may be stored."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from byline.press.cache_keys import CacheKey


@dataclass
class Rendering:
    """What the view declares about a page while it is rendered.

    `key` is where it will be stored, and `began` the index's position before the first query to the
    database. `acquire_lock` is called once the view has declared the page printable; it returns
    whether the page has been stored by now (`is_stored`).
    """

    key: CacheKey
    began: int
    acquire_lock: Callable[[CacheKey], bool] | None = None
    tags: set[str] = field(default_factory=set)
    expires_at: float | None = None
    is_printable: bool = False
    why_not: str = ""
    keys: frozenset[str] = frozenset()
    uncached_params: frozenset[str] = frozenset()
    is_stored: bool = False
    markdown_url: str = ""

    def is_already_stored(self, query: str) -> bool:
        """Note that the page may be stored, under this query; whether it is stored by now."""
        self.is_printable = True
        self.key = replace(self.key, query=query)
        self.is_stored = self.acquire_lock is not None and self.acquire_lock(self.key)
        return self.is_stored


_current: ContextVar[Rendering | None] = ContextVar("byline_press_rendering", default=None)


def current() -> Rendering | None:
    """The render in progress in this context, if its page may be stored."""
    return _current.get()


def begin(rendering: Rendering | None) -> Callable[[], None]:
    """Make this the current render; call the returned function to restore the previous one."""
    token = _current.set(rendering)
    return lambda: _current.reset(token)


def do_not_store(why_not: str) -> None:
    """Do not store the page that is being rendered, if any. `why_not` is for `Cache-Status`."""
    if rendering := current():
        rendering.why_not = rendering.why_not or why_not
