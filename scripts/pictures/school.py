"""Weir Street School: its kitchen, a plate, the hatch, the lost property."""

import math

from scripts.pictures.canvas import Canvas, corners, curve, ring
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
from scripts.pictures.rooms import SKINS, steam, wall


def school_kitchen(canvas: Canvas) -> None:
    """The kitchen of Weir Street School: pans, steam, three cooks and a wall of ladles."""
    wall(canvas, mix(POOL, CREAM, 0.35), mix(RUST, SAND, 0.45), 720)
    for row in range(9):
        for column in range(21):
            if (row + column) % 2:
                canvas.box(column * 78, 240 + row * 54, 74, 50, mix(POOL, TEAL, 0.22), 0.5)
    canvas.box(0, 215, 1600, 14, BROWN)
    for number in range(13):
        x = 70 + number * 122
        _utensil(canvas, x, 222, number)
    canvas.fill([(520, 0), (1180, 0), (1080, 180), (620, 180)], SLATE)
    canvas.shade([(520, 0), (1180, 0), (1080, 180), (620, 180)], INK, 0.1, 0.6, "right")
    canvas.box(120, 700, 1360, 60, mix(SKY, SLATE, 0.3))
    for x, wide, tall, ink in [
        (180, 200, 150, SLATE),
        (420, 270, 190, mix(SLATE, SKY, 0.35)),
        (760, 300, 210, SLATE),
        (1130, 180, 140, OCHRE),
        (1340, 110, 110, RUST),
    ]:
        _pan(canvas, x, 704, wide, tall, ink)
        steam(canvas, x + wide / 2, 690 - tall, wide)
    canvas.box(120, 756, 1360, 311, mix(SKY, SLATE, 0.15))
    canvas.shade(corners(120, 756, 1360, 311), SLATE, 0, 0.8)
    for x in (190, 640, 1090):
        canvas.box(x, 800, 320, 210, SLATE)
        canvas.box(x + 26, 840, 268, 130, mix(OCHRE, INK, 0.25))
        canvas.shade(corners(x + 26, 840, 268, 130), INK, 0.8, 0.1)
        canvas.box(x + 20, 814, 280, 12, CREAM)
    for x, coat, skin, hair, tall in [
        (330, CREAM, SKINS[0], SMOKE, 560),
        (710, CREAM, SKINS[3], INK, 600),
        (1300, CREAM, SKINS[1], BRICK, 540),
    ]:
        _cook(canvas, x, 1040, tall, coat, skin, hair)


def _utensil(canvas: Canvas, x: float, y: float, number: int) -> None:
    length = 120 + number * 37 % 70
    canvas.stroke([(x, y), (x, y + length)], 8, INK)
    if number % 3 == 0:
        canvas.fill(ring(x, y + length, 34, 40, 0, 180), SLATE, 0.4)
    elif number % 3 == 1:
        canvas.box(x - 24, y + length, 48, 62, BRICK)
    else:
        for step in range(-2, 3):
            canvas.stroke(
                curve([(x, y + length), (x + step * 13, y + length + 40), (x, y + length + 84)]),
                3,
                INK,
            )


def _pan(canvas: Canvas, x: float, base: float, wide: float, tall: float, ink: Ink) -> None:
    body = corners(x, base - tall, wide, tall)
    canvas.fill(body, ink)
    canvas.shade(body, mix(ink, INK, 0.6), 0.0, 0.9, "right")
    canvas.box(x - 8, base - tall - 10, wide + 16, 20, mix(ink, CREAM, 0.4))
    canvas.box(x - 34, base - tall * 0.8, 34, 16, INK)
    canvas.box(x + wide, base - tall * 0.8, 34, 16, INK)


def _cook(
    canvas: Canvas, x: float, ground: float, tall: float, coat: Ink, skin: Ink, hair: Ink
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
    canvas.fill(back, coat)
    canvas.shade(back, STONE, 0, 0.8, "right")
    for side in (-1, 1):
        canvas.stroke(
            [(x + side * h * 0.1, ground - h * 0.68), (x + side * h * 0.03, ground - h * 0.3)],
            9,
            TEAL,
        )
    canvas.stroke([(x - h * 0.19, ground - h * 0.3), (x + h * 0.19, ground - h * 0.3)], 11, TEAL)
    canvas.fill(
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
    canvas.box(x - h * 0.04, ground - h * 0.77, h * 0.08, h * 0.1, skin, 0)
    canvas.disc(x, ground - h * 0.85, h * 0.085, hair, h * 0.1)
    cap = [
        (x - h * 0.1, ground - h * 0.87),
        *ring(x, ground - h * 0.9, h * 0.105, h * 0.09, 180, 360),
        (x + h * 0.1, ground - h * 0.87),
    ]
    canvas.fill(cap, TEAL)


def school_plate(canvas: Canvas) -> None:
    """One school dinner from above: fish fingers, peas, mash, and a sponge with custard."""
    x: float
    y: float
    canvas.box(0, 0, canvas.width, canvas.height, mix(OCHRE, SAND, 0.4), 0)
    for step in range(0, canvas.width, 100):
        canvas.box(step, 0, 50, canvas.height, mix(OCHRE, SAND, 0.6), 0.6)
    tray = corners(110, 150, 980, 900)
    canvas.fill(tray, mix(TEAL, SKY, 0.35))
    canvas.shade(tray, TEAL, 0.0, 0.8, "right")
    canvas.disc(470, 640, 310, mix(STONE, CREAM, 0.2))
    canvas.disc(470, 634, 304, CREAM)
    canvas.disc(470, 634, 236, mix(CREAM, STONE, 0.18))
    for number in range(4):
        x, y = 320 + number * 58, 480 + number * 14
        finger = [(x, y), (x + 46, y + 6), (x + 22, y + 216), (x - 24, y + 208)]
        canvas.fill(finger, OCHRE)
        canvas.shade(finger, BRICK, 0.2, 0.7, "right")
    for _ in range(70):
        angle, far = canvas.random.uniform(0, 6.28), canvas.random.uniform(0, 92)
        x, y = 610 + far * math.cos(angle), 560 + far * math.sin(angle) * 1.1
        canvas.disc(x, y, 15, MOSS)
        canvas.disc(x - 4, y - 4, 5, mix(MOSS, CREAM, 0.4))
    mash = curve(
        [(480, 760), (520, 700), (610, 705), (680, 760), (640, 820), (540, 830), (480, 760)], 6
    )
    canvas.fill(mash, mix(OCHRE, CREAM, 0.75))
    canvas.shade(mash, OCHRE, 0, 0.4, "right")
    canvas.disc(900, 420, 146, CREAM)
    canvas.disc(900, 420, 118, mix(OCHRE, CREAM, 0.3))
    canvas.box(850, 372, 100, 96, BRICK)
    canvas.shade(corners(850, 372, 100, 96), INK, 0, 0.6, "right")
    canvas.disc(930, 800, 90, mix(SKY, CREAM, 0.4))
    canvas.disc(930, 800, 74, mix(SKY, TEAL, 0.3))
    for x, ink in [(176, SLATE), (800, SLATE)]:
        canvas.box(x - 8, 600, 18, 330, ink)
    for tine in (-24, -8, 8, 24):
        canvas.stroke([(177 + tine, 480), (177 + tine, 590)], 7, SLATE)
    canvas.fill(ring(177, 590, 29, 40, 0, 180), SLATE)
    canvas.fill([(790, 610), (790, 430), (826, 470), (822, 610)], SLATE)


def school_hatch(canvas: Canvas) -> None:
    """The serving hatch seen from the queue: small heads in front, one ladle held out."""
    x: float
    wall(canvas, mix(OCHRE, CREAM, 0.45), mix(SLATE, STONE, 0.3), 860)
    canvas.box(180, 130, 1240, 520, BROWN)
    canvas.box(210, 160, 1180, 470, mix(POOL, CREAM, 0.2))
    canvas.shade(corners(210, 160, 1180, 470), TEAL, 0, 0.5)
    for x, skin, hair in [(480, SKINS[3], INK), (1090, SKINS[0], SMOKE)]:
        _cook(canvas, x, 830, 620, CREAM, skin, hair)
        face_y = 830 - 620 * 0.84
        canvas.disc(x, face_y + 8, 50, skin, 54)
        canvas.disc(x - 18, face_y + 4, 5, INK)
        canvas.disc(x + 18, face_y + 4, 5, INK)
        canvas.stroke(ring(x, face_y + 20, 18, 12, 20, 160), 4, INK)
    canvas.box(150, 640, 1300, 230, mix(OCHRE, CREAM, 0.3))
    canvas.shade(corners(150, 640, 1300, 230), OCHRE, 0.1, 0.8)
    canvas.box(150, 620, 1300, 56, mix(SKY, SLATE, 0.25))
    canvas.stroke([(620, 560), (760, 590)], 12, INK)
    canvas.disc(790, 596, 44, SLATE, 34)
    canvas.disc(790, 586, 40, MOSS, 18)
    for x, wide, ink in [(250, 180, OCHRE), (870, 210, RUST), (1200, 170, MOSS)]:
        canvas.box(x, 580, wide, 46, SLATE)
        canvas.fill(
            curve(
                [(x + 8, 582), (x + wide * 0.3, 556), (x + wide * 0.7, 560), (x + wide - 8, 582)]
            ),
            ink,
        )
    for number in range(9):
        x = 90 + number * 178 + canvas.random.uniform(-14, 14)
        y = 900 + number % 3 * 26
        coat = (RUST, TEAL, NAVY, OCHRE, PINE)[number % 5]
        hair = (INK, BRICK, OCHRE, BROWN, INK)[number * 2 % 5]
        shoulders = [*ring(x, y + 130, 84, 110, 180, 360), (x + 84, 1067), (x - 84, 1067)]
        canvas.fill(shoulders, coat)
        canvas.shade(shoulders, mix(coat, INK, 0.5), 0, 0.8, "right")
        canvas.disc(x, y - 20, 58, hair, 66)
        if number % 2:
            canvas.disc(x - 56, y + 14, 20, hair, 34)
            canvas.disc(x + 56, y + 14, 20, hair, 34)
        if number % 4 == 1:
            canvas.box(x - 100, y + 84, 200, 20, mix(TEAL, SKY, 0.4))


def tuba(canvas: Canvas) -> None:
    """A tuba on the lost-property shelf, between one glove and an umbrella."""
    canvas.box(0, 0, canvas.width, canvas.height, mix(SLATE, SKY, 0.35), 0)
    canvas.shade(corners(0, 0, canvas.width, canvas.height), NAVY, 0.45, 0.0)
    canvas.box(0, 1010, canvas.width, 190, BROWN)
    canvas.shade(corners(0, 1010, canvas.width, 190), INK, 0, 0.8)
    brass, dark = OCHRE, mix(OCHRE, BRICK, 0.55)
    canvas.stroke(
        curve(
            [(480, 330), (470, 560), (480, 800), (560, 930), (700, 930), (770, 800), (770, 520)], 10
        ),
        96,
        dark,
    )
    canvas.stroke(
        curve(
            [(470, 330), (460, 560), (470, 800), (554, 920), (700, 922), (762, 800), (762, 520)], 10
        ),
        78,
        brass,
    )
    bell = curve([(430, 420), (400, 300), (290, 170)], 8) + curve(
        [(690, 150), (560, 290), (540, 420)], 8
    )
    canvas.fill(bell, brass)
    canvas.shade(bell, dark, 0, 0.95, "right")
    canvas.disc(490, 162, 204, dark, 62)
    canvas.disc(490, 156, 184, mix(BRICK, INK, 0.4), 48)
    for number in range(3):
        x = 590 + number * 58
        canvas.box(x, 560, 40, 220, mix(OCHRE, CREAM, 0.4))
        canvas.shade(corners(x, 560, 40, 220), dark, 0, 0.9, "right")
        canvas.box(x + 14, 510, 12, 60, INK)
        canvas.disc(x + 20, 506, 18, CREAM, 10)
    canvas.stroke(curve([(762, 560), (740, 470), (820, 420), (880, 440)], 6), 22, brass)
    canvas.stroke([(880, 424), (880, 462)], 20, CREAM)
    canvas.fill(
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
    canvas.stroke([(150, 1010), (240, 420)], 14, INK)
    canvas.fill([(170, 900), (240, 430), (280, 440), (300, 900)], PINE)
    canvas.shade([(170, 900), (240, 430), (280, 440), (300, 900)], INK, 0, 0.8, "right")
    canvas.fill([(700, 690), (820, 660), (846, 800), (726, 830)], CREAM)
    canvas.write(772, 728, "FOUND", 34, BRICK)
    canvas.write(778, 776, "3 March", 30, INK)
