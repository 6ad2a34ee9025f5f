"""The Old Bridge: shut, mended, lived on, drawn in section."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, Point, corners, curve, ring
from scripts.pictures.inks import (
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

ARCHES = 5


def _bridge(
    canvas: Canvas, deck: float, river: float, stone: Ink, shadow: Ink, under: Ink
) -> list[float]:
    """The Old Bridge from bank to bank; the crown of its deck is at `deck`.

    Returns the middles of its piers.
    """
    left, right = -60.0, canvas.width + 60.0
    rise = 46
    road = curve(
        [
            (left, deck + rise * 1.5),
            (canvas.width * 0.25, deck + rise * 0.45),
            (canvas.width * 0.5, deck),
            (canvas.width * 0.75, deck + rise * 0.45),
            (right, deck + rise * 1.5),
        ],
        10,
    )
    body = [*road, (right, river + 40), (left, river + 40)]
    canvas.fill(body, stone)
    canvas.shade(body, shadow, 0.05, 0.6)
    parts.bricks(
        canvas, (0, deck + 90, canvas.width, river - deck - 60), 21, mix(stone, shadow, 0.25), 0.2
    )
    span = canvas.width / ARCHES
    piers = []
    for number in range(ARCHES):
        middle = span * (number + 0.5)
        high = river - (river - deck) * (0.62 - 0.035 * abs(number - 2))
        _arch(canvas, middle, span * 0.39, high, river, mix(stone, shadow, 0.45), under)
        if number:
            piers.append(span * number)
    for pier in piers:
        _pier(canvas, pier, deck + 74, river + 12, stone, shadow)
    parapet = [(x, y) for x, y in road]
    canvas.stroke([(x, y + 34) for x, y in parapet], 9, mix(stone, shadow, 0.55))
    canvas.stroke(parapet, 14, mix(stone, CREAM, 0.35))
    return piers


def _arch(
    canvas: Canvas, middle: float, half: float, high: float, river: float, edge: Ink, under: Ink
) -> None:
    canvas.fill(
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
    canvas.fill(opening, under, 0.5)


def _pier(canvas: Canvas, x: float, top: float, foot: float, stone: Ink, shadow: Ink) -> None:
    shape = [
        (x - 30, top + 30),
        (x, top),
        (x + 30, top + 30),
        (x + 44, foot),
        (x, foot + 16),
        (x - 44, foot),
    ]
    canvas.fill(shape, mix(stone, CREAM, 0.15))
    half = [(x, top), (x + 30, top + 30), (x + 44, foot), (x, foot + 16)]
    canvas.fill(half, mix(stone, shadow, 0.5))
    canvas.shade(half, shadow, 0.1, 0.7)


def _cones(canvas: Canvas, spots: list[Point], size: float) -> None:
    for x, y in spots:
        canvas.fill(
            [
                (x - size * 0.34, y),
                (x - size * 0.08, y - size),
                (x + size * 0.08, y - size),
                (x + size * 0.34, y),
            ],
            RUST,
            0.3,
        )
        canvas.fill(
            [
                (x - size * 0.22, y - size * 0.38),
                (x - size * 0.16, y - size * 0.62),
                (x + size * 0.16, y - size * 0.62),
                (x + size * 0.22, y - size * 0.38),
            ],
            CREAM,
            0.2,
        )
        canvas.box(
            x - size * 0.42, y - size * 0.06, size * 0.84, size * 0.1, mix(RUST, INK, 0.3), 0.2
        )


def bridge_closed(canvas: Canvas) -> None:
    """The Old Bridge from downstream on a grey morning, with the first barriers on it."""
    parts.sky(canvas, 560, mix(SKY, SLATE, 0.25), PAPER)
    parts.cloud(canvas, 140, 190, 420, mix(SKY, CREAM, 0.6))
    parts.cloud(canvas, 980, 130, 520, mix(SKY, CREAM, 0.5))
    parts.hills(
        canvas,
        [(0, 420), (260, 380), (600, 420), (1000, 360), (1400, 410), (1600, 380)],
        700,
        mix(MOSS, SKY, 0.45),
        MOSS,
    )
    parts.roofs(canvas, 520, -20, 430, 96, [PAPER, ROSE, STONE], [BRICK, SLATE])
    parts.roofs(canvas, 515, 1210, 1640, 92, [PAPER, SAND, STONE], [BRICK, SLATE])
    parts.water(canvas, 760, 1067, TEAL, POOL, NAVY)
    _bridge(canvas, 470, 770, STONE, SLATE, mix(TEAL, NAVY, 0.55))
    for number in range(ARCHES):
        middle = canvas.width / ARCHES * (number + 0.5)
        canvas.shade(corners(middle - 120, 800, 240, 150), NAVY, 0.75, 0)
    parts.ripples(canvas, (0, 790, 1600, 1067), POOL, 60)
    _cones(canvas, [(560, 484), (640, 478), (720, 474), (880, 474), (960, 478), (1040, 484)], 54)
    canvas.box(735, 418, 130, 46, CREAM)
    for step in range(5):
        canvas.fill(
            [
                (742 + step * 26, 464),
                (754 + step * 26, 418),
                (768 + step * 26, 418),
                (756 + step * 26, 464),
            ],
            RUST,
            0.3,
        )
    parts.pole(canvas, 752, 460, 484, 8)
    parts.pole(canvas, 848, 460, 484, 8)
    for x, y, span in [(300, 330, 40), (360, 300, 32), (1180, 280, 36)]:
        parts.bird(canvas, x, y, span)


def bridge_dawn(canvas: Canvas) -> None:
    """The Old Bridge at first light, its middle arch still in scaffolding, a crane behind it."""
    x: float
    parts.sky(canvas, 620, mix(SKY, ROSE, 0.25), mix(ROSE, OCHRE, 0.35))
    canvas.disc(1130, 470, 118, CREAM)
    canvas.disc(1130, 470, 96, mix(OCHRE, CREAM, 0.35))
    parts.hills(
        canvas,
        [(0, 500), (300, 455), (640, 500), (980, 470), (1300, 505), (1600, 470)],
        760,
        mix(SLATE, ROSE, 0.35),
        SLATE,
        0.6,
    )
    for x, high in [(90, 170), (150, 210), (205, 150), (1480, 190), (1540, 160)]:
        parts.poplar(canvas, x, 575, high, mix(PINE, SLATE, 0.4), INK)
    _crane(canvas, 560, 600)
    parts.water(
        canvas, 775, 1067, mix(TEAL, ROSE, 0.3), mix(CREAM, OCHRE, 0.25), mix(NAVY, SLATE, 0.3), 120
    )
    for step in range(26):
        y = 790 + step * 10.6
        half = 26 + step * 3.4
        x = 1130 + canvas.random.uniform(-20, 20)
        canvas.fill(
            [(x - half, y), (x, y - 4), (x + half, y), (x, y + 4)], mix(OCHRE, CREAM, 0.45), 0.6
        )
    _bridge(canvas, 500, 785, mix(SLATE, STONE, 0.35), NAVY, mix(NAVY, INK, 0.3))
    _scaffold(canvas, (640, 545, 320, 260))
    parts.ripples(canvas, (0, 805, 1600, 1067), NAVY, 50)
    parts.person(canvas, 700, 508, 74, RUST, INK, hat=OCHRE)
    parts.person(canvas, 742, 506, 70, OCHRE, INK, hat=CREAM)
    parts.person(canvas, 1010, 512, 72, NAVY, INK, legs=INK)
    for x, y, span in [(860, 300, 46), (930, 270, 36), (800, 260, 30), (350, 330, 34)]:
        parts.bird(canvas, x, y, span, NAVY)


def _crane(canvas: Canvas, x: float, ground: float) -> None:
    ink = mix(BRICK, NAVY, 0.35)
    canvas.stroke([(x, ground), (x, 150)], 13, ink)
    canvas.stroke([(x - 150, 190), (x + 470, 158)], 9, ink)
    canvas.stroke([(x, 96), (x + 330, 164)], 4, ink)
    canvas.stroke([(x, 96), (x - 140, 190)], 4, ink)
    canvas.stroke([(x, 150), (x, 96)], 9, ink)
    canvas.box(x - 160, 188, 56, 50, ink)
    canvas.stroke([(x + 390, 164), (x + 390, 330)], 3, INK)
    canvas.box(x + 358, 330, 64, 40, STONE)
    for step in range(12):
        y = 200 + step * 32
        canvas.stroke([(x - 12, y), (x + 12, y + 26)], 3, INK)


def _scaffold(canvas: Canvas, area: tuple[float, float, float, float]) -> None:
    x, y, width, height = area
    for row in range(5):
        level = y + height * row / 4
        canvas.stroke([(x - 14, level), (x + width + 14, level)], 5, OCHRE)
    for column in range(7):
        at = x + width * column / 6
        canvas.stroke([(at, y - 36), (at, y + height)], 5, mix(OCHRE, INK, 0.25))
    for column in range(0, 6, 2):
        at = x + width * column / 6
        canvas.stroke([(at, y + height), (at + width / 6, y)], 3, mix(OCHRE, INK, 0.4))


def bridge_bicycles(canvas: Canvas) -> None:
    """The empty roadway of the bridge, given over to bicycles, a pram and table tennis."""
    parts.sky(canvas, 520, SKY, PAPER)
    parts.cloud(canvas, 160, 210, 360, CREAM)
    parts.cloud(canvas, 1080, 160, 420, CREAM)
    parts.hills(
        canvas,
        [(0, 440), (400, 400), (800, 440), (1200, 395), (1600, 430)],
        640,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.5,
    )
    parts.roofs(canvas, 530, 560, 1060, 80, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST])
    road = [(640, 525), (960, 525), (1700, 1067), (-100, 1067)]
    canvas.fill(road, mix(STONE, PAPER, 0.35))
    canvas.shade(road, SMOKE, 0.1, 0.5)
    for side in (-1, 1):
        wall = [
            (800 + side * 160, 470),
            (800 + side * 160, 530),
            (800 + side * 900, 1090),
            (800 + side * 900, 690),
        ]
        canvas.fill(wall, STONE)
        canvas.shade(wall, SLATE, 0.1, 0.6, "right" if side > 0 else "left")
        canvas.stroke(
            [(800 + side * 160, 468), (800 + side * 900, 686)], 15, mix(STONE, CREAM, 0.5)
        )
    _table_tennis(canvas, 720, 800)
    _cyclist(canvas, 1150, 905, 1.25, RUST)
    _cyclist(canvas, 905, 640, 0.5, NAVY)
    parts.person(canvas, 500, 930, 270, OCHRE, ROSE, BRICK)
    parts.person(canvas, 985, 790, 190, TEAL, mix(BRICK, SAND, 0.4), INK, lean=-0.05)
    parts.person(canvas, 760, 600, 92, BRICK, ROSE)


def _table_tennis(canvas: Canvas, x: float, y: float) -> None:
    top = [(x - 120, y - 46), (x + 110, y - 46), (x + 150, y + 4), (x - 150, y + 4)]
    for leg in (-125, 125):
        canvas.stroke([(x + leg, y), (x + leg, y + 84)], 7, INK)
    canvas.fill(top, PINE)
    canvas.shade(top, INK, 0, 0.5)
    canvas.stroke([(x - 128, y - 20), (x + 128, y - 20)], 3, CREAM)
    canvas.box(x - 4, y - 66, 7, 66, CREAM)
    canvas.disc(x + 62, y - 130, 9, CREAM)


def _cyclist(canvas: Canvas, x: float, y: float, size: float, coat: Ink) -> None:
    for wheel in (-62, 62):
        ring_ink = ring(x + wheel * size, y, 44 * size)
        canvas.stroke(ring_ink, 6 * size, INK)
    pedal = (x - 6 * size, y + 4 * size)
    for line in (
        [(-62, 0), (-26, -62), (38, -62), (62, 0)],
        [(-26, -62), (-6, 4), (38, -62)],
        [(-62, 0), (-6, 4)],
        [(38, -62), (34, -88), (52, -92)],
    ):
        canvas.stroke([(x + a * size, y + b * size) for a, b in line], 6 * size, coat)
    canvas.stroke(
        [(x - 32 * size, y - 92 * size), (x - 2 * size, y - 44 * size), pedal], 15 * size, NAVY
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
    canvas.fill(body, coat, 0.4)
    canvas.shade(body, INK, 0, 0.5)
    canvas.stroke(
        [
            (x + 6 * size, y - 158 * size),
            (x + 30 * size, y - 116 * size),
            (x + 50 * size, y - 94 * size),
        ],
        13 * size,
        coat,
    )
    canvas.disc(x + 16 * size, y - 204 * size, 23 * size, ROSE)
    canvas.fill(ring(x + 14 * size, y - 209 * size, 25 * size, 24 * size, 170, 365), INK, 0)


def bridge_masons(canvas: Canvas) -> None:
    """Under the third arch: the timber centring that holds it, and two masons at work."""
    canvas.box(0, 0, 1600, 1067, mix(SLATE, NAVY, 0.5), 0)
    light = [*ring(800, 1010, 700, 830, 180, 360), (1500, 1067), (100, 1067)]
    canvas.fill(light, SAND)
    canvas.shade(light, OCHRE, 0, 0.75)
    for step in range(23):
        angle = math.radians(180 + step * 180 / 22)
        inner, outer = (700, 830), (812, 950)
        canvas.stroke(
            [
                (800 + inner[0] * math.cos(angle), 1010 + inner[1] * math.sin(angle)),
                (800 + outer[0] * math.cos(angle), 1010 + outer[1] * math.sin(angle)),
            ],
            7,
            INK,
        )
    canvas.stroke(ring(800, 1010, 706, 836, 180, 360), 12, INK)
    canvas.stroke(ring(800, 1010, 812, 950, 180, 360), 7, INK)
    timber = mix(BRICK, OCHRE, 0.45)
    canvas.stroke(ring(800, 1010, 668, 796, 186, 354), 22, timber)
    for x in (330, 565, 800, 1035, 1270):
        canvas.stroke(
            [(x, 880), (x, 1010 - 790 * math.sqrt(max(0.02, 1 - ((x - 800) / 668) ** 2)))],
            20,
            timber,
        )
    for x in (330, 565, 800, 1035):
        canvas.stroke([(x, 880), (x + 235, 520)], 12, mix(timber, INK, 0.3))
        canvas.stroke([(x + 235, 880), (x, 520)], 12, mix(timber, INK, 0.3))
    canvas.stroke([(180, 520), (1420, 520)], 18, timber)
    canvas.box(120, 880, 1360, 30, mix(timber, INK, 0.2))
    parts.person(canvas, 470, 880, 290, NAVY, ROSE, hat=OCHRE, legs=INK)
    parts.person(
        canvas, 1150, 880, 270, BRICK, mix(BRICK, SAND, 0.4), hat=CREAM, legs=INK, lean=0.05
    )
    canvas.stroke([(500, 690), (570, 640), (600, 660)], 16, NAVY)
    for x, y, wide in [(610, 842, 110), (740, 836, 130), (672, 796, 120)]:
        canvas.box(x, y, wide, 42, STONE)
        canvas.shade(corners(x, y, wide, 42), SLATE, 0.1, 0.6, "right")
    parts.water(canvas, 990, 1067, TEAL, POOL, NAVY, 40)


def pier_drawing(canvas: Canvas) -> None:
    """A technical section of the third pier: stone, rubble, and the hole under it."""
    canvas.box(0, 0, 1600, 1067, CREAM, 0)
    for step in range(1, 32):
        canvas.stroke([(step * 50, 0), (step * 50, 1067)], 1, mix(SKY, CREAM, 0.3))
        canvas.stroke([(0, step * 50), (1600, step * 50)], 1, mix(SKY, CREAM, 0.3))
    river = corners(0, 430, 1600, 520)
    canvas.fill(river, mix(POOL, CREAM, 0.35), 0)
    canvas.shade(river, mix(TEAL, POOL, 0.4), 0.05, 0.9)
    parts.ripples(canvas, (0, 430, 1600, 600), CREAM, 30)
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
    canvas.fill(bed, SAND)
    canvas.shade(bed, SMOKE, 0.15, 0.75)
    for _ in range(130):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(930, 1060)
        canvas.disc(
            x, y, canvas.random.uniform(3, 11), mix(SMOKE, PAPER, canvas.random.random() * 0.6), 5
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
    canvas.fill(pier, STONE)
    canvas.shade(pier, SLATE, 0.05, 0.55, "right")
    for row in range(1, 14):
        canvas.stroke([(662, 60 + row * 50), (938, 60 + row * 50)], 3, SLATE)
        for column in range(4):
            x = 660 + (column + (0.5 if row % 2 else 0)) * 70
            if 662 < x < 938:
                canvas.stroke([(x, 60 + row * 50), (x, 110 + row * 50)], 3, SLATE)
    for x in (640, 700, 760, 820, 880, 940):
        canvas.stroke([(x, 800), (x, 960)], 16, mix(BRICK, INK, 0.3))
    for x, y, to in [(380, 600, 640), (300, 690, 620)]:
        canvas.stroke(curve([(x, y), (x + 120, y - 6), (to - 60, y + 60), (to, y + 190)]), 6, NAVY)
        canvas.fill([(to - 16, y + 176), (to + 14, y + 182), (to + 4, y + 214)], NAVY, 0)
    _dimension(canvas, 1085, 800, 905, "1.9 m")
    canvas.write(270, 395, "mean high water", 30, NAVY)
    canvas.write(1300, 700, "river bed, 1968", 30, INK)
    canvas.stroke([(1040, 736), (1600, 736)], 3, INK)
    canvas.write(800, 1015, "timber piles, 1768", 30, INK)
    canvas.write(800, 30, "PIER 3, LOOKING UPSTREAM", 30, INK)


def _dimension(canvas: Canvas, x: float, top: float, bottom: float, words: str) -> None:
    canvas.stroke([(x, top), (x, bottom)], 4, RUST)
    for y in (top, bottom):
        canvas.stroke([(x - 16, y), (x + 16, y)], 4, RUST)
    canvas.write(x + 26, (top + bottom) / 2, words, 40, BRICK, "lm")
