"""Publishing without notifying others, for articles that are not news: an import's, the demo's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def quietly(*, only_if: bool = True) -> Iterator[None]:
    """Notify nobody outside of articles that change in this context. Also a decorator.

    `only_if` is for actions with a flag: if it is False, an outer context still applies.
    """
    token = _is_quiet.set(only_if or _is_quiet.get())
    try:
        yield
    finally:
        _is_quiet.reset(token)


def is_quiet() -> bool:
    """Whether this runs inside of `quietly()`."""
    return _is_quiet.get()
