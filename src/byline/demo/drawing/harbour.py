"""Scenes of Marsa al-Qandil, the sister paper's town: white walls, a warm sea, a lighthouse."""

import math

from byline.demo.drawing import parts
from byline.demo.drawing.ferry import car_ferry
from byline.demo.drawing.inks import (
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
from byline.demo.drawing.sheet import Sheet, corners, curve, ring

SEA = mix(TEAL, POOL, 0.25)
WALL = mix(CREAM, SAND, 0.2)
SKIN = mix(BRICK, SAND, 0.45)


def _white_town(sheet: Sheet, ground: float, left: float, right: float, size: float) -> None:
    """Flat-roofed white houses, one behind another, with a dome here and there."""
    for row in range(3):
        x = left - row * 20
        base = ground - (2 - row) * size * 0.62
        while x < right:
            wide, tall = (
                size * sheet.random.uniform(0.6, 1.1),
                size * sheet.random.uniform(0.6, 1.15),
            )
            wall = mix(
                WALL, (SAND, ROSE, SKY)[sheet.random.randrange(3)], sheet.random.uniform(0, 0.35)
            )
            sheet.box(x, base - tall, wide, tall + size, wall)
            sheet.shade(
                corners(x, base - tall, wide, tall + size * 0.3),
                mix(wall, SLATE, 0.55),
                0.0,
                0.6,
                "right",
            )
            if sheet.random.random() < 0.18:
                dome = ring(x + wide / 2, base - tall, wide * 0.34, wide * 0.34, 180, 360)
                sheet.fill(dome, POOL)
                sheet.shade(dome, TEAL, 0, 0.9, "right")
            for column in range(2):
                wx = x + wide * (0.22 + 0.38 * column)
                arch = [
                    (wx, base - tall * 0.34),
                    (wx, base - tall * 0.62),
                    *ring(wx + wide * 0.09, base - tall * 0.62, wide * 0.09, wide * 0.1, 180, 360),
                    (wx + wide * 0.18, base - tall * 0.34),
                ]
                sheet.fill(arch, sheet.random.choice([TEAL, NAVY, mix(TEAL, NAVY, 0.5)]), 0.3)
            x += wide * 0.98


def _palm(sheet: Sheet, x: float, ground: float, tall: float) -> None:
    top = (x + tall * 0.08, ground - tall)
    sheet.stroke(
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
        sheet.fill(
            curve([top, middle, end], 6)
            + curve([end, (middle[0], middle[1] + tall * 0.07), top], 6),
            PINE,
            0.4,
        )
    for step in range(4):
        sheet.disc(top[0] - 18 + step * 12, top[1] + 16, 8, OCHRE)


def harbour_ferry(sheet: Sheet) -> None:
    """The Constance in her new harbour, freshly painted, with the town behind her."""
    parts.sky(sheet, 560, mix(SKY, POOL, 0.35), mix(CREAM, ROSE, 0.2))
    sheet.disc(1290, 190, 74, mix(OCHRE, CREAM, 0.5))
    parts.hills(
        sheet,
        [(0, 380), (400, 300), (800, 360), (1200, 280), (1600, 350)],
        620,
        mix(SAND, ROSE, 0.4),
        mix(BRICK, ROSE, 0.5),
        0.5,
    )
    _white_town(sheet, 560, -30, 1620, 130)
    for x, tall in [(180, 230), (250, 190), (1420, 240)]:
        _palm(sheet, x, 600, tall)
    sheet.box(0, 590, 1600, 34, SAND)
    parts.water(sheet, 620, 1067, SEA, CREAM, mix(TEAL, NAVY, 0.6), 120)
    car_ferry(sheet, 300, 880, 1.5, RUST, CREAM, TEAL, "CONSTANCE")
    sheet.shade(corners(330, 920, 900, 110), NAVY, 0.65, 0.0)
    parts.ripples(sheet, (280, 915, 1300, 1060), CREAM, 28)
    for x, y, span in [(330, 460, 56), (1180, 430, 60), (1330, 500, 44)]:
        parts.bird(sheet, x, y, span, SLATE)


def fishing_boats(sheet: Sheet) -> None:
    """Fishing boats coming in at first light, each with its lamp still burning."""
    parts.sky(sheet, 520, mix(NAVY, ROSE, 0.25), mix(ROSE, OCHRE, 0.45), 0.95)
    sheet.disc(800, 520, 120, mix(OCHRE, CREAM, 0.45))
    parts.hills(sheet, [(0, 470), (240, 430), (520, 500), (700, 520)], 540, mix(NAVY, ROSE, 0.35))
    parts.water(sheet, 518, 1067, mix(TEAL, ROSE, 0.25), mix(OCHRE, CREAM, 0.4), NAVY, 150)
    for x, y, size, hull in [
        (1180, 600, 0.45, NAVY),
        (420, 660, 0.62, TEAL),
        (1260, 790, 0.95, RUST),
        (560, 900, 1.3, PINE),
    ]:
        _lamp_boat(sheet, x, y, size, hull)
    for x, y, span in [
        (700, 300, 44),
        (780, 270, 36),
        (900, 330, 50),
        (1240, 380, 40),
        (1300, 350, 30),
    ]:
        parts.bird(sheet, x, y, span, NAVY)


def _lamp_boat(sheet: Sheet, x: float, y: float, size: float, hull: Ink) -> None:
    def at(a: float, b: float) -> tuple[float, float]:
        return x + a * size, y + b * size

    sheet.stroke([at(20, -60), at(20, -300)], 9 * size, BROWN)
    sheet.fill([at(20, -290), at(-190, -70), at(20, -70)], mix(CREAM, ROSE, 0.25))
    sheet.shade([at(20, -290), at(-190, -70), at(20, -70)], mix(ROSE, BRICK, 0.4), 0.0, 0.7)
    shell = [
        *curve([at(-240, -96), at(-120, -60), at(120, -60), at(260, -110)], 6),
        *curve([at(200, 20), at(0, 34), at(-180, 20)], 6),
    ]
    sheet.fill(shell, hull)
    sheet.shade(shell, INK, 0.0, 0.75)
    sheet.stroke(
        curve([at(-240, -96), at(-120, -60), at(120, -60), at(260, -110)], 6), 10 * size, CREAM
    )
    sheet.disc(*at(206, -64), 13 * size, CREAM)
    sheet.disc(*at(206, -64), 6 * size, INK)
    parts.person(
        sheet,
        x + 100 * size,
        y - 52 * size,
        170 * size,
        (RUST, OCHRE, NAVY)[round(x) % 3],
        SKIN,
        INK,
    )
    sheet.shade(ring(*at(-210, -140), 66 * size), OCHRE, 0.0, 0.95, "middle")
    sheet.disc(*at(-210, -140), 20 * size, CREAM)
    sheet.stroke([at(-210, -120), at(-210, -88)], 5 * size, INK)
    parts.ripples(
        sheet, (x - 280 * size, y, x + 280 * size, y + 90 * size), mix(OCHRE, CREAM, 0.4), 12
    )


def lighthouse(sheet: Sheet) -> None:
    """The lighthouse on the point, at dusk, from the goat path."""
    parts.sky(sheet, 760, NAVY, mix(ROSE, OCHRE, 0.25), 0.9)
    for _ in range(50):
        sheet.disc(
            sheet.random.uniform(0, 1600),
            sheet.random.uniform(0, 360),
            sheet.random.uniform(1, 2.4),
            CREAM,
        )
    for top, low in [(120, -10), (330, 470)]:
        sheet.shade(
            [(1010, 226), (0, top), (0, low + (90 if low > 0 else 0))],
            mix(OCHRE, CREAM, 0.6),
            0.12,
            0.75,
            "right",
        )
    sheet.shade(
        [(1050, 226), (1600, 130), (1600, 330)], mix(OCHRE, CREAM, 0.6), 0.75, 0.15, "right"
    )
    parts.water(sheet, 700, 1067, mix(NAVY, TEAL, 0.4), mix(ROSE, CREAM, 0.3), INK, 100)
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
    sheet.fill(rock, mix(SAND, BRICK, 0.45))
    sheet.shade(rock, INK, 0.05, 0.75)
    tower = [(940, 770), (975, 300), (1085, 300), (1120, 770)]
    sheet.fill(tower, CREAM)
    for low, high in [(660, 560), (460, 370)]:

        def edge(y: float) -> float:
            return 35 * (770 - y) / 470

        sheet.fill(
            [
                (940 + edge(low), low),
                (940 + edge(high), high),
                (1120 - edge(high), high),
                (1120 - edge(low), low),
            ],
            RUST,
        )
    sheet.shade(tower, NAVY, 0.05, 0.8, "right")
    sheet.box(952, 282, 156, 26, BROWN)
    sheet.box(986, 186, 88, 96, mix(OCHRE, CREAM, 0.5))
    sheet.stroke([(1030, 186), (1030, 282)], 6, BROWN)
    sheet.fill([(974, 190), (1030, 120), (1086, 190)], RUST)
    sheet.box(1012, 690, 40, 80, BROWN)
    house = corners(1150, 680, 190, 110)
    sheet.fill(house, WALL)
    sheet.shade(house, NAVY, 0.1, 0.8, "right")
    sheet.box(1180, 710, 36, 44, OCHRE)
    sheet.box(1270, 710, 36, 80, TEAL)
    for x, y, flip in [(740, 842, 1), (640, 900, -1)]:
        _goat(sheet, x, y, flip)


def _goat(sheet: Sheet, x: float, y: float, flip: int) -> None:
    ink = INK
    sheet.disc(x, y - 34, 36, ink, 20)
    for leg in (-26, -14, 14, 26):
        sheet.stroke([(x + leg, y - 26), (x + leg, y)], 6, ink)
    sheet.stroke([(x + flip * 28, y - 40), (x + flip * 52, y - 66)], 14, ink)
    sheet.disc(x + flip * 58, y - 68, 14, ink, 9)
    sheet.stroke(
        curve([(x + flip * 52, y - 76), (x + flip * 46, y - 96), (x + flip * 34, y - 98)], 4),
        4,
        ink,
    )
    sheet.stroke([(x - flip * 34, y - 44), (x - flip * 44, y - 56)], 5, ink)


def whistle(sheet: Sheet) -> None:
    """The harbour office with its brass steam whistle going at noon, and pigeons leaving."""
    x: float
    y: float
    parts.sky(sheet, 1067, mix(POOL, SKY, 0.5), CREAM)
    sheet.disc(1280, 170, 90, mix(OCHRE, CREAM, 0.5))
    _white_town(sheet, 900, 900, 1640, 150)
    sheet.box(0, 900, 1600, 170, SAND)
    sheet.shade(corners(0, 900, 1600, 170), BROWN, 0.0, 0.5)
    office = corners(120, 420, 700, 490)
    sheet.fill(office, WALL)
    sheet.shade(office, mix(SAND, BRICK, 0.35), 0.0, 0.75, "right")
    sheet.box(96, 400, 748, 34, TEAL)
    for number in range(3):
        x = 180 + number * 220
        arch = [
            (x, 910 if number == 1 else 760),
            (x, 590),
            *ring(x + 70, 590, 70, 74, 180, 360),
            (x + 140, 910 if number == 1 else 760),
        ]
        sheet.fill(arch, TEAL)
        sheet.shade(arch, NAVY, 0.1, 0.8)
    sheet.fill([(380, 402), (400, 300), (540, 300), (560, 402)], WALL)
    sheet.fill([(370, 304), (470, 250), (570, 304)], TEAL)
    sheet.disc(470, 352, 40, CREAM)
    sheet.stroke(ring(470, 352, 40), 7, BROWN)
    sheet.stroke([(470, 352), (470, 324)], 6, INK)
    sheet.stroke([(470, 352), (471, 332)], 9, INK)
    sheet.box(664, 300, 40, 104, BROWN)
    sheet.disc(684, 300, 62, BRICK, 16)
    for y, tall in [(216, 78), (70, 118)]:
        cup = corners(630, y, 108, tall)
        sheet.fill(cup, OCHRE)
        sheet.shade(cup, mix(BRICK, INK, 0.3), 0.0, 0.9, "right")
    sheet.fill(ring(684, 72, 54, 44, 180, 360), OCHRE)
    sheet.shade(ring(684, 72, 54, 44, 180, 360), mix(BRICK, INK, 0.3), 0.0, 0.9, "right")
    sheet.box(672, 186, 24, 34, BRICK)
    sheet.disc(684, 24, 16, OCHRE)
    sheet.stroke([(640, 250), (590, 270), (590, 402)], 6, INK)
    for step in range(9):
        x, y, size = (
            772 + step * 74,
            206 - step * 12 + sheet.random.uniform(-26, 26),
            30 + step * 9,
        )
        puff = ring(x, y, size, size * 0.8)
        sheet.fill(puff, CREAM)
        sheet.shade(puff, STONE, 0.0, 0.5)
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
        parts.bird(sheet, x, y, span, SLATE)
    _palm(sheet, 1010, 960, 430)
    for x, tall, coat in [(880, 230, RUST), (1160, 250, NAVY), (1300, 236, OCHRE)]:
        parts.person(sheet, x, 1010, tall, coat, SKIN, INK)
    sheet.box(1220, 930, 60, 60, MOSS)
