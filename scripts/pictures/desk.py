"""Things on the editor's desk."""

import math

from scripts.pictures.canvas import Canvas, Point, corners, curve, ring
from scripts.pictures.inks import (
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


def letters(canvas: Canvas) -> None:
    """Nineteen years of letters to the editor, in envelopes, on a desk."""
    canvas.box(0, 0, canvas.width, canvas.height, PINE, 0)
    canvas.shade(corners(0, 0, canvas.width, canvas.height), INK, 0.1, 0.65)
    for number in range(34):
        x, y = (
            canvas.random.uniform(120, canvas.width - 120),
            canvas.random.uniform(150, canvas.height - 150),
        )
        if number > 22:
            x, y = (
                canvas.random.uniform(330, canvas.width - 330),
                canvas.random.uniform(330, canvas.height - 330),
            )
        _envelope(
            canvas,
            x,
            y,
            canvas.random.uniform(150, 190),
            canvas.random.uniform(-40, 40),
            canvas.random.choice([CREAM, PAPER, SKY, ROSE, SAND, CREAM]),
        )


def _envelope(canvas: Canvas, x: float, y: float, half: float, turn: float, ink: Ink) -> None:
    angle = math.radians(turn)

    def at(a: float, b: float) -> Point:
        return x + a * math.cos(angle) - b * math.sin(angle), y + a * math.sin(
            angle
        ) + b * math.cos(angle)

    tall = half * 0.66
    canvas.shade(
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
    canvas.fill(shape, ink)
    canvas.shade(shape, mix(ink, SMOKE, 0.5), 0.0, 0.6)
    stamp = [
        at(half * 0.62, -tall * 0.84),
        at(half * 0.9, -tall * 0.84),
        at(half * 0.9, -tall * 0.3),
        at(half * 0.62, -tall * 0.3),
    ]
    canvas.fill(stamp, canvas.random.choice([RUST, TEAL, OCHRE, BRICK]))
    for row in range(3):
        length = half * canvas.random.uniform(0.6, 1.0)
        start = tall * (0.0 + row * 0.26)
        canvas.stroke(
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


def bell(canvas: Canvas) -> None:
    """A hand bell, mid-swing: the Bellman's mark."""
    canvas.box(0, 0, canvas.width, canvas.height, mix(SAND, CREAM, 0.4), 0)
    canvas.shade(ring(600, 600, 560), OCHRE, 0.0, 0.6, "middle")
    angle = math.radians(-18)

    def at(a: float, b: float) -> Point:
        return 600 + a * math.cos(angle) - b * math.sin(angle), 600 + a * math.sin(
            angle
        ) + b * math.cos(angle)

    handle = [at(-34, -420), at(34, -420), at(26, -150), at(-26, -150)]
    canvas.fill(handle, BROWN)
    canvas.shade(handle, INK, 0, 0.8, "right")
    canvas.disc(*at(0, -425), 46, BROWN)
    canvas.disc(*at(0, 330), 62, BROWN)
    side = [(70, -150), (110, -60), (150, 60), (200, 200), (290, 300)]
    shape = curve([at(-a, b) for a, b in reversed(side)], 6) + curve([at(a, b) for a, b in side], 6)
    canvas.fill(shape, OCHRE)
    canvas.shade(shape, BRICK, 0.0, 0.95, "right")
    for row, wide in [(230, 226), (40, 146)]:
        canvas.stroke([at(-wide, row), at(wide, row)], 12, mix(OCHRE, BRICK, 0.7))
    canvas.stroke([at(-300, 304), at(300, 304)], 26, mix(OCHRE, BRICK, 0.5))
    for reach in (0, 70, 140):
        for sign, start in ((1, -30), (-1, 150)):
            arc = ring(600 + sign * 120, 760, 330 + reach, 330 + reach, start, start + 44)
            canvas.stroke(arc, 12, BRICK)
