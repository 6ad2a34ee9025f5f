"""Things on the editor's desk."""

import math

from byline.demo.drawing.inks import (
    BRICK,
    BROWN,
    CREAM,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    RUST,
    SAND,
    SKY,
    SMOKE,
    TEAL,
    Ink,
    mix,
)
from byline.demo.drawing.sheet import Point, Sheet, corners, curve, ring


def letters(sheet: Sheet) -> None:
    """Nineteen years of letters to the editor, in envelopes, on a desk."""
    sheet.box(0, 0, sheet.width, sheet.height, PINE, 0)
    sheet.shade(corners(0, 0, sheet.width, sheet.height), INK, 0.1, 0.65)
    for number in range(34):
        x, y = (
            sheet.random.uniform(120, sheet.width - 120),
            sheet.random.uniform(150, sheet.height - 150),
        )
        if number > 22:
            x, y = (
                sheet.random.uniform(330, sheet.width - 330),
                sheet.random.uniform(330, sheet.height - 330),
            )
        _envelope(
            sheet,
            x,
            y,
            sheet.random.uniform(150, 190),
            sheet.random.uniform(-40, 40),
            sheet.random.choice([CREAM, PAPER, SKY, ROSE, SAND, CREAM]),
        )


def _envelope(sheet: Sheet, x: float, y: float, half: float, turn: float, ink: Ink) -> None:
    angle = math.radians(turn)

    def at(a: float, b: float) -> Point:
        return x + a * math.cos(angle) - b * math.sin(angle), y + a * math.sin(
            angle
        ) + b * math.cos(angle)

    tall = half * 0.66
    sheet.shade(
        [
            at(-half + 10, -tall + 16),
            at(half + 14, -tall + 16),
            at(half + 14, tall + 18),
            at(-half + 10, tall + 18),
        ],
        INK,
        0.8,
        0.6,
    )
    shape = [at(-half, -tall), at(half, -tall), at(half, tall), at(-half, tall)]
    sheet.fill(shape, ink)
    sheet.shade(shape, mix(ink, SMOKE, 0.5), 0.0, 0.6)
    stamp = [
        at(half * 0.62, -tall * 0.84),
        at(half * 0.9, -tall * 0.84),
        at(half * 0.9, -tall * 0.3),
        at(half * 0.62, -tall * 0.3),
    ]
    sheet.fill(stamp, sheet.random.choice([RUST, TEAL, OCHRE, BRICK]))
    for row in range(3):
        length = half * sheet.random.uniform(0.6, 1.0)
        start = tall * (0.0 + row * 0.26)
        sheet.stroke(
            curve(
                [
                    at(-half * 0.5, start),
                    at(-half * 0.5 + length * 0.5, start - 5),
                    at(-half * 0.5 + length, start),
                ],
                5,
            ),
            5,
            NAVY,
        )


def bell(sheet: Sheet) -> None:
    """A hand bell, mid-swing: the Bellman's mark."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(SAND, CREAM, 0.4), 0)
    sheet.shade(ring(600, 600, 560), OCHRE, 0.0, 0.6, "middle")
    angle = math.radians(-18)

    def at(a: float, b: float) -> Point:
        return 600 + a * math.cos(angle) - b * math.sin(angle), 600 + a * math.sin(
            angle
        ) + b * math.cos(angle)

    handle = [at(-34, -420), at(34, -420), at(26, -150), at(-26, -150)]
    sheet.fill(handle, BROWN)
    sheet.shade(handle, INK, 0, 0.8, "right")
    sheet.disc(*at(0, -425), 46, BROWN)
    sheet.disc(*at(0, 330), 62, BROWN)
    side = [(70, -150), (110, -60), (150, 60), (200, 200), (290, 300)]
    shape = curve([at(-a, b) for a, b in reversed(side)], 6) + curve([at(a, b) for a, b in side], 6)
    sheet.fill(shape, OCHRE)
    sheet.shade(shape, BRICK, 0.0, 0.95, "right")
    for row, wide in [(230, 226), (40, 146)]:
        sheet.stroke([at(-wide, row), at(wide, row)], 12, mix(OCHRE, BRICK, 0.7))
    sheet.stroke([at(-300, 304), at(300, 304)], 26, mix(OCHRE, BRICK, 0.5))
    for reach in (0, 70, 140):
        for sign, start in ((1, -30), (-1, 150)):
            arc = ring(600 + sign * 120, 760, 330 + reach, 330 + reach, start, start + 44)
            sheet.stroke(arc, 12, BRICK)
