"""Scenes of Marsa al-Qandil, the sister paper's town: white walls, a warm sea, a lighthouse."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, corners, curve, ring
from scripts.pictures.ferry import car_ferry
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
    INK,
    MOSS,
    NAVY,
    OCHRE,
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


def _white_town(canvas: Canvas, ground: float, left: float, right: float, size: float) -> None:
    """Flat-roofed white houses, one behind another, with a dome here and there."""
    for row in range(3):
        x = left - row * 20
        base = ground - (2 - row) * size * 0.62
        while x < right:
            wide, tall = (
                size * canvas.random.uniform(0.6, 1.1),
                size * canvas.random.uniform(0.6, 1.15),
            )
            wall = mix(
                WALL, (SAND, ROSE, SKY)[canvas.random.randrange(3)], canvas.random.uniform(0, 0.35)
            )
            canvas.box(x, base - tall, wide, tall + size, wall)
            canvas.shade(
                corners(x, base - tall, wide, tall + size * 0.3),
                mix(wall, SLATE, 0.55),
                0.0,
                0.6,
                "right",
            )
            if canvas.random.random() < 0.18:
                dome = ring(x + wide / 2, base - tall, wide * 0.34, wide * 0.34, 180, 360)
                canvas.fill(dome, POOL)
                canvas.shade(dome, TEAL, 0, 0.9, "right")
            for column in range(2):
                wx = x + wide * (0.22 + 0.38 * column)
                arch = [
                    (wx, base - tall * 0.34),
                    (wx, base - tall * 0.62),
                    *ring(wx + wide * 0.09, base - tall * 0.62, wide * 0.09, wide * 0.1, 180, 360),
                    (wx + wide * 0.18, base - tall * 0.34),
                ]
                canvas.fill(arch, canvas.random.choice([TEAL, NAVY, mix(TEAL, NAVY, 0.5)]), 0.3)
            x += wide * 0.98


def _palm(canvas: Canvas, x: float, ground: float, tall: float) -> None:
    top = (x + tall * 0.08, ground - tall)
    canvas.stroke(
        curve([(x, ground), (x - tall * 0.02, ground - tall * 0.5), top], 8), tall * 0.045, BROWN
    )
    for step in range(9):
        angle = math.radians(170 + step * 25)
        reach = tall * 0.36
        end = (
            top[0] + reach * math.cos(angle),
            top[1] + reach * math.sin(angle) * 0.7 + tall * 0.12,
        )
        middle = ((top[0] + end[0]) / 2, (top[1] + end[1]) / 2 - tall * 0.09)
        canvas.fill(
            curve([top, middle, end], 6)
            + curve([end, (middle[0], middle[1] + tall * 0.07), top], 6),
            PINE,
            0.4,
        )
    for step in range(4):
        canvas.disc(top[0] - 18 + step * 12, top[1] + 16, 8, OCHRE)


def harbour_ferry(canvas: Canvas) -> None:
    """The Constance in her new harbour, freshly painted, with the town behind her."""
    parts.sky(canvas, 560, mix(SKY, POOL, 0.35), mix(CREAM, ROSE, 0.2))
    canvas.disc(1290, 190, 74, mix(OCHRE, CREAM, 0.5))
    parts.hills(
        canvas,
        [(0, 380), (400, 300), (800, 360), (1200, 280), (1600, 350)],
        620,
        mix(SAND, ROSE, 0.4),
        mix(BRICK, ROSE, 0.5),
        0.5,
    )
    _white_town(canvas, 560, -30, 1620, 130)
    for x, tall in [(180, 230), (250, 190), (1420, 240)]:
        _palm(canvas, x, 600, tall)
    canvas.box(0, 590, 1600, 34, SAND)
    parts.water(canvas, 620, 1067, SEA, CREAM, mix(TEAL, NAVY, 0.6), 120)
    car_ferry(canvas, 300, 880, 1.5, RUST, CREAM, TEAL, "CONSTANCE")
    canvas.shade(corners(330, 920, 900, 110), NAVY, 0.65, 0.0)
    parts.ripples(canvas, (280, 915, 1300, 1060), CREAM, 28)
    for x, y, span in [(330, 460, 56), (1180, 430, 60), (1330, 500, 44)]:
        parts.bird(canvas, x, y, span, SLATE)


def fishing_boats(canvas: Canvas) -> None:
    """Fishing boats coming in at first light, each with its lamp still burning."""
    parts.sky(canvas, 520, mix(NAVY, ROSE, 0.25), mix(ROSE, OCHRE, 0.45), 0.95)
    canvas.disc(800, 520, 120, mix(OCHRE, CREAM, 0.45))
    parts.hills(canvas, [(0, 470), (240, 430), (520, 500), (700, 520)], 540, mix(NAVY, ROSE, 0.35))
    parts.water(canvas, 518, 1067, mix(TEAL, ROSE, 0.25), mix(OCHRE, CREAM, 0.4), NAVY, 150)
    for x, y, size, hull in [
        (1180, 600, 0.45, NAVY),
        (420, 660, 0.62, TEAL),
        (1260, 790, 0.95, RUST),
        (560, 900, 1.3, PINE),
    ]:
        _lamp_boat(canvas, x, y, size, hull)
    for x, y, span in [
        (700, 300, 44),
        (780, 270, 36),
        (900, 330, 50),
        (1240, 380, 40),
        (1300, 350, 30),
    ]:
        parts.bird(canvas, x, y, span, NAVY)


def _lamp_boat(canvas: Canvas, x: float, y: float, size: float, hull: Ink) -> None:
    def at(a: float, b: float) -> tuple[float, float]:
        return x + a * size, y + b * size

    canvas.stroke([at(20, -60), at(20, -300)], 9 * size, BROWN)
    canvas.fill([at(20, -290), at(-190, -70), at(20, -70)], mix(CREAM, ROSE, 0.25))
    canvas.shade([at(20, -290), at(-190, -70), at(20, -70)], mix(ROSE, BRICK, 0.4), 0.0, 0.7)
    shell = [
        *curve([at(-240, -96), at(-120, -60), at(120, -60), at(260, -110)], 6),
        *curve([at(200, 20), at(0, 34), at(-180, 20)], 6),
    ]
    canvas.fill(shell, hull)
    canvas.shade(shell, INK, 0.0, 0.75)
    canvas.stroke(
        curve([at(-240, -96), at(-120, -60), at(120, -60), at(260, -110)], 6), 10 * size, CREAM
    )
    canvas.disc(*at(206, -64), 13 * size, CREAM)
    canvas.disc(*at(206, -64), 6 * size, INK)
    parts.person(
        canvas,
        x + 100 * size,
        y - 52 * size,
        170 * size,
        (RUST, OCHRE, NAVY)[round(x) % 3],
        SKIN,
        INK,
    )
    canvas.shade(ring(*at(-210, -140), 66 * size), OCHRE, 0.0, 0.95, "middle")
    canvas.disc(*at(-210, -140), 20 * size, CREAM)
    canvas.stroke([at(-210, -120), at(-210, -88)], 5 * size, INK)
    parts.ripples(
        canvas, (x - 280 * size, y, x + 280 * size, y + 90 * size), mix(OCHRE, CREAM, 0.4), 12
    )


def lighthouse(canvas: Canvas) -> None:
    """The lighthouse on the point, at dusk, from the goat path."""
    parts.sky(canvas, 760, NAVY, mix(ROSE, OCHRE, 0.25), 0.9)
    for _ in range(50):
        canvas.disc(
            canvas.random.uniform(0, 1600),
            canvas.random.uniform(0, 360),
            canvas.random.uniform(1, 2.4),
            CREAM,
        )
    for top, low in [(120, -10), (330, 470)]:
        canvas.shade(
            [(1010, 226), (0, top), (0, low + (90 if low > 0 else 0))],
            mix(OCHRE, CREAM, 0.6),
            0.12,
            0.75,
            "right",
        )
    canvas.shade(
        [(1050, 226), (1600, 130), (1600, 330)], mix(OCHRE, CREAM, 0.6), 0.75, 0.15, "right"
    )
    parts.water(canvas, 700, 1067, mix(NAVY, TEAL, 0.4), mix(ROSE, CREAM, 0.3), INK, 100)
    rock = [
        *curve(
            [
                (480, 1067),
                (600, 900),
                (700, 850),
                (860, 780),
                (1010, 740),
                (1160, 760),
                (1330, 830),
                (1620, 860),
            ],
            6,
        ),
        (1620, 1067),
    ]
    canvas.fill(rock, mix(SAND, BRICK, 0.45))
    canvas.shade(rock, INK, 0.05, 0.75)
    tower = [(940, 770), (975, 300), (1085, 300), (1120, 770)]
    canvas.fill(tower, CREAM)
    for low, high in [(660, 560), (460, 370)]:

        def edge(y: float) -> float:
            return 35 * (770 - y) / 470

        canvas.fill(
            [
                (940 + edge(low), low),
                (940 + edge(high), high),
                (1120 - edge(high), high),
                (1120 - edge(low), low),
            ],
            RUST,
        )
    canvas.shade(tower, NAVY, 0.05, 0.8, "right")
    canvas.box(952, 282, 156, 26, BROWN)
    canvas.box(986, 186, 88, 96, mix(OCHRE, CREAM, 0.5))
    canvas.stroke([(1030, 186), (1030, 282)], 6, BROWN)
    canvas.fill([(974, 190), (1030, 120), (1086, 190)], RUST)
    canvas.box(1012, 690, 40, 80, BROWN)
    house = corners(1150, 680, 190, 110)
    canvas.fill(house, WALL)
    canvas.shade(house, NAVY, 0.1, 0.8, "right")
    canvas.box(1180, 710, 36, 44, OCHRE)
    canvas.box(1270, 710, 36, 80, TEAL)
    for x, y, flip in [(740, 842, 1), (640, 900, -1)]:
        _goat(canvas, x, y, flip)


def _goat(canvas: Canvas, x: float, y: float, flip: int) -> None:
    ink = INK
    canvas.disc(x, y - 34, 36, ink, 20)
    for leg in (-26, -14, 14, 26):
        canvas.stroke([(x + leg, y - 26), (x + leg, y)], 6, ink)
    canvas.stroke([(x + flip * 28, y - 40), (x + flip * 52, y - 66)], 14, ink)
    canvas.disc(x + flip * 58, y - 68, 14, ink, 9)
    canvas.stroke(
        curve([(x + flip * 52, y - 76), (x + flip * 46, y - 96), (x + flip * 34, y - 98)], 4),
        4,
        ink,
    )
    canvas.stroke([(x - flip * 34, y - 44), (x - flip * 44, y - 56)], 5, ink)


def whistle(canvas: Canvas) -> None:
    """The harbour office with its brass steam whistle going at noon, and pigeons leaving."""
    x: float
    y: float
    parts.sky(canvas, 1067, mix(POOL, SKY, 0.5), CREAM)
    canvas.disc(1280, 170, 90, mix(OCHRE, CREAM, 0.5))
    _white_town(canvas, 900, 900, 1640, 150)
    canvas.box(0, 900, 1600, 170, SAND)
    canvas.shade(corners(0, 900, 1600, 170), BROWN, 0.0, 0.5)
    office = corners(120, 420, 700, 490)
    canvas.fill(office, WALL)
    canvas.shade(office, mix(SAND, BRICK, 0.35), 0.0, 0.75, "right")
    canvas.box(96, 400, 748, 34, TEAL)
    for number in range(3):
        x = 180 + number * 220
        arch = [
            (x, 910 if number == 1 else 760),
            (x, 590),
            *ring(x + 70, 590, 70, 74, 180, 360),
            (x + 140, 910 if number == 1 else 760),
        ]
        canvas.fill(arch, TEAL)
        canvas.shade(arch, NAVY, 0.1, 0.8)
    canvas.fill([(380, 402), (400, 300), (540, 300), (560, 402)], WALL)
    canvas.fill([(370, 304), (470, 250), (570, 304)], TEAL)
    canvas.disc(470, 352, 40, CREAM)
    canvas.stroke(ring(470, 352, 40), 7, BROWN)
    canvas.stroke([(470, 352), (470, 324)], 6, INK)
    canvas.stroke([(470, 352), (471, 332)], 9, INK)
    canvas.box(664, 300, 40, 104, BROWN)
    canvas.disc(684, 300, 62, BRICK, 16)
    for y, tall in [(216, 78), (70, 118)]:
        cup = corners(630, y, 108, tall)
        canvas.fill(cup, OCHRE)
        canvas.shade(cup, mix(BRICK, INK, 0.3), 0.0, 0.9, "right")
    canvas.fill(ring(684, 72, 54, 44, 180, 360), OCHRE)
    canvas.shade(ring(684, 72, 54, 44, 180, 360), mix(BRICK, INK, 0.3), 0.0, 0.9, "right")
    canvas.box(672, 186, 24, 34, BRICK)
    canvas.disc(684, 24, 16, OCHRE)
    canvas.stroke([(640, 250), (590, 270), (590, 402)], 6, INK)
    for step in range(9):
        x, y, size = (
            772 + step * 74,
            206 - step * 12 + canvas.random.uniform(-26, 26),
            30 + step * 9,
        )
        puff = ring(x, y, size, size * 0.8)
        canvas.fill(puff, CREAM)
        canvas.shade(puff, STONE, 0.0, 0.5)
    for x, y, span in [
        (330, 250, 80),
        (230, 180, 66),
        (420, 140, 56),
        (140, 300, 60),
        (960, 380, 64),
        (1090, 320, 54),
        (300, 90, 48),
        (1180, 420, 46),
    ]:
        parts.bird(canvas, x, y, span, SLATE)
    _palm(canvas, 1010, 960, 430)
    for x, tall, coat in [(880, 230, RUST), (1160, 250, NAVY), (1300, 236, OCHRE)]:
        parts.person(canvas, x, 1010, tall, coat, SKIN, INK)
    canvas.box(1220, 930, 60, 60, MOSS)
