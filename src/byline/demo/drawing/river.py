"""Scenes of the Thrum: its bridge, its ferries, its floods."""

import math

from byline.demo.drawing import parts
from byline.demo.drawing.inks import (
    BRICK,
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
    SMOKE,
    STONE,
    TEAL,
    Ink,
    mix,
)
from byline.demo.drawing.sheet import Point, Sheet, corners, curve, ring

ARCHES = 5


def _bridge(
    sheet: Sheet, deck: float, river: float, stone: Ink, shadow: Ink, under: Ink
) -> list[float]:
    """The Old Bridge from bank to bank, its deck's crown at `deck`, its feet in the river; gives the middles of its piers."""
    left, right = -60.0, sheet.width + 60.0
    rise = 46
    road = curve(
        [
            (left, deck + rise * 1.5),
            (sheet.width * 0.25, deck + rise * 0.45),
            (sheet.width * 0.5, deck),
            (sheet.width * 0.75, deck + rise * 0.45),
            (right, deck + rise * 1.5),
        ],
        10,
    )
    body = [*road, (right, river + 40), (left, river + 40)]
    sheet.fill(body, stone)
    sheet.shade(body, shadow, 0.05, 0.6)
    parts.bricks(
        sheet,
        (0, deck + 90, sheet.width, river - deck - 60),
        21,
        mix(stone, shadow, 0.25),
        0.2,
    )
    span = sheet.width / ARCHES
    piers = []
    for number in range(ARCHES):
        middle = span * (number + 0.5)
        high = river - (river - deck) * (0.62 - 0.035 * abs(number - 2))
        _arch(sheet, middle, span * 0.39, high, river, mix(stone, shadow, 0.45), under)
        if number:
            piers.append(span * number)
    for pier in piers:
        _pier(sheet, pier, deck + 74, river + 12, stone, shadow)
    parapet = [(x, y) for x, y in road]
    sheet.stroke([(x, y + 34) for x, y in parapet], 9, mix(stone, shadow, 0.55))
    sheet.stroke(parapet, 14, mix(stone, CREAM, 0.35))
    return piers


def _arch(
    sheet: Sheet,
    middle: float,
    half: float,
    high: float,
    river: float,
    edge: Ink,
    under: Ink,
) -> None:
    sheet.fill(
        [
            *ring(middle, river, half + 16, river - high + 16, 180, 360),
            (middle + half + 16, river + 30),
            (middle - half - 16, river + 30),
        ],
        edge,
    )
    opening = [
        *ring(middle, river, half, river - high, 180, 360),
        (middle + half, river + 34),
        (middle - half, river + 34),
    ]
    sheet.fill(opening, under, 0.5)


def _pier(
    sheet: Sheet, x: float, top: float, foot: float, stone: Ink, shadow: Ink
) -> None:
    shape = [
        (x - 30, top + 30),
        (x, top),
        (x + 30, top + 30),
        (x + 44, foot),
        (x, foot + 16),
        (x - 44, foot),
    ]
    sheet.fill(shape, mix(stone, CREAM, 0.15))
    half = [(x, top), (x + 30, top + 30), (x + 44, foot), (x, foot + 16)]
    sheet.fill(half, mix(stone, shadow, 0.5))
    sheet.shade(half, shadow, 0.1, 0.7)


def _cones(sheet: Sheet, spots: list[Point], size: float) -> None:
    for x, y in spots:
        sheet.fill(
            [
                (x - size * 0.34, y),
                (x - size * 0.08, y - size),
                (x + size * 0.08, y - size),
                (x + size * 0.34, y),
            ],
            RUST,
            0.3,
        )
        sheet.fill(
            [
                (x - size * 0.22, y - size * 0.38),
                (x - size * 0.16, y - size * 0.62),
                (x + size * 0.16, y - size * 0.62),
                (x + size * 0.22, y - size * 0.38),
            ],
            CREAM,
            0.2,
        )
        sheet.box(
            x - size * 0.42,
            y - size * 0.06,
            size * 0.84,
            size * 0.1,
            mix(RUST, INK, 0.3),
            0.2,
        )


def bridge_closed(sheet: Sheet) -> None:
    """The Old Bridge from downstream on a grey morning, with the first barriers on it."""
    parts.sky(sheet, 560, mix(SKY, SLATE, 0.25), PAPER)
    parts.cloud(sheet, 140, 190, 420, mix(SKY, CREAM, 0.6))
    parts.cloud(sheet, 980, 130, 520, mix(SKY, CREAM, 0.5))
    parts.hills(
        sheet,
        [(0, 420), (260, 380), (600, 420), (1000, 360), (1400, 410), (1600, 380)],
        700,
        mix(MOSS, SKY, 0.45),
        MOSS,
    )
    parts.roofs(sheet, 520, -20, 430, 96, [PAPER, ROSE, STONE], [BRICK, SLATE])
    parts.roofs(sheet, 515, 1210, 1640, 92, [PAPER, SAND, STONE], [BRICK, SLATE])
    parts.water(sheet, 760, 1067, TEAL, POOL, NAVY)
    _bridge(sheet, 470, 770, STONE, SLATE, mix(TEAL, NAVY, 0.55))
    for number in range(ARCHES):
        middle = sheet.width / ARCHES * (number + 0.5)
        sheet.shade(corners(middle - 120, 800, 240, 150), NAVY, 0.75, 0)
    parts.ripples(sheet, (0, 790, 1600, 1067), POOL, 60)
    _cones(
        sheet,
        [(560, 484), (640, 478), (720, 474), (880, 474), (960, 478), (1040, 484)],
        54,
    )
    sheet.box(735, 418, 130, 46, CREAM)
    for step in range(5):
        sheet.fill(
            [
                (742 + step * 26, 464),
                (754 + step * 26, 418),
                (768 + step * 26, 418),
                (756 + step * 26, 464),
            ],
            RUST,
            0.3,
        )
    parts.pole(sheet, 752, 460, 484, 8)
    parts.pole(sheet, 848, 460, 484, 8)
    for x, y, span in [(300, 330, 40), (360, 300, 32), (1180, 280, 36)]:
        parts.bird(sheet, x, y, span)


def bridge_dawn(sheet: Sheet) -> None:
    """The Old Bridge at first light, its middle arch still in scaffolding, a crane behind it."""
    parts.sky(sheet, 620, mix(SKY, ROSE, 0.25), mix(ROSE, OCHRE, 0.35))
    sheet.disc(1130, 470, 118, CREAM)
    sheet.disc(1130, 470, 96, mix(OCHRE, CREAM, 0.35))
    parts.hills(
        sheet,
        [(0, 500), (300, 455), (640, 500), (980, 470), (1300, 505), (1600, 470)],
        760,
        mix(SLATE, ROSE, 0.35),
        SLATE,
        0.6,
    )
    for x, high in [(90, 170), (150, 210), (205, 150), (1480, 190), (1540, 160)]:
        parts.poplar(sheet, x, 575, high, mix(PINE, SLATE, 0.4), INK)
    _crane(sheet, 560, 600)
    parts.water(
        sheet,
        775,
        1067,
        mix(TEAL, ROSE, 0.3),
        mix(CREAM, OCHRE, 0.25),
        mix(NAVY, SLATE, 0.3),
        120,
    )
    for step in range(26):
        y = 790 + step * 10.6
        half = 26 + step * 3.4
        x = 1130 + sheet.random.uniform(-20, 20)
        sheet.fill(
            [(x - half, y), (x, y - 4), (x + half, y), (x, y + 4)],
            mix(OCHRE, CREAM, 0.45),
            0.6,
        )
    _bridge(sheet, 500, 785, mix(SLATE, STONE, 0.35), NAVY, mix(NAVY, INK, 0.3))
    _scaffold(sheet, (640, 545, 320, 260))
    parts.ripples(sheet, (0, 805, 1600, 1067), NAVY, 50)
    parts.person(sheet, 700, 508, 74, RUST, INK, hat=OCHRE)
    parts.person(sheet, 742, 506, 70, OCHRE, INK, hat=CREAM)
    parts.person(sheet, 1010, 512, 72, NAVY, INK, legs=INK)
    for x, y, span in [(860, 300, 46), (930, 270, 36), (800, 260, 30), (350, 330, 34)]:
        parts.bird(sheet, x, y, span, NAVY)


def _crane(sheet: Sheet, x: float, ground: float) -> None:
    ink = mix(BRICK, NAVY, 0.35)
    sheet.stroke([(x, ground), (x, 150)], 13, ink)
    sheet.stroke([(x - 150, 190), (x + 470, 158)], 9, ink)
    sheet.stroke([(x, 96), (x + 330, 164)], 4, ink)
    sheet.stroke([(x, 96), (x - 140, 190)], 4, ink)
    sheet.stroke([(x, 150), (x, 96)], 9, ink)
    sheet.box(x - 160, 188, 56, 50, ink)
    sheet.stroke([(x + 390, 164), (x + 390, 330)], 3, INK)
    sheet.box(x + 358, 330, 64, 40, STONE)
    for step in range(12):
        y = 200 + step * 32
        sheet.stroke([(x - 12, y), (x + 12, y + 26)], 3, INK)


def _scaffold(sheet: Sheet, area: tuple[float, float, float, float]) -> None:
    x, y, width, height = area
    for row in range(5):
        level = y + height * row / 4
        sheet.stroke([(x - 14, level), (x + width + 14, level)], 5, OCHRE)
    for column in range(7):
        at = x + width * column / 6
        sheet.stroke([(at, y - 36), (at, y + height)], 5, mix(OCHRE, INK, 0.25))
    for column in range(0, 6, 2):
        at = x + width * column / 6
        sheet.stroke([(at, y + height), (at + width / 6, y)], 3, mix(OCHRE, INK, 0.4))


def bridge_bicycles(sheet: Sheet) -> None:
    """The empty roadway of the bridge, looking along it, given over to bicycles, a pram and table tennis."""
    parts.sky(sheet, 520, SKY, PAPER)
    parts.cloud(sheet, 160, 210, 360, CREAM)
    parts.cloud(sheet, 1080, 160, 420, CREAM)
    parts.hills(
        sheet,
        [(0, 440), (400, 400), (800, 440), (1200, 395), (1600, 430)],
        640,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.5,
    )
    parts.roofs(
        sheet, 530, 560, 1060, 80, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST]
    )
    road = [(640, 525), (960, 525), (1700, 1067), (-100, 1067)]
    sheet.fill(road, mix(STONE, PAPER, 0.35))
    sheet.shade(road, SMOKE, 0.1, 0.5)
    for side in (-1, 1):
        wall = [
            (800 + side * 160, 470),
            (800 + side * 160, 530),
            (800 + side * 900, 1090),
            (800 + side * 900, 690),
        ]
        sheet.fill(wall, STONE)
        sheet.shade(wall, SLATE, 0.1, 0.6, "right" if side > 0 else "left")
        sheet.stroke(
            [(800 + side * 160, 468), (800 + side * 900, 686)],
            15,
            mix(STONE, CREAM, 0.5),
        )
    _table_tennis(sheet, 720, 800)
    _cyclist(sheet, 1150, 905, 1.25, RUST)
    _cyclist(sheet, 905, 640, 0.5, NAVY)
    parts.person(sheet, 500, 930, 270, OCHRE, ROSE, BRICK)
    parts.person(sheet, 985, 790, 190, TEAL, mix(BRICK, SAND, 0.4), INK, lean=-0.05)
    parts.person(sheet, 760, 600, 92, BRICK, ROSE)


def _table_tennis(sheet: Sheet, x: float, y: float) -> None:
    top = [(x - 120, y - 46), (x + 110, y - 46), (x + 150, y + 4), (x - 150, y + 4)]
    for leg in (-125, 125):
        sheet.stroke([(x + leg, y), (x + leg, y + 84)], 7, INK)
    sheet.fill(top, PINE)
    sheet.shade(top, INK, 0, 0.5)
    sheet.stroke([(x - 128, y - 20), (x + 128, y - 20)], 3, CREAM)
    sheet.box(x - 4, y - 66, 7, 66, CREAM)
    sheet.disc(x + 62, y - 130, 9, CREAM)


def _cyclist(sheet: Sheet, x: float, y: float, size: float, coat: Ink) -> None:
    for wheel in (-62, 62):
        ring_ink = ring(x + wheel * size, y, 44 * size)
        sheet.stroke(ring_ink, 6 * size, INK)
    pedal = (x - 6 * size, y + 4 * size)
    for line in (
        [(-62, 0), (-26, -62), (38, -62), (62, 0)],
        [(-26, -62), (-6, 4), (38, -62)],
        [(-62, 0), (-6, 4)],
        [(38, -62), (34, -88), (52, -92)],
    ):
        sheet.stroke([(x + a * size, y + b * size) for a, b in line], 6 * size, coat)
    sheet.stroke(
        [(x - 32 * size, y - 92 * size), (x - 2 * size, y - 44 * size), pedal],
        15 * size,
        NAVY,
    )
    body = curve(
        [
            (x - 50 * size, y - 86 * size),
            (x - 30 * size, y - 160 * size),
            (x + 14 * size, y - 178 * size),
            (x + 18 * size, y - 140 * size),
            (x - 14 * size, y - 84 * size),
        ],
        5,
    )
    sheet.fill(body, coat, 0.4)
    sheet.shade(body, INK, 0, 0.5)
    sheet.stroke(
        [
            (x + 6 * size, y - 158 * size),
            (x + 30 * size, y - 116 * size),
            (x + 50 * size, y - 94 * size),
        ],
        13 * size,
        coat,
    )
    sheet.disc(x + 16 * size, y - 204 * size, 23 * size, ROSE)
    sheet.fill(
        ring(x + 14 * size, y - 209 * size, 25 * size, 24 * size, 170, 365), INK, 0
    )


def bridge_masons(sheet: Sheet) -> None:
    """Under the third arch: the timber centring that holds it, and two masons at work."""
    sheet.box(0, 0, 1600, 1067, mix(SLATE, NAVY, 0.5), 0)
    light = [*ring(800, 1010, 700, 830, 180, 360), (1500, 1067), (100, 1067)]
    sheet.fill(light, SAND)
    sheet.shade(light, OCHRE, 0, 0.75)
    for step in range(23):
        angle = math.radians(180 + step * 180 / 22)
        inner, outer = (700, 830), (812, 950)
        sheet.stroke(
            [
                (800 + inner[0] * math.cos(angle), 1010 + inner[1] * math.sin(angle)),
                (800 + outer[0] * math.cos(angle), 1010 + outer[1] * math.sin(angle)),
            ],
            7,
            INK,
        )
    sheet.stroke(ring(800, 1010, 706, 836, 180, 360), 12, INK)
    sheet.stroke(ring(800, 1010, 812, 950, 180, 360), 7, INK)
    timber = mix(BRICK, OCHRE, 0.45)
    sheet.stroke(ring(800, 1010, 668, 796, 186, 354), 22, timber)
    for x in (330, 565, 800, 1035, 1270):
        sheet.stroke(
            [
                (x, 880),
                (x, 1010 - 790 * math.sqrt(max(0.02, 1 - ((x - 800) / 668) ** 2))),
            ],
            20,
            timber,
        )
    for x in (330, 565, 800, 1035):
        sheet.stroke([(x, 880), (x + 235, 520)], 12, mix(timber, INK, 0.3))
        sheet.stroke([(x + 235, 880), (x, 520)], 12, mix(timber, INK, 0.3))
    sheet.stroke([(180, 520), (1420, 520)], 18, timber)
    sheet.box(120, 880, 1360, 30, mix(timber, INK, 0.2))
    parts.person(sheet, 470, 880, 290, NAVY, ROSE, hat=OCHRE, legs=INK)
    parts.person(
        sheet,
        1150,
        880,
        270,
        BRICK,
        mix(BRICK, SAND, 0.4),
        hat=CREAM,
        legs=INK,
        lean=0.05,
    )
    sheet.stroke([(500, 690), (570, 640), (600, 660)], 16, NAVY)
    for x, y, wide in [(610, 842, 110), (740, 836, 130), (672, 796, 120)]:
        sheet.box(x, y, wide, 42, STONE)
        sheet.shade(corners(x, y, wide, 42), SLATE, 0.1, 0.6, "right")
    parts.water(sheet, 990, 1067, TEAL, POOL, NAVY, 40)


def pier_drawing(sheet: Sheet) -> None:
    """A section through the third pier, as an engineer would draw it: stone, rubble, and the hole under it."""
    sheet.box(0, 0, 1600, 1067, CREAM, 0)
    for step in range(1, 32):
        sheet.stroke([(step * 50, 0), (step * 50, 1067)], 1, mix(SKY, CREAM, 0.3))
        sheet.stroke([(0, step * 50), (1600, step * 50)], 1, mix(SKY, CREAM, 0.3))
    river = corners(0, 430, 1600, 520)
    sheet.fill(river, mix(POOL, CREAM, 0.35), 0)
    sheet.shade(river, mix(TEAL, POOL, 0.4), 0.05, 0.9)
    parts.ripples(sheet, (0, 430, 1600, 600), CREAM, 30)
    bed = [
        *curve(
            [
                (0, 735),
                (300, 742),
                (520, 770),
                (640, 850),
                (760, 905),
                (930, 890),
                (1020, 800),
                (1180, 752),
                (1600, 738),
            ]
        ),
        (1600, 1067),
        (0, 1067),
    ]
    sheet.fill(bed, SAND)
    sheet.shade(bed, SMOKE, 0.15, 0.75)
    for _ in range(130):
        x, y = sheet.random.uniform(0, 1600), sheet.random.uniform(930, 1060)
        sheet.disc(
            x,
            y,
            sheet.random.uniform(3, 11),
            mix(SMOKE, PAPER, sheet.random.random() * 0.6),
            5,
        )
    pier = [
        (660, 60),
        (940, 60),
        (940, 740),
        (990, 740),
        (990, 800),
        (610, 800),
        (610, 740),
        (660, 740),
    ]
    sheet.fill(pier, STONE)
    sheet.shade(pier, SLATE, 0.05, 0.55, "right")
    for row in range(1, 14):
        sheet.stroke([(662, 60 + row * 50), (938, 60 + row * 50)], 3, SLATE)
        for column in range(4):
            x = 660 + (column + (0.5 if row % 2 else 0)) * 70
            if 662 < x < 938:
                sheet.stroke([(x, 60 + row * 50), (x, 110 + row * 50)], 3, SLATE)
    for x in (640, 700, 760, 820, 880, 940):
        sheet.stroke([(x, 800), (x, 960)], 16, mix(BRICK, INK, 0.3))
    for x, y, to in [(380, 600, 640), (300, 690, 620)]:
        sheet.stroke(
            curve([(x, y), (x + 120, y - 6), (to - 60, y + 60), (to, y + 190)]), 6, NAVY
        )
        sheet.fill([(to - 16, y + 176), (to + 14, y + 182), (to + 4, y + 214)], NAVY, 0)
    _dimension(sheet, 1085, 800, 905, "1.9 m")
    sheet.write(270, 395, "mean high water", 30, NAVY)
    sheet.write(1300, 700, "river bed, 1968", 30, INK)
    sheet.stroke([(1040, 736), (1600, 736)], 3, INK)
    sheet.write(800, 1015, "timber piles, 1768", 30, INK)
    sheet.write(800, 30, "PIER 3, LOOKING UPSTREAM", 30, INK)


def _dimension(sheet: Sheet, x: float, top: float, bottom: float, words: str) -> None:
    sheet.stroke([(x, top), (x, bottom)], 4, RUST)
    for y in (top, bottom):
        sheet.stroke([(x - 16, y), (x + 16, y)], 4, RUST)
    sheet.write(x + 26, (top + bottom) / 2, words, 40, BRICK, "lm")


def car_ferry(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    hull: Ink,
    house: Ink,
    funnel: Ink,
    sign: str = "",
) -> None:
    """A small car ferry afloat, its stern at (x, y) and its bow to the right; `size` 1 is about 620 pixels long."""

    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size

    shell = [at(0, -70), at(560, -70), at(640, -104), at(600, 26), at(40, 26)]
    sheet.fill(shell, hull)
    sheet.shade(shell, INK, 0, 0.65)
    sheet.fill([at(30, 10), at(606, 10), at(600, 26), at(40, 26)], RUST, 0.4)
    sheet.stroke([at(0, -70), at(560, -70), at(640, -104)], 8 * size, CREAM)
    sheet.fill([at(96, -160), at(330, -160), at(330, -72), at(96, -72)], house)
    sheet.shade(
        [at(96, -160), at(330, -160), at(330, -72), at(96, -72)], SLATE, 0, 0.5, "right"
    )
    sheet.fill([at(240, -236), at(342, -236), at(352, -160), at(230, -160)], house)
    sheet.fill([at(252, -222), at(334, -222), at(340, -186), at(248, -186)], NAVY, 0.4)
    sheet.fill([at(228, -248), at(354, -248), at(354, -234), at(228, -234)], hull, 0.4)
    sheet.fill([at(130, -250), at(186, -250), at(192, -160), at(124, -160)], funnel)
    sheet.fill([at(129, -250), at(187, -250), at(188, -228), at(128, -228)], INK, 0.3)
    for number in range(5):
        sheet.disc(*at(126 + number * 44, -116), 12 * size, NAVY)
    for number in range(8):
        sheet.stroke(
            [at(350 + number * 28, -70), at(350 + number * 28, -108)], 3 * size, CREAM
        )
    sheet.stroke([at(350, -108), at(560, -108)], 4 * size, CREAM)
    sheet.stroke([at(300, -248), at(300, -330)], 5 * size, INK)
    sheet.fill([at(300, -330), at(360, -316), at(300, -300)], RUST, 0.6)
    if sign:
        sheet.write(*at(390, -34), sign, 42 * size, CREAM)


def ferry_constance(sheet: Sheet) -> None:
    """The Constance at the Town Quay, on her last day there."""
    parts.sky(sheet, 560, mix(SKY, PAPER, 0.2), PAPER)
    parts.cloud(sheet, 900, 220, 520, CREAM)
    parts.cloud(sheet, 90, 160, 360, CREAM)
    parts.hills(
        sheet,
        [(0, 500), (380, 470), (800, 510), (1200, 460), (1600, 490)],
        620,
        mix(MOSS, SKY, 0.4),
        MOSS,
        0.6,
    )
    parts.water(
        sheet, 590, 1067, mix(TEAL, SKY, 0.25), CREAM, mix(NAVY, TEAL, 0.4), 110
    )
    parts.roofs(
        sheet, 585, -30, 470, 130, [PAPER, ROSE, SAND, STONE], [BRICK, SLATE, RUST]
    )
    quay = [(-10, 580), (500, 580), (560, 720), (560, 1067), (-10, 1067)]
    sheet.fill(quay, STONE)
    sheet.shade(quay, SLATE, 0, 0.65)
    parts.bricks(sheet, (0, 730, 560, 330), 34, mix(STONE, SLATE, 0.35), 0.3)
    sheet.stroke([(-10, 585), (500, 585), (560, 722)], 10, CREAM)
    car_ferry(sheet, 640, 850, 1.3, PINE, CREAM, RUST, "CONSTANCE")
    sheet.shade(corners(650, 884, 830, 110), NAVY, 0.75, 0)
    parts.ripples(sheet, (600, 880, 1560, 1060), CREAM, 26)
    for x, y in [(300, 650), (450, 665)]:
        sheet.box(x, y - 44, 34, 44, INK)
        sheet.box(x - 8, y - 56, 50, 16, INK)
    sheet.stroke(curve([(468, 640), (560, 740), (660, 760)]), 5, INK)
    parts.person(sheet, 200, 700, 190, NAVY, ROSE, hat=NAVY, legs=INK)
    parts.person(sheet, 100, 720, 180, BRICK, ROSE, SMOKE)
    for x, y, span in [(760, 330, 70), (880, 280, 54), (1420, 360, 60), (620, 240, 44)]:
        parts.bird(sheet, x, y, span, SLATE)


def ferry_ramp(sheet: Sheet) -> None:
    """The new ferry at the slip, her ramp held in the air over a gap."""
    parts.sky(sheet, 520, mix(SKY, SLATE, 0.12), PAPER)
    parts.hills(
        sheet,
        [(0, 430), (400, 395), (900, 440), (1600, 400)],
        560,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.55,
    )
    for x, high in [(1180, 150), (1240, 190), (1300, 140), (1500, 170)]:
        parts.tree(sheet, x, 520, high, MOSS, PINE)
    parts.water(sheet, 515, 1067, TEAL, POOL, NAVY, 100)
    car_ferry(sheet, -270, 800, 1.65, NAVY, CREAM, OCHRE, "PATIENCE")
    slip = [(1000, 770), (1600, 640), (1600, 1067), (930, 1067), (940, 900)]
    sheet.fill(slip, STONE)
    sheet.shade(slip, SLATE, 0, 0.75)
    for step in range(7):
        sheet.stroke(
            [(1030 + step * 90, 790 - step * 19), (1000 + step * 100, 1067)],
            3,
            mix(STONE, SLATE, 0.6),
        )
    sheet.stroke([(760, 650), (985, 690)], 22, OCHRE)
    sheet.stroke([(760, 480), (970, 682)], 5, INK)
    sheet.stroke([(1008, 690), (1008, 762)], 4, RUST)
    for y in (690, 764):
        sheet.stroke([(990, y), (1026, y)], 5, RUST)
    sheet.write(984, 752, "40 cm", 40, CREAM, "rm")
    parts.person(sheet, 1250, 760, 210, RUST, ROSE, hat=CREAM, legs=INK)
    parts.person(sheet, 1345, 748, 214, NAVY, mix(BRICK, SAND, 0.4), INK)
    parts.person(sheet, 1448, 735, 196, PINE, ROSE, SMOKE, lean=-0.06)
    sheet.box(1236, 640, 54, 70, CREAM)
    for x, y, span in [(860, 300, 60), (1010, 240, 44)]:
        parts.bird(sheet, x, y, span, SLATE)


def ferry_timetable(sheet: Sheet) -> None:
    """The timetable board on the quay at dusk, one lamp, nobody waiting."""
    parts.sky(sheet, 640, NAVY, mix(ROSE, SLATE, 0.4), 0.75)
    for _ in range(40):
        sheet.disc(
            sheet.random.uniform(0, 1600),
            sheet.random.uniform(0, 330),
            sheet.random.uniform(1, 2.6),
            CREAM,
        )
    parts.hills(
        sheet,
        [(0, 590), (500, 560), (1000, 600), (1600, 560)],
        700,
        mix(NAVY, INK, 0.3),
    )
    for x in (120, 260, 300, 1330, 1480):
        sheet.disc(x, 612 + x % 17, 4, OCHRE)
    parts.water(sheet, 640, 900, mix(NAVY, SLATE, 0.35), mix(ROSE, SLATE, 0.3), INK, 90)
    sheet.box(0, 880, 1600, 190, mix(SMOKE, INK, 0.45))
    sheet.shade(corners(0, 880, 1600, 190), INK, 0, 0.8)
    glow = ring(1180, 420, 330)
    sheet.shade(glow, OCHRE, 0, 0.55, "middle")
    for post in (480, 980):
        parts.pole(sheet, post, 250, 900, 26)
    board = corners(440, 230, 580, 500)
    sheet.fill(board, PINE)
    sheet.fill(corners(466, 320, 528, 388), CREAM)
    sheet.write(730, 276, "SAILINGS", 54, CREAM)
    for row in range(8):
        y = 350 + row * 46
        for column in range(3):
            left = 494 + column * 172
            length = sheet.random.uniform(70, 128)
            sheet.box(left, y - 8, length, 14, mix(INK, CREAM, 0.2), 0.8)
        if row in (1, 4, 5):
            sheet.stroke([(480, y), (985, y - 3)], 5, RUST)
    sheet.fill([(420, 236), (730, 150), (1040, 236)], INK)
    parts.lamp(sheet, 1180, 900, 430)
    sheet.box(1290, 800, 220, 18, BRICK)
    for leg in (1310, 1480):
        sheet.box(leg, 818, 14, 80, INK)
    sheet.box(1290, 730, 220, 16, BRICK)
    for leg in (1310, 1480):
        sheet.box(leg, 730, 10, 80, INK)


def flooded_ings(sheet: Sheet) -> None:
    """The Ings under water: hedges, gates and a barn standing in their own reflections."""
    parts.sky(sheet, 470, mix(SLATE, SKY, 0.45), PAPER)
    for x, y, wide in [
        (-60, 170, 620),
        (480, 110, 540),
        (1020, 210, 680),
        (300, 290, 520),
    ]:
        parts.cloud(sheet, x, y, wide, mix(SLATE, SKY, sheet.random.uniform(0.3, 0.7)))
    parts.hills(
        sheet,
        [(0, 430), (350, 390), (800, 432), (1250, 385), (1600, 420)],
        520,
        mix(PINE, SLATE, 0.5),
        NAVY,
        0.5,
    )
    parts.water(sheet, 462, 1067, mix(SKY, SLATE, 0.35), CREAM, SLATE, 120)
    for y, left, right in [
        (500, 0, 620),
        (545, 640, 1010),
        (660, 60, 760),
        (800, 900, 1600),
    ]:
        _hedge(sheet, left, right, y, 14 + (y - 460) * 0.13)
    _barn(sheet, 1080, 640)
    for x, y, high in [
        (180, 520, 170),
        (420, 560, 210),
        (880, 545, 150),
        (1480, 700, 300),
        (60, 760, 360),
    ]:
        sheet.shade(ring(x, y + high * 0.3, high * 0.2, high * 0.28), NAVY, 0.6, 0.0)
        parts.tree(sheet, x, y, high, mix(PINE, MOSS, 0.3), INK)
    _gate(sheet, 470, 860)
    parts.ripples(sheet, (0, 600, 1600, 1067), CREAM, 46)
    for x, y in [(300, 930), (380, 950), (1240, 900)]:
        _swan(sheet, x, y, 46)


def _hedge(sheet: Sheet, left: float, right: float, y: float, high: float) -> None:
    count = int((right - left) / 46)
    line = [
        (
            left + (right - left) * step / count,
            y - high * sheet.random.uniform(0.7, 1.3),
        )
        for step in range(count + 1)
    ]
    sheet.fill([*curve(line, 4), (right, y), (left, y)], mix(PINE, INK, 0.2))
    sheet.shade(
        [(left, y), (right, y), (right, y + high * 1.3), (left, y + high * 1.3)],
        NAVY,
        0.75,
        0.1,
    )


def _barn(sheet: Sheet, x: float, y: float) -> None:
    sheet.shade(
        [(x, y), (x + 300, y), (x + 280, y + 150), (x + 20, y + 150)], BRICK, 0.75, 0.1
    )
    sheet.box(x, y - 110, 300, 110, BRICK)
    sheet.shade(corners(x, y - 110, 300, 110), INK, 0, 0.5, "right")
    roof = [
        (x - 16, y - 106),
        (x + 40, y - 210),
        (x + 260, y - 210),
        (x + 316, y - 106),
    ]
    sheet.fill(roof, SLATE)
    sheet.shade(roof, INK, 0, 0.6, "right")
    sheet.box(x + 110, y - 80, 80, 80, INK)


def _gate(sheet: Sheet, x: float, y: float) -> None:
    for post in (x, x + 260):
        sheet.box(post - 11, y - 130, 22, 150, mix(SMOKE, INK, 0.4))
    for rail in (-110, -76, -42, -10):
        sheet.stroke([(x, y + rail), (x + 260, y + rail)], 9, mix(SMOKE, INK, 0.25))
    sheet.stroke([(x, y - 6), (x + 250, y - 108)], 8, mix(SMOKE, INK, 0.25))
    sheet.shade(corners(x - 10, y + 8, 280, 90), NAVY, 0.6, 0)


def _swan(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.fill(
        curve(
            [
                (x - size, y - size * 0.5),
                (x - size * 0.3, y - size * 0.52),
                (x + size * 0.5, y - size * 0.25),
                (x + size * 0.62, y),
                (x - size * 0.5, y + 4),
                (x - size, y - size * 0.5),
            ],
            6,
        ),
        CREAM,
        0.3,
    )
    sheet.stroke(
        curve(
            [
                (x + size * 0.5, y - size * 0.15),
                (x + size * 0.72, y - size * 0.55),
                (x + size * 0.56, y - size),
                (x + size * 0.8, y - size * 1.06),
            ],
            6,
        ),
        9,
        CREAM,
    )
    sheet.stroke([(x + size * 0.8, y - size * 1.06), (x + size, y - size)], 6, OCHRE)


def flood_night(sheet: Sheet) -> None:
    """Tenter Row at night with the river in it: lit windows upstairs, and a boat coming along the street."""
    parts.sky(sheet, 560, INK, NAVY, 0.8)
    for _ in range(220):
        x, y = sheet.random.uniform(0, 1600), sheet.random.uniform(0, 720)
        sheet.stroke([(x, y), (x - 12, y + 44)], 2, mix(SLATE, NAVY, 0.35))
    sheet.box(0, 550, 1600, 130, INK, 0)
    parts.roofs(
        sheet,
        660,
        -40,
        560,
        250,
        [mix(BRICK, INK, 0.35), mix(SLATE, NAVY, 0.4)],
        [INK, mix(NAVY, INK, 0.5)],
        [OCHRE, NAVY, mix(OCHRE, CREAM, 0.4)],
    )
    parts.roofs(
        sheet,
        650,
        1000,
        1680,
        270,
        [mix(BRICK, INK, 0.4), mix(SMOKE, INK, 0.5)],
        [INK],
        [OCHRE, NAVY, mix(OCHRE, CREAM, 0.4)],
    )
    parts.roofs(
        sheet, 620, 560, 1000, 140, [mix(SLATE, INK, 0.5)], [INK], [NAVY, OCHRE]
    )
    parts.water(sheet, 640, 1067, mix(NAVY, SLATE, 0.3), mix(SLATE, SKY, 0.3), INK, 110)
    for x in (110, 330, 470, 1090, 1290, 1470):
        for step in range(14):
            y = 660 + step * 22
            half = 20 + sheet.random.uniform(0, 22) + step
            sheet.fill(
                [(x - half, y), (x, y - 4), (x + half, y), (x, y + 4)],
                mix(OCHRE, NAVY, 0.15 + step * 0.045),
                0.6,
            )
    parts.lamp(sheet, 640, 690, 230)
    parts.lamp(sheet, 940, 680, 210)
    parts.rowing_boat(sheet, 790, 880, 430, BRICK)
    parts.person(sheet, 690, 870, 170, OCHRE, ROSE, hat=OCHRE)
    parts.person(sheet, 790, 868, 140, SLATE, mix(BRICK, SAND, 0.4), INK)
    parts.person(sheet, 880, 870, 150, RUST, ROSE, SMOKE)
    sheet.stroke([(640, 760), (560, 960)], 8, mix(SAND, INK, 0.3))
    beam = [(905, 790), (1330, 700), (1330, 830)]
    sheet.shade(beam, mix(OCHRE, CREAM, 0.5), 0.7, 0.0, "right")
    parts.ripples(sheet, (0, 700, 1600, 1067), mix(SLATE, SKY, 0.4), 40)


def weir_fish(sheet: Sheet) -> None:
    """Under the weir: salmon going up the ladder, and a shopping trolley that is not."""
    sheet.box(0, 0, 1600, 1067, TEAL, 0)
    sheet.shade(corners(0, 0, 1600, 1067), NAVY, 0.0, 0.95)
    for step in range(7):
        x = 60 + step * 250
        ray = [(x, 0), (x + 90, 0), (x - 120, 900), (x - 330, 900)]
        sheet.shade(ray, POOL, 0.42, 0.0)
    for step in range(26):
        x = sheet.random.uniform(0, 1600)
        sheet.fill(
            [
                (x - 90, 12 + step % 4 * 10),
                (x, 4 + step % 4 * 10),
                (x + 90, 12 + step % 4 * 10),
                (x, 20 + step % 4 * 10),
            ],
            CREAM,
            1,
        )
    bed = [
        *curve([(0, 930), (300, 900), (700, 950), (1100, 910), (1600, 950)]),
        (1600, 1067),
        (0, 1067),
    ]
    sheet.fill(bed, mix(SMOKE, INK, 0.35))
    sheet.shade(bed, INK, 0, 0.75)
    for _ in range(40):
        sheet.disc(
            sheet.random.uniform(0, 1600),
            sheet.random.uniform(940, 1060),
            sheet.random.uniform(10, 42),
            mix(SMOKE, SLATE, sheet.random.random()),
            14,
        )
    _trolley(sheet, 1180, 800)
    for x, y, size in [
        (330, 330, 1.3),
        (700, 480, 1.0),
        (560, 220, 0.7),
        (980, 270, 0.85),
        (200, 610, 0.9),
        (1320, 430, 0.75),
        (760, 720, 0.6),
    ]:
        _fish(sheet, x, y, size)
    for _ in range(60):
        sheet.disc(
            sheet.random.uniform(900, 1500),
            sheet.random.uniform(80, 760),
            sheet.random.uniform(2, 9),
            POOL,
        )
    for x in (90, 160, 1500, 1560, 620):
        weed = curve([(x, 960), (x + 26, 860), (x - 18, 760), (x + 16, 660)], 8)
        sheet.stroke(weed, 11, MOSS)


def _fish(sheet: Sheet, x: float, y: float, size: float) -> None:
    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size - a * size * 0.18

    body = curve(
        [
            at(-150, 0),
            at(-60, -44),
            at(50, -46),
            at(150, 0),
            at(50, 36),
            at(-60, 34),
            at(-150, 0),
        ],
        7,
    )
    sheet.fill([at(-140, 0), at(-210, -48), at(-192, 0), at(-210, 46)], SLATE, 0.4)
    sheet.fill([at(-10, -44), at(30, -80), at(54, -42)], SLATE, 0.4)
    sheet.fill(body, SKY, 0.4)
    sheet.shade([at(-150, 4), at(-60, -44), at(50, -46), at(150, 0)], NAVY, 0.95, 0.35)
    for _ in range(9):
        spot = at(sheet.random.uniform(-100, 80), sheet.random.uniform(-30, -6))
        sheet.disc(*spot, 4 * size, INK)
    sheet.disc(*at(116, -10), 7 * size, INK)


def _trolley(sheet: Sheet, x: float, y: float) -> None:
    ink = mix(SKY, SMOKE, 0.4)
    basket = [
        (x - 160, y - 120),
        (x + 150, y - 90),
        (x + 110, y + 60),
        (x - 110, y + 40),
    ]
    for step in range(9):
        share = step / 8
        top = (
            basket[0][0] + (basket[1][0] - basket[0][0]) * share,
            basket[0][1] + (basket[1][1] - basket[0][1]) * share,
        )
        low = (
            basket[3][0] + (basket[2][0] - basket[3][0]) * share,
            basket[3][1] + (basket[2][1] - basket[3][1]) * share,
        )
        sheet.stroke([top, low], 4, ink)
    for step in range(5):
        share = step / 4
        sheet.stroke(
            [
                (basket[0][0] + 50 * share, basket[0][1] + 160 * share),
                (basket[1][0] - 40 * share, basket[1][1] + 150 * share),
            ],
            4,
            ink,
        )
    sheet.stroke([(x - 110, y + 40), (x - 130, y + 130), (x + 120, y + 140)], 8, ink)
    sheet.stroke([(x - 160, y - 120), (x - 230, y - 150)], 12, RUST)
    for wheel in (-120, 110):
        sheet.disc(x + wheel, y + 156, 20, INK)


def tide_curve(sheet: Sheet) -> None:
    """The tide through one day at the Nether Staithe slip, with the hours in which the ferry can land."""
    sheet.box(0, 0, 1600, 1067, PAPER, 0)
    left, right, zero = 150, 1500, 830
    height = {
        hour / 4: 2.65 + 1.95 * math.cos((hour / 4 - 5.2) / 12.42 * 2 * math.pi)
        for hour in range(97)
    }
    line = [
        (left + (right - left) * hour / 24, zero - metres * 130)
        for hour, metres in height.items()
    ]
    sea = [*line, (right, zero), (left, zero)]
    sheet.fill(sea, POOL, 0)
    sheet.shade(sea, TEAL, 0.0, 0.9)
    for metres in range(6):
        y = zero - metres * 130
        sheet.stroke([(left, y), (right, y)], 2, mix(STONE, PAPER, 0.3))
        sheet.write(left - 26, y, f"{metres} m", 32, INK, "rm")
    landing = zero - 2.4 * 130
    for start, end in _spells(height, 2.4):
        a, b = left + (right - left) * start / 24, left + (right - left) * end / 24
        sheet.shade(corners(a, 150, b - a, zero - 150), OCHRE, 0.4, 0.15)
        sheet.box(a, 880, b - a, 40, OCHRE)
    sheet.stroke(line, 9, NAVY)
    sheet.stroke([(left, landing), (right, landing)], 5, RUST)
    sheet.write(811, landing - 28, "the ramp floats: 2.4 m", 32, BRICK)
    for hour in range(0, 25, 3):
        x = left + (right - left) * hour / 24
        sheet.stroke([(x, zero), (x, zero + 14)], 4, INK)
        sheet.write(x, zero + 122, f"{hour:02d}", 34, INK)
    sheet.write(left, 84, "One Tuesday at Nether Staithe", 50, INK, "lm")
    sheet.write(
        left,
        1010,
        "Ochre: the ferry can land.  White between: it can wait.",
        32,
        INK,
        "lm",
    )
    sheet.stroke([(left, zero), (right, zero)], 5, INK)


def _spells(height: dict[float, float], least: float) -> list[tuple[float, float]]:
    spells: list[tuple[float, float]] = []
    start: float | None = None
    for hour, metres in height.items():
        if metres >= least and start is None:
            start = hour
        if metres < least and start is not None:
            spells.append((start, hour))
            start = None
    return [*spells, (start, 24.0)] if start is not None else spells
