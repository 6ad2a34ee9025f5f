"""Publishing without telling others: what an import or the demo brings is nobody's news."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_untold: ContextVar[bool] = ContextVar("untold", default=False)


@contextmanager
def untold() -> Iterator[None]:
    """What is published and taken back in here is told to no other site, now or later. Also a decorator."""
    before = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(before)


def is_untold() -> bool:
    return _untold.get()
