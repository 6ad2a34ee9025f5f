"""The Saturday market, before the customers."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, corners, curve, ring
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
    DARK_SKIN,
    INK,
    MOSS,
    NAVY,
    OCHRE,
    PAPER,
    PINE,
    POOL,
    ROSE,
    RUST,
    SAND,
    SKY,
    SLATE,
    SMOKE,
    STONE,
    TEAL,
    WARM_SKIN,
    Ink,
    mix,
)


def market_stalls(canvas: Canvas) -> None:
    """The Saturday market being put up under striped awnings."""
    parts.sky(canvas, 520, mix(SKY, ROSE, 0.25), CREAM)
    parts.roofs(
        canvas,
        600,
        -40,
        1640,
        190,
        [ROSE, PAPER, SAND, STONE, mix(OCHRE, CREAM, 0.4)],
        [BRICK, SLATE, RUST],
    )
    canvas.box(0, 590, 1600, 480, mix(STONE, SLATE, 0.2))
    canvas.shade(corners(0, 590, 1600, 480), SLATE, 0.0, 0.75)
    for x, y, wide, first in [(80, 560, 420, RUST), (600, 540, 420, TEAL), (1120, 560, 420, OCHRE)]:
        _stall(canvas, x, y, wide, first)
    for x, ground, tall, coat, skin, hair in [
        (300, 1000, 300, PINE, ROSE, SMOKE),
        (880, 1010, 320, BRICK, DARK_SKIN, INK),
        (1060, 960, 280, NAVY, ROSE, BRICK),
    ]:
        parts.person(canvas, x, ground, tall, coat, skin, hair)
    canvas.fill([(930, 880), (1010, 880), (1000, 980), (940, 980)], SAND)
    parts.bunting(canvas, (0, 300), (800, 260), 90, [RUST, OCHRE, TEAL, CREAM])
    parts.bunting(canvas, (800, 260), (1600, 310), 90, [RUST, OCHRE, TEAL, CREAM])


def _stall(canvas: Canvas, x: float, y: float, wide: float, ink: Ink) -> None:
    for post in (x + 10, x + wide - 10):
        parts.pole(canvas, post, y - 60, y + 340, 12, BROWN)
    canvas.box(x, y + 170, wide, 36, BROWN)
    canvas.box(x + 14, y + 206, wide - 28, 120, mix(ink, INK, 0.35))
    for number in range(7):
        canvas.disc(
            x + 50 + number * (wide - 100) / 6,
            y + 158,
            28,
            (OCHRE, MOSS, RUST, BRICK)[number % 4],
            24,
        )
    stripes = 8
    for stripe in range(stripes):
        a, b = x + wide * stripe / stripes, x + wide * (stripe + 1) / stripes
        tint = ink if stripe % 2 == 0 else CREAM
        slope = [
            (a + (x + wide / 2 - a) * 0.16, y - 140),
            (b + (x + wide / 2 - b) * 0.16, y - 140),
            (b, y - 30),
            (a, y - 30),
        ]
        canvas.fill(slope, tint, 0.3)
        canvas.fill(
            [
                (a, y - 32),
                *reversed(ring((a + b) / 2, y - 32, (b - a) / 2, 26, 0, 180)),
                (b, y - 32),
            ],
            tint,
            0.3,
        )
    canvas.shade(
        [(x + wide * 0.08, y - 140), (x + wide * 0.92, y - 140), (x + wide, y - 30), (x, y - 30)],
        SMOKE,
        0.0,
        0.45,
    )


def market_vegetables(canvas: Canvas) -> None:
    """Crates of vegetables from above: leeks, beetroot, carrots, cabbages."""
    canvas.box(0, 0, canvas.width, canvas.height, BROWN, 0)
    inks = [MOSS, BRICK, OCHRE, PINE, RUST, mix(MOSS, CREAM, 0.4)]
    for number in range(6):
        column, row = number % 3, number // 3
        x, y = 30 + column * 520, 30 + row * 515
        crate = corners(x, y, 500, 490)
        canvas.fill(crate, mix(OCHRE, SAND, 0.5))
        canvas.shade(crate, BROWN, 0.0, 0.7)
        canvas.box(x + 22, y + 22, 456, 446, INK)
        for _ in range(60):
            px, py = (
                canvas.random.uniform(x + 70, x + 430),
                canvas.random.uniform(y + 70, y + 420),
            )
            _vegetable(canvas, px, py, number, inks[number])
        for bar in (0, 474):
            canvas.box(x, y + bar, 500, 20, mix(OCHRE, SAND, 0.3))
        for bar in (0, 482):
            canvas.box(x + bar, y, 18, 490, mix(OCHRE, SAND, 0.3))
        canvas.box(x + 330, y + 384, 130, 74, CREAM)
        canvas.write(
            x + 395, y + 421, ("60p", "90p", "1.00", "1.20", "80p", "70p")[number], 40, INK
        )


def _vegetable(canvas: Canvas, x: float, y: float, kind: int, ink: Ink) -> None:
    if kind in (0, 2):
        turn = canvas.random.uniform(-0.3, 0.3)
        far = 62
        canvas.stroke([(x - far * turn, y - far), (x + far * turn, y + far)], 26, ink)
        canvas.stroke(
            [(x - far * turn, y - far), (x - far * turn * 0.4, y - far * 0.3)],
            20,
            PINE if kind == 2 else CREAM,
        )
    else:
        shape = ring(x, y, 46 + kind * 4)
        canvas.fill(shape, ink, 2)
        canvas.shade(shape, INK, 0.0, 0.7, "right")
        if kind in (3, 5):
            canvas.stroke(
                curve([(x - 30, y - 18), (x, y), (x + 34, y - 14)], 5), 4, mix(ink, CREAM, 0.5)
            )
            canvas.stroke(curve([(x, y), (x + 4, y + 40)], 5), 4, mix(ink, CREAM, 0.5))
        else:
            canvas.disc(x - 12, y - 12, 9, mix(ink, CREAM, 0.5))


def market_fish(canvas: Canvas) -> None:
    """The fish stall: five rows of mackerel on ice and a knife."""
    canvas.box(0, 0, canvas.width, canvas.height, mix(SKY, CREAM, 0.5), 0)
    for _ in range(420):
        x, y = (canvas.random.uniform(0, canvas.width), canvas.random.uniform(0, canvas.height))
        size = canvas.random.uniform(12, 30)
        canvas.fill(
            [(x, y - size), (x + size, y), (x + size * 0.3, y + size), (x - size, y + size * 0.3)],
            mix(CREAM, POOL, canvas.random.random() * 0.55),
            1,
        )
    for row in range(5):
        for column in range(4):
            x, y = 240 + column * 390 - row % 2 * 110, 140 + row * 200
            body = curve(
                [
                    (x - 160, y),
                    (x - 60, y - 50),
                    (x + 60, y - 46),
                    (x + 150, y),
                    (x + 60, y + 40),
                    (x - 60, y + 44),
                    (x - 160, y),
                ],
                6,
            )
            canvas.fill(
                [(x + 140, y), (x + 200, y - 46), (x + 184, y), (x + 200, y + 46)], SLATE, 0.5
            )
            canvas.fill(body, mix(SKY, CREAM, 0.2), 0.4)
            back = [
                *curve([(x - 160, y), (x - 60, y - 50), (x + 60, y - 46), (x + 150, y)], 6),
                (x + 150, y),
                (x, y - 6),
            ]
            canvas.fill(back, TEAL, 0.4)
            for stripe in range(8):
                at = x - 90 + stripe * 27
                canvas.stroke(
                    curve([(at, y - 44), (at + 10, y - 28), (at - 2, y - 10)], 4), 6, NAVY
                )
            canvas.shade(body, NAVY, 0.0, 0.4)
            canvas.disc(x - 120, y - 8, 12, CREAM)
            canvas.disc(x - 120, y - 8, 7, INK)
    for x, y in [(520, 980), (1240, 930)]:
        canvas.fill(ring(x, y, 76, 66), OCHRE, 1)
        canvas.fill(ring(x, y, 60, 52), mix(OCHRE, CREAM, 0.5), 1)
        for step in range(8):
            angle = math.radians(step * 45)
            canvas.stroke([(x, y), (x + 58 * math.cos(angle), y + 50 * math.sin(angle))], 4, OCHRE)


def market_cheese(canvas: Canvas) -> None:
    """Cheeses in a pyramid, one with a wedge out of it."""
    canvas.box(0, 0, 1600, 760, mix(TEAL, NAVY, 0.4), 0)
    canvas.shade(corners(0, 0, 1600, 760), INK, 0.6, 0.0)
    canvas.box(0, 740, 1600, 330, mix(BRICK, OCHRE, 0.3))
    canvas.shade(corners(0, 740, 1600, 330), BROWN, 0.0, 0.8)
    for x, y, wide, tall, ink in [
        (130, 830, 440, 190, OCHRE),
        (590, 850, 460, 210, mix(OCHRE, CREAM, 0.5)),
        (1080, 830, 400, 180, BRICK),
        (340, 640, 400, 150, mix(SAND, CREAM, 0.3)),
        (800, 640, 420, 160, RUST),
        (590, 490, 360, 130, mix(OCHRE, SAND, 0.5)),
    ]:
        drum = [
            (x, y - tall / 2),
            *ring(x + wide / 2, y + tall / 2 - 10, wide / 2, 50, 180, 0),
            (x + wide, y - tall / 2),
        ]
        canvas.fill(drum, ink)
        canvas.shade(drum, mix(ink, INK, 0.6), 0.0, 0.85, "right")
        canvas.disc(x + wide / 2, y - tall / 2, wide / 2, mix(ink, CREAM, 0.35), 52)
    canvas.fill([(820, 745), (700, 800), (930, 795)], mix(BROWN, OCHRE, 0.3))
    for x, y, words in [
        (350, 860, "8.40"),
        (820, 890, "9.10"),
        (1280, 850, "7.95"),
        (540, 660, "11.00"),
        (1010, 664, "10.20"),
    ]:
        canvas.box(x - 62, y - 34, 124, 68, CREAM)
        canvas.write(x, y, words, 38, INK)


def market_flowers(canvas: Canvas) -> None:
    """Buckets of chrysanthemums."""
    canvas.box(0, 0, canvas.width, canvas.height, mix(STONE, SLATE, 0.3), 0)
    canvas.shade(corners(0, 0, canvas.width, canvas.height), SLATE, 0.0, 0.8)
    for x, y, ink in [
        (250, 620, TEAL),
        (820, 640, SLATE),
        (540, 860, RUST),
        (220, 1080, SLATE),
        (850, 1090, TEAL),
    ]:
        for _ in range(26):
            px, py = x + canvas.random.gauss(0, 88), y - 130 + canvas.random.gauss(0, 84)
            canvas.stroke([(x, y + 20), (px, py)], 5, PINE)
        for _ in range(30):
            px, py = x + canvas.random.gauss(0, 88), y - 140 + canvas.random.gauss(0, 84)
            bloom = canvas.random.choice([RUST, ROSE, OCHRE, CREAM, BRICK, ROSE])
            size = canvas.random.uniform(24, 46)
            for step in range(9):
                angle = math.radians(step * 40)
                canvas.disc(
                    px + size * 0.6 * math.cos(angle),
                    py + size * 0.6 * math.sin(angle),
                    size * 0.42,
                    bloom,
                )
            canvas.disc(px, py, size * 0.42, mix(bloom, INK, 0.35))
        bucket = [(x - 130, y), (x + 130, y), (x + 100, y + 220), (x - 100, y + 220)]
        canvas.fill(bucket, ink)
        canvas.shade(bucket, INK, 0.0, 0.75, "right")
        canvas.disc(x, y, 130, mix(ink, INK, 0.4), 24)


def market_van(canvas: Canvas) -> None:
    """A baker's van at twenty to six, its back doors open on trays of loaves."""
    parts.sky(canvas, 620, NAVY, mix(ROSE, OCHRE, 0.3), 0.8)
    parts.roofs(
        canvas,
        640,
        -30,
        1640,
        180,
        [mix(NAVY, SLATE, 0.3), mix(BRICK, INK, 0.5)],
        [INK],
        [NAVY, NAVY, OCHRE],
    )
    canvas.box(0, 630, 1600, 440, mix(SLATE, INK, 0.35))
    canvas.shade(corners(0, 630, 1600, 440), INK, 0.0, 0.7)
    for x in (440, 1060):
        door = corners(x - 100, 280, 200, 560)
        canvas.fill(door, CREAM)
        canvas.shade(door, SLATE, 0, 0.7, "right")
        canvas.box(x - 64, 330, 128, 130, NAVY)
    body = corners(520, 230, 460, 640)
    canvas.fill(body, CREAM)
    canvas.box(546, 262, 408, 540, mix(OCHRE, BRICK, 0.35))
    canvas.shade(corners(546, 262, 408, 540), OCHRE, 0.8, 0.1)
    for row in range(5):
        y = 360 + row * 100
        for column in range(4):
            loaf = ring(602 + column * 100, y, 42, 44, 180, 360)
            canvas.fill(loaf, mix(OCHRE, BRICK, 0.3 + column % 2 * 0.3))
            canvas.shade(loaf, BROWN, 0, 0.7, "right")
        canvas.box(546, y, 408, 14, BROWN)
    canvas.box(500, 850, 500, 40, INK)
    for x in (560, 880):
        canvas.box(x, 870, 60, 70, INK)
    for x in (528, 946):
        canvas.disc(x, 846, 16, RUST)
    parts.person(canvas, 1230, 990, 360, PAPER, WARM_SKIN, INK, legs=SLATE)
    canvas.box(1120, 800, 160, 22, BROWN)
    for column in range(3):
        canvas.fill(ring(1150 + column * 50, 802, 24, 28, 180, 360), OCHRE)
    parts.lamp(canvas, 200, 900, 440)
    canvas.shade(ring(200, 430, 260), OCHRE, 0, 0.5, "middle")
