"""Bar charts drawn by the server; a table beside each has the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 160
GAP_RATIO = 0.15  # of a bar's width


@dataclass(frozen=True)
class Bar:
    """One bar; positions and sizes are formatted for SVG, whatever the language."""

    label: str
    reads: int
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Chart:
    """Bars from left to right; `top` is the number at full height."""

    title: str
    unit: str
    bars: Sequence[Bar]
    top: int


def chart_of(title: str, unit: str, numbers: Sequence[tuple[str, int]]) -> Chart:
    """A chart of (label, number); `unit` heads the labels in its table."""
    top = nice_top(max((number for _label, number in numbers), default=0))
    room = WIDTH / max(1, len(numbers))
    bars = [
        _bar(label, number, place * room, room, number / top * HEIGHT)
        for place, (label, number) in enumerate(numbers)
    ]
    return Chart(title, unit, bars, top)


def _bar(label: str, number: int, left: float, room: float, height: float) -> Bar:
    gap = room * GAP_RATIO
    return Bar(
        label,
        number,
        f"{left + gap / 2:.2f}",
        f"{HEIGHT - height:.2f}",
        f"{room - gap:.2f}",
        f"{height:.2f}",
    )


def nice_top(highest: int) -> int:
    """The next larger number with one digit and zeros, at least 5."""
    step = 1
    while True:
        for nice in (step, 2 * step, 3 * step, 4 * step, 5 * step, 6 * step, 8 * step):
            if nice >= max(5, highest):
                return nice
        step *= 10
