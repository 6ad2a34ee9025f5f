"""Scenes under a roof: chamber, kitchen, baths, mill, surgery, and things on tables."""

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

BROWN = mix(BRICK, INK, 0.35)
SKINS = (ROSE, mix(BRICK, SAND, 0.4), mix(ROSE, CREAM, 0.25), mix(BRICK, INK, 0.3))


def _wall(sheet: Sheet, ink: Ink, floor: Ink, line: float) -> None:
    sheet.box(0, 0, sheet.width, line, ink, 0)
    sheet.shade(corners(0, 0, sheet.width, line), mix(ink, INK, 0.3), 0.55, 0.0)
    sheet.box(0, line, sheet.width, sheet.height - line, floor, 0)
    sheet.shade(
        corners(0, line, sheet.width, sheet.height - line),
        mix(floor, INK, 0.5),
        0.1,
        0.7,
    )


def council_chamber(sheet: Sheet) -> None:
    """The council chamber: tall windows, a horseshoe of desks, thirteen chairs, one empty with a telephone on it."""
    _wall(sheet, mix(PINE, SLATE, 0.2), BROWN, 640)
    for x in (150, 620, 1090):
        frame = [
            (x, 560),
            (x, 230),
            *ring(x + 180, 230, 180, 150, 180, 360),
            (x + 360, 230),
            (x + 360, 560),
        ]
        sheet.fill(frame, mix(OCHRE, CREAM, 0.55))
        sheet.shade(frame, SKY, 0.8, 0.0)
        for step in (0.25, 0.5, 0.75):
            sheet.stroke(
                [(x + 360 * step, 100 if step == 0.5 else 124), (x + 360 * step, 560)],
                7,
                INK,
            )
        for y in (230, 340, 450):
            sheet.stroke([(x, y), (x + 360, y)], 7, INK)
        sheet.stroke(
            [
                (x - 6, 562),
                (x - 6, 230),
                *ring(x + 180, 230, 186, 156, 180, 360),
                (x + 366, 562),
            ],
            14,
            BROWN,
        )
        sheet.box(x - 30, 556, 420, 22, BROWN)
    for step in range(3):
        beam = [
            (190 + step * 470, 660),
            (480 + step * 470, 660),
            (300 + step * 470, 1067),
            (-120 + step * 470, 1067),
        ]
        sheet.shade(beam, OCHRE, 0.4, 0.05)
    parts.pole(sheet, 800, 0, 120, 6)
    sheet.fill([(700, 130), (900, 130), (860, 186), (740, 186)], OCHRE)
    for x in range(720, 900, 32):
        sheet.disc(x, 122, 11, CREAM)
    desk = [
        (60, 790),
        (560, 730),
        (1040, 730),
        (1540, 790),
        (1540, 930),
        (1040, 842),
        (560, 842),
        (60, 930),
    ]
    for number in range(13):
        x = 130 + number * 111.7
        y = 742 + abs(number - 6) ** 1.6 * 2.9
        sheet.box(x - 44, y - 190, 88, 190, BRICK)
        sheet.shade(corners(x - 44, y - 190, 88, 190), INK, 0.2, 0.7)
        if number == 9:
            _telephone(sheet, x, y + 4, 0.34, INK)
            continue
        coat = (NAVY, BRICK, SLATE, MOSS, RUST, INK, TEAL)[number * 3 % 7]
        shoulders = [*ring(x, y, 52, 96, 180, 360), (x + 52, y + 40), (x - 52, y + 40)]
        sheet.fill(shoulders, coat, 0.4)
        sheet.shade(shoulders, mix(coat, INK, 0.6), 0, 0.8, "right")
        sheet.fill([(x - 12, y - 94), (x + 12, y - 94), (x, y - 56)], CREAM, 0.3)
        sheet.disc(x, y - 124, 32, SKINS[number % 4], 38)
        sheet.fill(
            ring(x, y - 134, 35, 34, 165 + number % 3 * 8, 375),
            (INK, SMOKE, BRICK, CREAM)[number % 4],
            0,
        )
    sheet.fill(desk, mix(BRICK, OCHRE, 0.35))
    sheet.shade(desk, BROWN, 0.1, 0.85)
    sheet.stroke(
        [(60, 790), (560, 730), (1040, 730), (1540, 790)], 12, mix(OCHRE, CREAM, 0.3)
    )
    for number in range(13):
        px = 130 + number * 111.7
        py = 768 + abs(number - 6) ** 1.6 * 2.6
        sheet.fill(
            [
                (px - 24, py + 20),
                (px + 20, py + 18),
                (px + 26, py + 34),
                (px - 26, py + 36),
            ],
            CREAM,
            0.4,
        )
    sheet.fill([(640, 1067), (690, 930), (910, 930), (960, 1067)], BROWN)
    sheet.box(676, 912, 248, 26, OCHRE)


def _telephone(
    sheet: Sheet, x: float, y: float, size: float, ink: Ink, off_the_hook: bool = False
) -> None:
    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size

    body = [
        at(-150, 0),
        at(-110, -120),
        at(-60, -170),
        at(60, -170),
        at(110, -120),
        at(150, 0),
    ]
    sheet.fill(body, ink)
    sheet.shade(body, mix(ink, CREAM, 0.25), 0.6, 0.0, "right")
    sheet.disc(*at(0, -75), 58 * size, CREAM)
    for number in range(10):
        angle = math.radians(number * 30 - 60)
        sheet.disc(*at(42 * math.cos(angle), -75 + 42 * math.sin(angle)), 9 * size, ink)
    sheet.disc(*at(0, -75), 20 * size, ink)
    if off_the_hook:
        for side in (-1, 1):
            sheet.fill(
                [
                    at(side * 66, -168),
                    at(side * 58, -206),
                    at(side * 84, -206),
                    at(side * 104, -150),
                ],
                ink,
            )
        return
    grip = [
        at(-190, -176),
        at(-176, -226),
        at(-100, -246),
        at(100, -246),
        at(176, -226),
        at(190, -176),
        at(110, -172),
        at(80, -204),
        at(-80, -204),
        at(-110, -172),
    ]
    sheet.fill(grip, ink)


def surgery_telephone(sheet: Sheet) -> None:
    """A telephone off the hook on a desk, and a tune coming out of the receiver."""
    _wall(sheet, mix(ROSE, CREAM, 0.35), mix(BRICK, OCHRE, 0.4), 760)
    sheet.box(110, 120, 330, 420, CREAM)
    sheet.stroke([*corners(110, 120, 330, 420), (110, 120)], 10, BROWN)
    for row in range(6):
        sheet.box(
            150,
            190 + row * 56,
            sheet.random.uniform(140, 250),
            14,
            mix(SLATE, CREAM, 0.3),
            0.6,
        )
    _telephone(sheet, 760, 900, 1.75, PINE, off_the_hook=True)
    receiver = curve(
        [(1150, 890), (1130, 800), (1200, 700), (1300, 640), (1390, 650)], 8
    ) + curve([(1420, 700), (1330, 720), (1240, 800), (1230, 880)], 8)
    sheet.fill(receiver, PINE)
    sheet.disc(1185, 890, 62, PINE, 46)
    sheet.disc(1408, 668, 58, PINE, 50)
    cord = [(990 + step * 13, 880 + 26 * math.sin(step * 1.9)) for step in range(14)]
    sheet.stroke(curve(cord, 4), 8, INK)
    staff = [
        curve(
            [
                (520, 400 + row * 30),
                (800, 330 + row * 30),
                (1100, 430 + row * 30),
                (1440, 340 + row * 30),
            ],
            14,
        )
        for row in range(5)
    ]
    for line in staff:
        sheet.stroke(line, 4, BRICK)
    for number, drop in enumerate([60, 30, 75, 15, 45, 90, 30, 60]):
        x, y = staff[0][5 + number * 5]
        _note(sheet, x, y + drop, number % 3 == 1)


def _note(sheet: Sheet, x: float, y: float, pair: bool) -> None:
    sheet.disc(x, y, 22, INK, 16)
    sheet.stroke([(x + 20, y), (x + 20, y - 96)], 6, INK)
    if pair:
        sheet.disc(x + 74, y - 8, 22, INK, 16)
        sheet.stroke([(x + 94, y - 8), (x + 94, y - 104)], 6, INK)
        sheet.stroke([(x + 20, y - 94), (x + 94, y - 102)], 16, INK)


def school_kitchen(sheet: Sheet) -> None:
    """The kitchen at Weir Street School at ten in the morning: pans, steam, three cooks and a wall of ladles."""
    _wall(sheet, mix(POOL, CREAM, 0.35), mix(RUST, SAND, 0.45), 720)
    for row in range(9):
        for column in range(21):
            if (row + column) % 2:
                sheet.box(
                    column * 78, 240 + row * 54, 74, 50, mix(POOL, TEAL, 0.22), 0.5
                )
    sheet.box(0, 215, 1600, 14, BROWN)
    for number in range(13):
        x = 70 + number * 122
        _utensil(sheet, x, 222, number)
    sheet.fill([(520, 0), (1180, 0), (1080, 180), (620, 180)], SLATE)
    sheet.shade([(520, 0), (1180, 0), (1080, 180), (620, 180)], INK, 0.1, 0.6, "right")
    sheet.box(120, 700, 1360, 60, mix(SKY, SLATE, 0.3))
    for x, wide, tall, ink in [
        (180, 200, 150, SLATE),
        (420, 270, 190, mix(SLATE, SKY, 0.35)),
        (760, 300, 210, SLATE),
        (1130, 180, 140, OCHRE),
        (1340, 110, 110, RUST),
    ]:
        _pan(sheet, x, 704, wide, tall, ink)
        _steam(sheet, x + wide / 2, 690 - tall, wide)
    sheet.box(120, 756, 1360, 311, mix(SKY, SLATE, 0.15))
    sheet.shade(corners(120, 756, 1360, 311), SLATE, 0, 0.8)
    for x in (190, 640, 1090):
        sheet.box(x, 800, 320, 210, SLATE)
        sheet.box(x + 26, 840, 268, 130, mix(OCHRE, INK, 0.25))
        sheet.shade(corners(x + 26, 840, 268, 130), INK, 0.8, 0.1)
        sheet.box(x + 20, 814, 280, 12, CREAM)
    for x, coat, skin, hair, tall in [
        (330, CREAM, SKINS[0], SMOKE, 560),
        (710, CREAM, SKINS[3], INK, 600),
        (1300, CREAM, SKINS[1], BRICK, 540),
    ]:
        _cook(sheet, x, 1040, tall, coat, skin, hair)


def _utensil(sheet: Sheet, x: float, y: float, number: int) -> None:
    length = 120 + number * 37 % 70
    sheet.stroke([(x, y), (x, y + length)], 8, INK)
    if number % 3 == 0:
        sheet.fill(ring(x, y + length, 34, 40, 0, 180), SLATE, 0.4)
    elif number % 3 == 1:
        sheet.box(x - 24, y + length, 48, 62, BRICK)
    else:
        for step in range(-2, 3):
            sheet.stroke(
                curve(
                    [
                        (x, y + length),
                        (x + step * 13, y + length + 40),
                        (x, y + length + 84),
                    ]
                ),
                3,
                INK,
            )


def _pan(
    sheet: Sheet, x: float, base: float, wide: float, tall: float, ink: Ink
) -> None:
    body = corners(x, base - tall, wide, tall)
    sheet.fill(body, ink)
    sheet.shade(body, mix(ink, INK, 0.6), 0.0, 0.9, "right")
    sheet.box(x - 8, base - tall - 10, wide + 16, 20, mix(ink, CREAM, 0.4))
    sheet.box(x - 34, base - tall * 0.8, 34, 16, INK)
    sheet.box(x + wide, base - tall * 0.8, 34, 16, INK)


def _steam(sheet: Sheet, x: float, y: float, wide: float) -> None:
    for number in range(3):
        at = x + (number - 1) * wide * 0.28
        line = curve(
            [(at, y), (at + 26, y - 70), (at - 22, y - 140), (at + 18, y - 230)], 6
        )
        sheet.stroke(line, 13, CREAM)


def _cook(
    sheet: Sheet, x: float, ground: float, tall: float, coat: Ink, skin: Ink, hair: Ink
) -> None:
    h = tall
    back = curve(
        [
            (x - h * 0.19, ground + 30),
            (x - h * 0.2, ground - h * 0.52),
            (x - h * 0.1, ground - h * 0.7),
            (x + h * 0.1, ground - h * 0.7),
            (x + h * 0.2, ground - h * 0.52),
            (x + h * 0.19, ground + 30),
        ],
        5,
    )
    sheet.fill(back, coat)
    sheet.shade(back, STONE, 0, 0.8, "right")
    for side in (-1, 1):
        sheet.stroke(
            [
                (x + side * h * 0.1, ground - h * 0.68),
                (x + side * h * 0.03, ground - h * 0.3),
            ],
            9,
            TEAL,
        )
    sheet.stroke(
        [(x - h * 0.19, ground - h * 0.3), (x + h * 0.19, ground - h * 0.3)], 11, TEAL
    )
    sheet.fill(
        [
            (x - 6, ground - h * 0.3),
            (x - 40, ground - h * 0.2),
            (x - 26, ground - h * 0.18),
            (x, ground - h * 0.28),
            (x + 26, ground - h * 0.18),
            (x + 42, ground - h * 0.21),
        ],
        TEAL,
    )
    sheet.box(x - h * 0.04, ground - h * 0.77, h * 0.08, h * 0.1, skin, 0)
    sheet.disc(x, ground - h * 0.85, h * 0.085, hair, h * 0.1)
    cap = [
        (x - h * 0.1, ground - h * 0.87),
        *ring(x, ground - h * 0.9, h * 0.105, h * 0.09, 180, 360),
        (x + h * 0.1, ground - h * 0.87),
    ]
    sheet.fill(cap, TEAL)


def school_plate(sheet: Sheet) -> None:
    """One school dinner from above: fish fingers, peas, mash, and a sponge with custard."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(OCHRE, SAND, 0.4), 0)
    for step in range(0, sheet.width, 100):
        sheet.box(step, 0, 50, sheet.height, mix(OCHRE, SAND, 0.6), 0.6)
    tray = corners(110, 150, 980, 900)
    sheet.fill(tray, mix(TEAL, SKY, 0.35))
    sheet.shade(tray, TEAL, 0.0, 0.8, "right")
    sheet.disc(470, 640, 310, mix(STONE, CREAM, 0.2))
    sheet.disc(470, 634, 304, CREAM)
    sheet.disc(470, 634, 236, mix(CREAM, STONE, 0.18))
    for number in range(4):
        x, y = 320 + number * 58, 480 + number * 14
        finger = [(x, y), (x + 46, y + 6), (x + 22, y + 216), (x - 24, y + 208)]
        sheet.fill(finger, OCHRE)
        sheet.shade(finger, BRICK, 0.2, 0.7, "right")
    for _ in range(70):
        angle, far = sheet.random.uniform(0, 6.28), sheet.random.uniform(0, 92)
        x, y = 610 + far * math.cos(angle), 560 + far * math.sin(angle) * 1.1
        sheet.disc(x, y, 15, MOSS)
        sheet.disc(x - 4, y - 4, 5, mix(MOSS, CREAM, 0.4))
    mash = curve(
        [
            (480, 760),
            (520, 700),
            (610, 705),
            (680, 760),
            (640, 820),
            (540, 830),
            (480, 760),
        ],
        6,
    )
    sheet.fill(mash, mix(OCHRE, CREAM, 0.75))
    sheet.shade(mash, OCHRE, 0, 0.4, "right")
    sheet.disc(900, 420, 146, CREAM)
    sheet.disc(900, 420, 118, mix(OCHRE, CREAM, 0.3))
    sheet.box(850, 372, 100, 96, BRICK)
    sheet.shade(corners(850, 372, 100, 96), INK, 0, 0.6, "right")
    sheet.disc(930, 800, 90, mix(SKY, CREAM, 0.4))
    sheet.disc(930, 800, 74, mix(SKY, TEAL, 0.3))
    for x, ink in [(176, SLATE), (800, SLATE)]:
        sheet.box(x - 8, 600, 18, 330, ink)
    for tine in (-24, -8, 8, 24):
        sheet.stroke([(177 + tine, 480), (177 + tine, 590)], 7, SLATE)
    sheet.fill(ring(177, 590, 29, 40, 0, 180), SLATE)
    sheet.fill([(790, 610), (790, 430), (826, 470), (822, 610)], SLATE)


def school_hatch(sheet: Sheet) -> None:
    """The serving hatch seen from the queue: small heads in front, one ladle held out."""
    _wall(sheet, mix(OCHRE, CREAM, 0.45), mix(SLATE, STONE, 0.3), 860)
    sheet.box(180, 130, 1240, 520, BROWN)
    sheet.box(210, 160, 1180, 470, mix(POOL, CREAM, 0.2))
    sheet.shade(corners(210, 160, 1180, 470), TEAL, 0, 0.5)
    for x, skin, hair in [(480, SKINS[3], INK), (1090, SKINS[0], SMOKE)]:
        _cook(sheet, x, 830, 620, CREAM, skin, hair)
        face_y = 830 - 620 * 0.84
        sheet.disc(x, face_y + 8, 50, skin, 54)
        sheet.disc(x - 18, face_y + 4, 5, INK)
        sheet.disc(x + 18, face_y + 4, 5, INK)
        sheet.stroke(ring(x, face_y + 20, 18, 12, 20, 160), 4, INK)
    sheet.box(150, 640, 1300, 230, mix(OCHRE, CREAM, 0.3))
    sheet.shade(corners(150, 640, 1300, 230), OCHRE, 0.1, 0.8)
    sheet.box(150, 620, 1300, 56, mix(SKY, SLATE, 0.25))
    sheet.stroke([(620, 560), (760, 590)], 12, INK)
    sheet.disc(790, 596, 44, SLATE, 34)
    sheet.disc(790, 586, 40, MOSS, 18)
    for x, wide, ink in [(250, 180, OCHRE), (870, 210, RUST), (1200, 170, MOSS)]:
        sheet.box(x, 580, wide, 46, SLATE)
        sheet.fill(
            curve(
                [
                    (x + 8, 582),
                    (x + wide * 0.3, 556),
                    (x + wide * 0.7, 560),
                    (x + wide - 8, 582),
                ]
            ),
            ink,
        )
    for number in range(9):
        x = 90 + number * 178 + sheet.random.uniform(-14, 14)
        y = 900 + number % 3 * 26
        coat = (RUST, TEAL, NAVY, OCHRE, PINE)[number % 5]
        hair = (INK, BRICK, OCHRE, BROWN, INK)[number * 2 % 5]
        shoulders = [
            *ring(x, y + 130, 84, 110, 180, 360),
            (x + 84, 1067),
            (x - 84, 1067),
        ]
        sheet.fill(shoulders, coat)
        sheet.shade(shoulders, mix(coat, INK, 0.5), 0, 0.8, "right")
        sheet.disc(x, y - 20, 58, hair, 66)
        if number % 2:
            sheet.disc(x - 56, y + 14, 20, hair, 34)
            sheet.disc(x + 56, y + 14, 20, hair, 34)
        if number % 4 == 1:
            sheet.box(x - 100, y + 84, 200, 20, mix(TEAL, SKY, 0.4))


def pool_lanes(sheet: Sheet) -> None:
    """The relined baths from the deep end: six lanes going away, empty, very blue."""
    sheet.box(0, 0, 1600, 430, mix(CREAM, SAND, 0.4), 0)
    sheet.shade(corners(0, 0, 1600, 430), SAND, 0.6, 0.0)
    for number in range(7):
        x = 130 + number * 200
        window = [
            (x, 340),
            (x, 200),
            *ring(x + 70, 200, 70, 64, 180, 360),
            (x + 140, 200),
            (x + 140, 340),
        ]
        sheet.fill(window, SKY)
        sheet.shade(window, POOL, 0, 0.8)
        sheet.stroke([(x + 70, 138), (x + 70, 340)], 5, PINE)
        sheet.stroke([(x, 250), (x + 140, 250)], 5, PINE)
        sheet.stroke([*window, window[0]], 8, PINE)
    for x in range(0, 1600, 160):
        sheet.stroke([(x, 0), (x + 80, 60), (x + 160, 0)], 8, BROWN)
    sheet.box(0, 360, 1600, 70, mix(STONE, CREAM, 0.3))
    pool = [(470, 430), (1130, 430), (1760, 1067), (-160, 1067)]
    for edge in range(0, 1067, 26):
        sheet.stroke([(0, 430 + edge), (1600, 430 + edge)], 2, mix(STONE, SMOKE, 0.2))
    sheet.fill(pool, POOL)
    sheet.shade(pool, TEAL, 0.0, 0.75)
    for lane in range(6):
        share = (lane + 0.5) / 6
        top, low = 470 + 660 * share, -160 + 1920 * share
        sheet.fill(
            [(top - 5, 446), (top + 5, 446), (low + 34, 1067), (low - 34, 1067)],
            mix(TEAL, NAVY, 0.55),
            1.4,
        )
    for lane in range(1, 6):
        share = lane / 6
        for step in range(30):
            a, b = (step / 30) ** 2.1, ((step + 0.62) / 30) ** 2.1
            top, low = 470 + 660 * share, -160 + 1920 * share
            start = (top + (low - top) * a, 430 + 637 * a)
            end = (top + (low - top) * b, 430 + 637 * b)
            sheet.stroke([start, end], 3 + 13 * b, (RUST, CREAM)[step % 2])
    for _ in range(60):
        depth = sheet.random.random()
        y = 450 + 600 * depth
        x = sheet.random.uniform(480 - 600 * depth, 1120 + 600 * depth)
        sheet.stroke(
            curve(
                [(x - 40 * depth - 8, y), (x, y - 6 * depth), (x + 40 * depth + 8, y)],
                4,
            ),
            1.5 + 3 * depth,
            mix(POOL, CREAM, 0.6),
        )
    for lane in range(6):
        x = 470 + 660 * (lane + 0.5) / 6
        sheet.box(x - 26, 392, 52, 40, RUST)
        sheet.write(x, 411, str(lane + 1), 28, CREAM)
    sheet.box(660, 66, 280, 52, PINE)
    sheet.write(800, 92, "NO DIVING", 36, CREAM)


def pool_swimmer(sheet: Sheet) -> None:
    """A swimmer in one lane from above, in the first length of the winter."""
    sheet.box(0, 0, 1600, 1067, POOL, 0)
    sheet.shade(corners(0, 0, 1600, 1067), TEAL, 0.0, 0.7, "right")
    for column in range(0, 1600, 80):
        sheet.stroke([(column, 0), (column, 1067)], 2, mix(POOL, TEAL, 0.5))
    for row in range(0, 1067, 80):
        sheet.stroke([(0, row), (1600, row)], 2, mix(POOL, TEAL, 0.5))
    for y in (175, 535, 895):
        sheet.box(0, y - 22, 1600, 44, mix(TEAL, NAVY, 0.55), 2)
    for y in (355, 715):
        for step in range(40):
            sheet.disc(step * 42 + 10, y, 17, (RUST, CREAM)[step // 3 % 2], 13)
    for spread in (330, 250, 170):
        wake = curve(
            [
                (760, 535),
                (560, 535 - spread * 0.3),
                (240, 535 - spread * 0.62),
                (-80, 535 - spread),
            ],
            10,
        )
        sheet.stroke(wake, 7, CREAM)
        sheet.stroke([(x, 1070 - y) for x, y in wake], 7, CREAM)
    _swimmer(sheet, 880, 535)
    for _ in range(46):
        x, y = sheet.random.uniform(0, 1600), sheet.random.uniform(0, 1067)
        sheet.stroke(
            curve([(x - 46, y), (x - 14, y - 9), (x + 16, y + 8), (x + 48, y)], 5),
            4,
            mix(POOL, CREAM, 0.65),
        )


def _swimmer(sheet: Sheet, x: float, y: float) -> None:
    skin, suit = mix(BRICK, SAND, 0.4), BRICK
    sheet.stroke(
        curve([(x - 120, y + 20), (x - 260, y + 34), (x - 390, y + 4)], 6), 40, skin
    )
    sheet.stroke(
        curve([(x - 120, y - 20), (x - 270, y - 44), (x - 380, y - 66)], 6), 40, skin
    )
    sheet.stroke(
        curve([(x + 60, y + 62), (x + 30, y + 150), (x - 90, y + 176)], 6), 32, skin
    )
    sheet.stroke(
        curve([(x + 70, y - 60), (x + 190, y - 84), (x + 320, y - 40)], 6), 32, skin
    )
    body = curve(
        [
            (x - 150, y - 44),
            (x, y - 70),
            (x + 90, y - 74),
            (x + 110, y),
            (x + 90, y + 74),
            (x, y + 66),
            (x - 150, y + 44),
        ],
        6,
    )
    sheet.fill(body, suit)
    sheet.shade(body, INK, 0, 0.6)
    sheet.disc(x + 150, y, 52, CREAM, 46)
    sheet.shade(ring(x + 150, y, 52, 46), SLATE, 0, 0.7)
    for _ in range(26):
        sheet.disc(
            x + sheet.random.uniform(250, 400),
            y - 40 + sheet.random.uniform(-70, 70),
            sheet.random.uniform(3, 11),
            CREAM,
        )


def loom(sheet: Sheet) -> None:
    """The last loom at Garth Mill: warp threads, heddles, a stripe of cloth, and two hands' work on it."""
    _wall(sheet, mix(SLATE, NAVY, 0.3), BROWN, 780)
    for x in (80, 560, 1040):
        sheet.box(x, 60, 400, 360, mix(SKY, CREAM, 0.4))
        sheet.shade(corners(x, 60, 400, 360), SKY, 0.7, 0.0)
        for step in range(1, 6):
            sheet.stroke([(x + 400 * step / 6, 60), (x + 400 * step / 6, 420)], 6, INK)
        for step in range(1, 5):
            sheet.stroke([(x, 60 + 72 * step), (x + 400, 60 + 72 * step)], 6, INK)
    iron = mix(PINE, INK, 0.45)
    for x in (230, 1290):
        sheet.box(x, 330, 80, 600, iron)
        sheet.shade(corners(x, 330, 80, 600), INK, 0, 0.8, "right")
        sheet.box(x - 60, 900, 200, 44, iron)
    sheet.box(190, 320, 1220, 60, iron)
    for step in range(96):
        x = 330 + step * 9.9
        ink = (CREAM, CREAM, RUST, CREAM, OCHRE, CREAM, CREAM, TEAL)[step // 3 % 8]
        sheet.stroke([(x + (800 - x) * 0.14, 420), (x, 640)], 3, ink)
    for row, ink in [(440, OCHRE), (500, RUST)]:
        sheet.box(300, row, 1000, 20, ink)
        for step in range(48):
            sheet.stroke(
                [(312 + step * 20.6, row + 18), (312 + step * 20.6, row + 56)], 3, SLATE
            )
    sheet.box(290, 600, 1020, 44, mix(OCHRE, BRICK, 0.3))
    cloth = [(330, 644), (1272, 644), (1300, 860), (304, 860)]
    sheet.fill(cloth, CREAM)
    for step in range(32):
        share = step / 32
        ink = (CREAM, RUST, CREAM, OCHRE, CREAM, TEAL)[step % 6]
        sheet.fill(
            [
                (330 + 942 * share, 644),
                (330 + 942 * (share + 1 / 32), 644),
                (304 + 996 * (share + 1 / 32), 860),
                (304 + 996 * share, 860),
            ],
            ink,
            0.3,
        )
    for row in range(7):
        sheet.fill(
            [
                (328 - row * 3, 664 + row * 28),
                (1276 + row * 3, 664 + row * 28),
                (1277 + row * 3, 673 + row * 28),
                (327 - row * 3, 673 + row * 28),
            ],
            mix(NAVY, SLATE, 0.3),
            0.3,
        )
    sheet.shade(cloth, INK, 0.0, 0.35)
    roller = corners(290, 850, 1024, 74)
    sheet.fill(roller, mix(OCHRE, BRICK, 0.5))
    sheet.shade(roller, INK, 0, 0.8)
    sheet.disc(1400, 620, 120, iron)
    sheet.disc(1400, 620, 92, mix(SLATE, NAVY, 0.3))
    for step in range(4):
        angle = math.radians(step * 45 + 10)
        sheet.stroke(
            [
                (1400 - 106 * math.cos(angle), 620 - 106 * math.sin(angle)),
                (1400 + 106 * math.cos(angle), 620 + 106 * math.sin(angle)),
            ],
            14,
            iron,
        )
    shuttle = [(560, 622), (640, 600), (800, 600), (880, 622), (800, 644), (640, 644)]
    sheet.fill(shuttle, SAND)
    sheet.box(660, 610, 120, 24, RUST)
    parts.person(sheet, 120, 1010, 480, OCHRE, SKINS[0], SMOKE)


def boots(sheet: Sheet) -> None:
    """Three shelves of mended boots, each with its paper ticket."""
    _wall(sheet, mix(MOSS, PINE, 0.35), BROWN, 1040)
    for row in range(3):
        y = 350 + row * 330
        for column in range(6):
            x = 70 + column * 256 + sheet.random.uniform(-12, 12)
            ink = sheet.random.choice([BROWN, INK, BRICK, mix(OCHRE, BRICK, 0.5), NAVY])
            _boot(sheet, x, y, sheet.random.uniform(0.85, 1.12), ink)
        sheet.box(0, y, 1600, 30, mix(OCHRE, BRICK, 0.4))
        sheet.shade(corners(0, y + 30, 1600, 60), INK, 0.8, 0.0)


def _boot(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    shape = curve(
        [
            (x, y - 20),
            (x + 4 * size, y - 200 * size),
            (x + 90 * size, y - 206 * size),
            (x + 94 * size, y - 96 * size),
            (x + 170 * size, y - 74 * size),
            (x + 188 * size, y - 24),
        ],
        6,
    ) + [(x, y - 20)]
    sheet.fill(shape, ink)
    sheet.shade(shape, mix(ink, CREAM, 0.35), 0.55, 0.0, "right")
    sheet.fill(
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
        sheet.stroke(
            [
                (x + 62 * size, y - (110 + step * 24) * size),
                (x + 96 * size, y - (116 + step * 24) * size),
            ],
            5,
            OCHRE,
        )
    sheet.stroke(
        [(x + 20 * size, y - 190 * size), (x + 34 * size, y - 130 * size)], 2, CREAM
    )
    sheet.fill(
        [
            (x + 16 * size, y - 132 * size),
            (x + 60 * size, y - 126 * size),
            (x + 54 * size, y - 62 * size),
            (x + 10 * size, y - 68 * size),
        ],
        CREAM,
    )
    sheet.write(
        x + 35 * size, y - 97 * size, str(sheet.random.randint(100, 999)), 20, BRICK
    )


def reports(sheet: Sheet) -> None:
    """A table with two towers of reports on it, the newer one taller, and a cup of tea."""
    _wall(sheet, mix(SAND, CREAM, 0.3), BROWN, 800)
    sheet.box(100, 90, 360, 480, mix(SKY, CREAM, 0.2))
    sheet.stroke([*corners(100, 90, 360, 480), (100, 90)], 16, PINE)
    sheet.stroke([(280, 90), (280, 570)], 10, PINE)
    sheet.stroke([(100, 330), (460, 330)], 10, PINE)
    for x, count, wide in [(560, 17, 360), (1010, 26, 380)]:
        y = 800.0
        for _ in range(count):
            thick = sheet.random.uniform(16, 32)
            slip = sheet.random.uniform(-26, 26)
            ink = sheet.random.choice(
                [CREAM, PAPER, SKY, ROSE, OCHRE, TEAL, CREAM, PAPER]
            )
            y -= thick
            sheet.box(x + slip, y, wide, thick, ink)
            sheet.shade(
                corners(x + slip, y, wide, thick), mix(ink, INK, 0.4), 0.0, 0.6, "right"
            )
            sheet.box(x + slip, y + thick - 3, wide, 3, mix(ink, INK, 0.45), 0.3)
            if sheet.random.random() < 0.4:
                sheet.box(
                    x + slip + sheet.random.uniform(40, 280),
                    y + thick,
                    26,
                    sheet.random.uniform(20, 50),
                    RUST,
                    0.3,
                )
    sheet.box(40, 800, 1520, 44, mix(BRICK, OCHRE, 0.35))
    cup = [(250, 690), (430, 690), (410, 800), (270, 800)]
    sheet.fill(cup, TEAL)
    sheet.shade(cup, INK, 0, 0.5, "right")
    sheet.stroke(ring(428, 740, 38, 34, -80, 90), 12, TEAL)
    _steam(sheet, 340, 670, 130)


def tuba(sheet: Sheet) -> None:
    """A tuba on the lost-property shelf, between one glove and an umbrella."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(SLATE, SKY, 0.35), 0)
    sheet.shade(corners(0, 0, sheet.width, sheet.height), NAVY, 0.45, 0.0)
    sheet.box(0, 1010, sheet.width, 190, BROWN)
    sheet.shade(corners(0, 1010, sheet.width, 190), INK, 0, 0.8)
    brass, dark = OCHRE, mix(OCHRE, BRICK, 0.55)
    sheet.stroke(
        curve(
            [
                (480, 330),
                (470, 560),
                (480, 800),
                (560, 930),
                (700, 930),
                (770, 800),
                (770, 520),
            ],
            10,
        ),
        96,
        dark,
    )
    sheet.stroke(
        curve(
            [
                (470, 330),
                (460, 560),
                (470, 800),
                (554, 920),
                (700, 922),
                (762, 800),
                (762, 520),
            ],
            10,
        ),
        78,
        brass,
    )
    bell = curve([(430, 420), (400, 300), (290, 170)], 8) + curve(
        [(690, 150), (560, 290), (540, 420)], 8
    )
    sheet.fill(bell, brass)
    sheet.shade(bell, dark, 0, 0.95, "right")
    sheet.disc(490, 162, 204, dark, 62)
    sheet.disc(490, 156, 184, mix(BRICK, INK, 0.4), 48)
    for number in range(3):
        x = 590 + number * 58
        sheet.box(x, 560, 40, 220, mix(OCHRE, CREAM, 0.4))
        sheet.shade(corners(x, 560, 40, 220), dark, 0, 0.9, "right")
        sheet.box(x + 14, 510, 12, 60, INK)
        sheet.disc(x + 20, 506, 18, CREAM, 10)
    sheet.stroke(curve([(762, 560), (740, 470), (820, 420), (880, 440)], 6), 22, brass)
    sheet.stroke([(880, 424), (880, 462)], 20, CREAM)
    sheet.fill(
        curve(
            [
                (880, 1010),
                (900, 880),
                (884, 800),
                (912, 790),
                (934, 860),
                (950, 780),
                (974, 786),
                (972, 870),
                (1000, 800),
                (1020, 812),
                (1010, 930),
                (1000, 1010),
            ],
            3,
        ),
        RUST,
    )
    sheet.stroke([(150, 1010), (240, 420)], 14, INK)
    sheet.fill([(170, 900), (240, 430), (280, 440), (300, 900)], PINE)
    sheet.shade([(170, 900), (240, 430), (280, 440), (300, 900)], INK, 0, 0.8, "right")
    sheet.fill([(700, 690), (820, 660), (846, 800), (726, 830)], CREAM)
    sheet.write(772, 728, "FOUND", 34, BRICK)
    sheet.write(778, 776, "3 March", 30, INK)


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


def _envelope(
    sheet: Sheet, x: float, y: float, half: float, turn: float, ink: Ink
) -> None:
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
    shape = curve([at(-a, b) for a, b in reversed(side)], 6) + curve(
        [at(a, b) for a, b in side], 6
    )
    sheet.fill(shape, OCHRE)
    sheet.shade(shape, BRICK, 0.0, 0.95, "right")
    for row, wide in [(230, 226), (40, 146)]:
        sheet.stroke([at(-wide, row), at(wide, row)], 12, mix(OCHRE, BRICK, 0.7))
    sheet.stroke([at(-300, 304), at(300, 304)], 26, mix(OCHRE, BRICK, 0.5))
    for reach in (0, 70, 140):
        for sign, start in ((1, -30), (-1, 150)):
            arc = ring(
                600 + sign * 120, 760, 330 + reach, 330 + reach, start, start + 44
            )
            sheet.stroke(arc, 12, BRICK)
