"""How a run reports its progress."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is under way, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Report to nobody."""
