"""Scenes of Marsa al-Qandil: the auction, the courtyard, jellyfish and a lamp."""

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, corners, curve, ring
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
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
    STONE,
    TEAL,
    Ink,
    mix,
)

SEA = mix(TEAL, POOL, 0.25)
WALL = mix(CREAM, SAND, 0.2)
SKIN = mix(BRICK, SAND, 0.45)


def jellyfish(canvas: Canvas) -> None:
    """Jellyfish under an oil lamp: which of the two the town is named for is not settled."""
    canvas.box(0, 0, 1600, 1067, NAVY, 0)
    canvas.shade(corners(0, 0, 1600, 1067), TEAL, 0.75, 0.0)
    for x, y, size, ink in [
        (1050, 360, 1.3, ROSE),
        (1350, 640, 0.8, POOL),
        (830, 720, 0.7, mix(ROSE, CREAM, 0.4)),
        (1440, 220, 0.5, mix(POOL, CREAM, 0.3)),
        (680, 300, 0.45, POOL),
    ]:
        bell = [*ring(x, y, 150 * size, 150 * size, 180, 360)]
        scallops = [
            (x + (150 - 37.5 * step) * size, y + (14 if step % 2 else 34) * size)
            for step in range(9)
        ]
        shape = [*bell, *curve(scallops, 4)]
        for step in range(9):
            start = x + (step - 4) * 30 * size
            sway = canvas.random.uniform(-40, 40) * size
            canvas.stroke(
                curve(
                    [
                        (start, y + 10),
                        (start + sway, y + 130 * size),
                        (start - sway, y + 250 * size),
                        (start + sway * 0.6, y + canvas.random.uniform(290, 440) * size),
                    ],
                    7,
                ),
                6 * size,
                mix(ink, TEAL, 0.25),
            )
        canvas.fill(shape, ink)
        canvas.shade(shape, mix(ink, NAVY, 0.6), 0.0, 0.9)
        for ray in (-70, -25, 25, 70):
            canvas.stroke(
                curve(
                    [
                        (x + ray * 0.3 * size, y - 130 * size),
                        (x + ray * size, y - 60 * size),
                        (x + ray * 1.25 * size, y + 6 * size),
                    ],
                    5,
                ),
                4 * size,
                mix(ink, CREAM, 0.5),
            )
    canvas.shade(ring(330, 430, 400), OCHRE, 0.0, 0.95, "middle")
    lamp = curve([(120, 640), (180, 560), (330, 540), (450, 560), (560, 520)], 6) + curve(
        [(560, 560), (470, 640), (400, 700), (250, 700), (150, 690), (120, 640)], 6
    )
    canvas.fill(lamp, BRICK)
    canvas.shade(lamp, INK, 0.0, 0.8)
    canvas.stroke(ring(120, 620, 50, 60, 60, 300), 22, BRICK)
    canvas.box(250, 695, 150, 30, BROWN)
    canvas.fill([(200, 735), (250, 715), (400, 715), (450, 735)], BRICK)
    flame = curve([(540, 520), (500, 440), (560, 330), (600, 440), (576, 520)], 6)
    canvas.fill(flame, OCHRE)
    canvas.fill(curve([(550, 516), (536, 460), (560, 400), (580, 460), (568, 516)], 6), CREAM)
    for _ in range(60):
        canvas.disc(
            canvas.random.uniform(600, 1600),
            canvas.random.uniform(0, 1067),
            canvas.random.uniform(1.5, 5),
            POOL,
        )


def courtyard(canvas: Canvas) -> None:
    """The school's library: shelves under an arcade, an orange tree, children reading."""
    x: float
    y: float
    canvas.box(0, 0, 1600, 1067, mix(WALL, OCHRE, 0.25), 0)
    canvas.shade(corners(0, 0, 1600, 760), mix(OCHRE, ROSE, 0.4), 0.45, 0.0)
    for number in range(4):
        x = 40 + number * 390
        arch = [(x, 720), (x, 360), *ring(x + 165, 360, 165, 190, 180, 360), (x + 330, 720)]
        canvas.fill(
            [(x - 20, 720), (x - 20, 360), *ring(x + 165, 360, 185, 212, 180, 360), (x + 350, 720)],
            CREAM,
        )
        canvas.fill(arch, mix(TEAL, NAVY, 0.6))
        canvas.shade(arch, INK, 0.6, 0.0)
        for shelf in range(4):
            y = 410 + shelf * 86
            canvas.box(x + 26, y + 62, 278, 12, OCHRE)
            at = x + 32.0
            while at < x + 286:
                wide = canvas.random.uniform(12, 28)
                tall = canvas.random.uniform(38, 60)
                canvas.box(
                    at,
                    y + 62 - tall,
                    wide,
                    tall,
                    canvas.random.choice([RUST, OCHRE, CREAM, POOL, ROSE, MOSS, BRICK, SKY]),
                    0.5,
                )
                at += wide + canvas.random.choice([2, 2, 3, 14])
    for column in range(41):
        canvas.fill(
            [
                (column * 40, 96),
                (column * 40 + 20, 76),
                (column * 40 + 40, 96),
                (column * 40 + 20, 116),
            ],
            (TEAL, RUST)[column % 2],
            0.3,
        )
    canvas.box(0, 60, 1600, 8, TEAL)
    canvas.box(0, 124, 1600, 8, TEAL)
    floor = corners(0, 720, 1600, 350)
    canvas.fill(floor, SAND)
    for row in range(5):
        for column in range(17):
            if (row + column) % 2:
                y = 724 + row * 72
                canvas.fill(
                    [
                        (column * 100 - row * 10, y),
                        (column * 100 + 96 - row * 10, y),
                        (column * 100 + 90 - row * 14, y + 68),
                        (column * 100 - 6 - row * 14, y + 68),
                    ],
                    mix(SAND, ROSE, 0.4),
                    0.6,
                )
    canvas.shade(floor, BROWN, 0.0, 0.45)
    canvas.box(770, 560, 26, 250, BROWN)
    parts.tree(canvas, 783, 800, 560, PINE, INK, BROWN)
    for _ in range(24):
        x, y = (783 + canvas.random.uniform(-150, 150), 440 + canvas.random.uniform(-150, 130))
        canvas.disc(x, y, 16, OCHRE)
        canvas.disc(x - 5, y - 5, 5, mix(OCHRE, CREAM, 0.5))
    canvas.fill([(640, 820), (930, 820), (900, 890), (670, 890)], BRICK)
    for x, y, coat, hair in [
        (360, 930, RUST, INK),
        (560, 980, TEAL, BROWN),
        (1040, 950, OCHRE, INK),
        (1260, 990, NAVY, INK),
    ]:
        _reader(canvas, x, y, coat, hair)
    parts.person(canvas, 1440, 960, 330, PINE, SKIN, INK, hat=None)


def _reader(canvas: Canvas, x: float, y: float, coat: Ink, hair: Ink) -> None:
    canvas.fill(
        curve([(x - 110, y + 20), (x - 70, y - 36), (x + 70, y - 36), (x + 110, y + 20)], 5), NAVY
    )
    body = curve(
        [
            (x - 62, y),
            (x - 66, y - 110),
            (x - 30, y - 150),
            (x + 30, y - 150),
            (x + 66, y - 110),
            (x + 62, y),
        ],
        5,
    )
    canvas.fill(body, coat)
    canvas.shade(body, mix(coat, INK, 0.6), 0.0, 0.8, "right")
    canvas.disc(x, y - 190, 42, SKIN, 48)
    canvas.fill(ring(x, y - 200, 46, 46, 165, 375), hair, 0)
    canvas.fill([(x, y - 40), (x - 84, y - 70), (x - 84, y - 10), (x, y + 18)], CREAM)
    canvas.fill([(x, y - 40), (x + 84, y - 70), (x + 84, y - 10), (x, y + 18)], PAPER)
    canvas.stroke([(x, y - 40), (x, y + 18)], 4, STONE)


def auction(canvas: Canvas) -> None:
    """The fish auction at five in the morning: baskets of sardines, a lamp, hands up."""
    canvas.box(0, 0, 1600, 1067, mix(NAVY, INK, 0.3), 0)
    canvas.shade(ring(800, 120, 900), mix(OCHRE, BRICK, 0.35), 0.0, 0.9, "middle")
    for x in (120, 520, 1080, 1480):
        canvas.box(x - 22, 0, 44, 640, BROWN)
    canvas.box(0, 0, 1600, 50, BROWN)
    canvas.stroke([(800, 0), (800, 90)], 6, INK)
    canvas.fill([(730, 150), (770, 90), (830, 90), (870, 150)], PINE)
    canvas.disc(800, 156, 34, CREAM, 22)
    coats = [RUST, TEAL, SLATE, OCHRE, PINE, BRICK, MOSS]
    for number in range(9):
        x = 110 + number * 172
        tall = 470 + number * 53 % 90
        parts.person(
            canvas,
            x,
            880,
            tall,
            coats[number % 7],
            SKIN,
            INK if number % 3 else STONE,
            hat=(CREAM if number % 4 == 2 else None),
        )
        if number in (1, 4, 7):
            shoulder = 880 - tall * 0.76
            canvas.stroke(
                [(x + 40, shoulder), (x + 84, shoulder - 90), (x + 72, shoulder - 190)],
                34,
                coats[number % 7],
            )
            canvas.disc(x + 70, shoulder - 214, 24, SKIN)
    canvas.box(0, 850, 1600, 220, mix(SLATE, INK, 0.45))
    canvas.shade(corners(0, 850, 1600, 220), INK, 0.0, 0.7)
    for x, wide in [(60, 330), (440, 340), (830, 350), (1230, 330)]:
        basket = [(x, 850), (x + wide, 850), (x + wide - 36, 1030), (x + 36, 1030)]
        for _ in range(46):
            fx, fy = (
                x + canvas.random.uniform(40, wide - 40),
                850 - abs(canvas.random.gauss(0, 22)),
            )
            lean = canvas.random.uniform(-18, 18)
            canvas.fill(
                [(fx - 44, fy - lean), (fx, fy - 13), (fx + 44, fy + lean), (fx, fy + 13)],
                canvas.random.choice([SKY, POOL, mix(SKY, SLATE, 0.4)]),
                0.5,
            )
        canvas.fill(basket, OCHRE)
        canvas.shade(basket, BROWN, 0.1, 0.9)
        for step in range(5):
            canvas.stroke(
                [(x + 8 + step * 7, 872 + step * 34), (x + wide - 8 - step * 7, 872 + step * 34)],
                6,
                BROWN,
            )
