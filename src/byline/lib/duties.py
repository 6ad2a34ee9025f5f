"""The keeper's duties and how often each is due. Rooms declare them in their tasks.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Duty:
    """`do` is called when `every` seconds have passed since it last began."""

    name: str
    every: float
    do: Callable[[], object]


Work = TypeVar("Work", bound=Callable[[], object])

_declared: dict[str, Duty] = {}


def duty(*, every: float) -> Callable[[Work], Work]:
    """Declare a function in a room's tasks.py as a duty that is due every `every` seconds.

    Duties are done one after the other, so a duty runs for a few seconds at most and leaves the
    rest for the next time.
    """
    if every <= 0:
        raise ValueError(f"`every` must be more than 0 seconds, not {every}")

    def declare(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}".removeprefix("byline.").replace(
            ".tasks.", "."
        )
        _declared[name] = Duty(name, every, work)
        return work

    return declare


def all_duties() -> list[Duty]:
    """Every duty of every room, by name."""
    autodiscover_modules("tasks")
    return [_declared[name] for name in sorted(_declared)]
