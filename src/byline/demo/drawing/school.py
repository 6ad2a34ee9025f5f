"""Weir Street School: its kitchen, a plate, the hatch, the lost property."""

import math

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
from byline.demo.drawing.rooms import SKINS, steam, wall
from byline.demo.drawing.sheet import Sheet, corners, curve, ring


def school_kitchen(sheet: Sheet) -> None:
    """The kitchen at Weir Street School at ten in the morning: pans, steam, three cooks and a wall of ladles."""
    wall(sheet, mix(POOL, CREAM, 0.35), mix(RUST, SAND, 0.45), 720)
    for row in range(9):
        for column in range(21):
            if (row + column) % 2:
                sheet.box(column * 78, 240 + row * 54, 74, 50, mix(POOL, TEAL, 0.22), 0.5)
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
        steam(sheet, x + wide / 2, 690 - tall, wide)
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
                curve([(x, y + length), (x + step * 13, y + length + 40), (x, y + length + 84)]),
                3,
                INK,
            )


def _pan(sheet: Sheet, x: float, base: float, wide: float, tall: float, ink: Ink) -> None:
    body = corners(x, base - tall, wide, tall)
    sheet.fill(body, ink)
    sheet.shade(body, mix(ink, INK, 0.6), 0.0, 0.9, "right")
    sheet.box(x - 8, base - tall - 10, wide + 16, 20, mix(ink, CREAM, 0.4))
    sheet.box(x - 34, base - tall * 0.8, 34, 16, INK)
    sheet.box(x + wide, base - tall * 0.8, 34, 16, INK)


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
            [(x + side * h * 0.1, ground - h * 0.68), (x + side * h * 0.03, ground - h * 0.3)],
            9,
            TEAL,
        )
    sheet.stroke([(x - h * 0.19, ground - h * 0.3), (x + h * 0.19, ground - h * 0.3)], 11, TEAL)
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
    x: float
    y: float
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
        [(480, 760), (520, 700), (610, 705), (680, 760), (640, 820), (540, 830), (480, 760)], 6
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
    x: float
    wall(sheet, mix(OCHRE, CREAM, 0.45), mix(SLATE, STONE, 0.3), 860)
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
                [(x + 8, 582), (x + wide * 0.3, 556), (x + wide * 0.7, 560), (x + wide - 8, 582)]
            ),
            ink,
        )
    for number in range(9):
        x = 90 + number * 178 + sheet.random.uniform(-14, 14)
        y = 900 + number % 3 * 26
        coat = (RUST, TEAL, NAVY, OCHRE, PINE)[number % 5]
        hair = (INK, BRICK, OCHRE, BROWN, INK)[number * 2 % 5]
        shoulders = [*ring(x, y + 130, 84, 110, 180, 360), (x + 84, 1067), (x - 84, 1067)]
        sheet.fill(shoulders, coat)
        sheet.shade(shoulders, mix(coat, INK, 0.5), 0, 0.8, "right")
        sheet.disc(x, y - 20, 58, hair, 66)
        if number % 2:
            sheet.disc(x - 56, y + 14, 20, hair, 34)
            sheet.disc(x + 56, y + 14, 20, hair, 34)
        if number % 4 == 1:
            sheet.box(x - 100, y + 84, 200, 20, mix(TEAL, SKY, 0.4))


def tuba(sheet: Sheet) -> None:
    """A tuba on the lost-property shelf, between one glove and an umbrella."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(SLATE, SKY, 0.35), 0)
    sheet.shade(corners(0, 0, sheet.width, sheet.height), NAVY, 0.45, 0.0)
    sheet.box(0, 1010, sheet.width, 190, BROWN)
    sheet.shade(corners(0, 1010, sheet.width, 190), INK, 0, 0.8)
    brass, dark = OCHRE, mix(OCHRE, BRICK, 0.55)
    sheet.stroke(
        curve(
            [(480, 330), (470, 560), (480, 800), (560, 930), (700, 930), (770, 800), (770, 520)], 10
        ),
        96,
        dark,
    )
    sheet.stroke(
        curve(
            [(470, 330), (460, 560), (470, 800), (554, 920), (700, 922), (762, 800), (762, 520)], 10
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
