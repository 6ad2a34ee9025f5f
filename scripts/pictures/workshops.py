"""Where things are made and mended: the last loom, and the cobbler's shelves."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, corners, curve
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
    INK,
    MOSS,
    NAVY,
    OCHRE,
    PINE,
    RUST,
    SAND,
    SKY,
    SLATE,
    SMOKE,
    TEAL,
    Ink,
    mix,
)
from scripts.pictures.rooms import SKINS, wall


def loom(canvas: Canvas) -> None:
    """The last loom at Garth Mill: warp, heddles, a stripe of cloth, and the weaver."""
    wall(canvas, mix(SLATE, NAVY, 0.3), BROWN, 780)
    for x in (80, 560, 1040):
        _mill_window(canvas, x)
    iron = mix(PINE, INK, 0.45)
    for x in (230, 1290):
        canvas.box(x, 330, 80, 600, iron)
        canvas.shade(corners(x, 330, 80, 600), INK, 0, 0.8, "right")
        canvas.box(x - 60, 900, 200, 44, iron)
    canvas.box(190, 320, 1220, 60, iron)
    _warp(canvas)
    canvas.box(290, 600, 1020, 44, mix(OCHRE, BRICK, 0.3))
    _cloth(canvas)
    _wheel(canvas, 1400, 620, iron)
    shuttle = [(560, 622), (640, 600), (800, 600), (880, 622), (800, 644), (640, 644)]
    canvas.fill(shuttle, SAND)
    canvas.box(660, 610, 120, 24, RUST)
    parts.person(canvas, 120, 1010, 480, OCHRE, SKINS[0], SMOKE)


def _mill_window(canvas: Canvas, x: float) -> None:
    canvas.box(x, 60, 400, 360, mix(SKY, CREAM, 0.4))
    canvas.shade(corners(x, 60, 400, 360), SKY, 0.7, 0.0)
    for step in range(1, 6):
        canvas.stroke([(x + 400 * step / 6, 60), (x + 400 * step / 6, 420)], 6, INK)
    for step in range(1, 5):
        canvas.stroke([(x, 60 + 72 * step), (x + 400, 60 + 72 * step)], 6, INK)


def _warp(canvas: Canvas) -> None:
    for step in range(96):
        x = 330 + step * 9.9
        thread = (CREAM, CREAM, RUST, CREAM, OCHRE, CREAM, CREAM, TEAL)[step // 3 % 8]
        canvas.stroke([(x + (800 - x) * 0.14, 420), (x, 640)], 3, thread)
    for y, ink in [(440, OCHRE), (500, RUST)]:
        canvas.box(300, y, 1000, 20, ink)
        for step in range(48):
            canvas.stroke([(312 + step * 20.6, y + 18), (312 + step * 20.6, y + 56)], 3, SLATE)


def _cloth(canvas: Canvas) -> None:
    cloth = [(330, 644), (1272, 644), (1300, 860), (304, 860)]
    canvas.fill(cloth, CREAM)
    for step in range(32):
        a, b = step / 32, (step + 1) / 32
        ink = (CREAM, RUST, CREAM, OCHRE, CREAM, TEAL)[step % 6]
        canvas.fill(
            [
                (330 + 942 * a, 644),
                (330 + 942 * b, 644),
                (304 + 996 * b, 860),
                (304 + 996 * a, 860),
            ],
            ink,
            0.3,
        )
    for row in range(7):
        left, right, y = 328 - row * 3, 1276 + row * 3, 664 + row * 28
        canvas.fill(
            [(left, y), (right, y), (right + 1, y + 9), (left - 1, y + 9)],
            mix(NAVY, SLATE, 0.3),
            0.3,
        )
    canvas.shade(cloth, INK, 0.0, 0.35)
    roller = corners(290, 850, 1024, 74)
    canvas.fill(roller, mix(OCHRE, BRICK, 0.5))
    canvas.shade(roller, INK, 0, 0.8)


def _wheel(canvas: Canvas, x: float, y: float, iron: Ink) -> None:
    canvas.disc(x, y, 120, iron)
    canvas.disc(x, y, 92, mix(SLATE, NAVY, 0.3))
    for step in range(4):
        across, down = (
            106 * math.cos(math.radians(step * 45 + 10)),
            106 * math.sin(math.radians(step * 45 + 10)),
        )
        canvas.stroke([(x - across, y - down), (x + across, y + down)], 14, iron)


def boots(canvas: Canvas) -> None:
    """Three shelves of mended boots, each with its paper ticket."""
    wall(canvas, mix(MOSS, PINE, 0.35), BROWN, 1040)
    for row in range(3):
        y = 350 + row * 330
        for column in range(6):
            x = 70 + column * 256 + canvas.random.uniform(-12, 12)
            ink = canvas.random.choice([BROWN, INK, BRICK, mix(OCHRE, BRICK, 0.5), NAVY])
            _boot(canvas, x, y, canvas.random.uniform(0.85, 1.12), ink)
        canvas.box(0, y, 1600, 30, mix(OCHRE, BRICK, 0.4))
        canvas.shade(corners(0, y + 30, 1600, 60), INK, 0.8, 0.0)


def _boot(canvas: Canvas, x: float, y: float, size: float, ink: Ink) -> None:
    shape = [
        *curve(
            [
                (x, y - 20),
                (x + 4 * size, y - 200 * size),
                (x + 90 * size, y - 206 * size),
                (x + 94 * size, y - 96 * size),
                (x + 170 * size, y - 74 * size),
                (x + 188 * size, y - 24),
            ],
            6,
        ),
        (x, y - 20),
    ]
    canvas.fill(shape, ink)
    canvas.shade(shape, mix(ink, CREAM, 0.35), 0.55, 0.0, "right")
    canvas.fill(
        [
            (x - 6, y - 22),
            (x + 194 * size, y - 22),
            (x + 190 * size, y),
            (x + 80 * size, y),
            (x + 74 * size, y - 10),
            (x + 60 * size, y - 10),
            (x + 56 * size, y),
            (x - 6, y),
        ],
        INK,
    )
    for step in range(4):
        canvas.stroke(
            [
                (x + 62 * size, y - (110 + step * 24) * size),
                (x + 96 * size, y - (116 + step * 24) * size),
            ],
            5,
            OCHRE,
        )
    canvas.stroke([(x + 20 * size, y - 190 * size), (x + 34 * size, y - 130 * size)], 2, CREAM)
    canvas.fill(
        [
            (x + 16 * size, y - 132 * size),
            (x + 60 * size, y - 126 * size),
            (x + 54 * size, y - 62 * size),
            (x + 10 * size, y - 68 * size),
        ],
        CREAM,
    )
    canvas.write(x + 35 * size, y - 97 * size, str(canvas.random.randint(100, 999)), 20, BRICK)
