"""Scenes of the town and its fields: the mill, the school, the market, the tree."""

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
CLAIMS = (
    (441, 171),
    (395, 153),
    (310, 121),
    (279, 109),
    (245, 95),
    (105, 157),
    (86, 128),
    (76, 114),
    (64, 97),
    (47, 71),
    (30, 44),
    (0, 12),
    (0, 0),
)
DARK_SKIN, WARM_SKIN = mix(BRICK, INK, 0.3), mix(BRICK, SAND, 0.4)


def town_clock(sheet: Sheet) -> None:
    """The town clock against the evening, at eleven minutes to something."""
    parts.sky(sheet, 1200, mix(ROSE, OCHRE, 0.3), CREAM)
    parts.cloud(sheet, -60, 330, 420, CREAM)
    parts.cloud(sheet, 860, 210, 400, CREAM)
    stone = mix(STONE, SAND, 0.4)
    tower = corners(290, 240, 620, 1000)
    sheet.fill(tower, stone)
    sheet.shade(tower, SLATE, 0.0, 0.75, "right")
    parts.bricks(sheet, (290, 900, 620, 300), 40, mix(stone, SLATE, 0.3), 0.25)
    sheet.fill([(240, 250), (600, 20), (960, 250)], SLATE)
    sheet.shade([(240, 250), (600, 20), (960, 250)], INK, 0, 0.8, "right")
    sheet.stroke([(600, 40), (600, -30)], 12, INK)
    sheet.box(250, 240, 700, 44, mix(stone, CREAM, 0.4))
    sheet.box(250, 990, 700, 40, mix(stone, CREAM, 0.3))
    sheet.disc(600, 630, 300, BROWN)
    sheet.disc(600, 630, 274, CREAM)
    sheet.shade(ring(600, 630, 274), SAND, 0.0, 0.5, "right")
    for hour in range(12):
        angle = math.radians(hour * 30)
        inner, outer = (196, 248) if hour % 3 else (176, 252)
        sheet.stroke(
            [
                (600 + inner * math.sin(angle), 630 - inner * math.cos(angle)),
                (600 + outer * math.sin(angle), 630 - outer * math.cos(angle)),
            ],
            20 if hour % 3 == 0 else 12,
            INK,
        )
    for angle, length, width in [(294.5, 150, 26), (294, 214, 16)]:
        turn = math.radians(angle if width == 16 else 324.5)
        sheet.stroke(
            [
                (600 - 40 * math.sin(turn), 630 + 40 * math.cos(turn)),
                (600 + length * math.sin(turn), 630 - length * math.cos(turn)),
            ],
            width,
            BRICK,
        )
    sheet.disc(600, 630, 30, BRICK)
    for x in (400, 600, 800):
        slit = [
            (x - 34, 1200),
            (x - 34, 1100),
            *ring(x, 1100, 34, 34, 180, 360),
            (x + 34, 1200),
        ]
        sheet.fill(slit, INK)
    sheet.disc(930, 190, 22, SLATE, 16)
    sheet.fill([(905, 196), (952, 196), (985, 232), (905, 236)], SLATE)
    sheet.disc(268, 196, 20, SLATE, 15)
    sheet.fill([(290, 200), (250, 200), (215, 232), (290, 238)], SLATE)


def mill_chimney(sheet: Sheet) -> None:
    """Garth Mill from the weir: five storeys, half its panes, and the chimney."""
    parts.sky(sheet, 700, mix(SKY, OCHRE, 0.12), CREAM)
    sheet.disc(330, 260, 86, mix(OCHRE, CREAM, 0.4))
    parts.cloud(sheet, 960, 190, 480, CREAM)
    parts.hills(
        sheet,
        [(0, 640), (400, 580), (900, 640), (1600, 570)],
        810,
        mix(MOSS, SKY, 0.3),
        PINE,
        0.6,
    )
    mill = corners(560, 300, 820, 520)
    sheet.fill(mill, BRICK)
    sheet.shade(mill, INK, 0.0, 0.55, "right")
    parts.bricks(sheet, (560, 300, 820, 520), 17, mix(BRICK, INK, 0.25), 0.16)
    for row in range(5):
        for column in range(9):
            x, y = 590 + column * 88, 326 + row * 100
            broken = sheet.random.random() < 0.35
            window = [
                (x, y + 68),
                (x, y + 14),
                *ring(x + 26, y + 14, 26, 12, 180, 360),
                (x + 52, y + 68),
            ]
            sheet.fill(window, INK if broken else mix(SKY, SLATE, 0.25))
            sheet.stroke([(x + 26, y), (x + 26, y + 68)], 3, BROWN)
            sheet.stroke([(x, y + 38), (x + 52, y + 38)], 3, BROWN)
    sheet.fill([(540, 304), (600, 240), (1340, 240), (1400, 304)], SLATE)
    sheet.shade(
        [(540, 304), (600, 240), (1340, 240), (1400, 304)], INK, 0, 0.6, "right"
    )
    stack = [(400, 830), (426, 60), (494, 60), (520, 830)]
    sheet.fill(stack, mix(BRICK, RUST, 0.4))
    sheet.shade(stack, INK, 0.0, 0.8, "right")
    for y in (96, 420, 700):
        half = 38 + (y - 60) * 0.034
        sheet.box(460 - half - 4, y, half * 2 + 8, 12, BROWN)
    sheet.box(414, 40, 92, 34, BROWN)
    for number in range(3):
        parts.bird(sheet, 560 + number * 70, 120 + number % 2 * 46, 40, INK)
    sheet.box(0, 800, 1600, 60, STONE)
    sheet.shade(corners(0, 800, 1600, 60), SLATE, 0.1, 0.7)
    parts.tree(sheet, 160, 810, 300, MOSS, PINE)
    parts.tree(sheet, 280, 810, 220, MOSS, PINE)
    parts.tree(sheet, 1500, 810, 260, MOSS, PINE)
    parts.water(sheet, 856, 1067, TEAL, POOL, NAVY, 60)
    sheet.shade(corners(560, 860, 820, 160), BRICK, 0.5, 0.0)
    weir = [(0, 905), (1600, 870), (1600, 925), (0, 965)]
    sheet.fill(weir, mix(POOL, CREAM, 0.5))
    for step in range(60):
        x = step * 27 + 8
        y = 905 - x * 35 / 1600
        sheet.stroke([(x, y), (x + 12, y + 56)], 6, CREAM)


def school_roof(sheet: Sheet) -> None:
    """Weir Street School with one slope of new slates and the rest under tarpaulin."""
    parts.sky(sheet, 800, SKY, PAPER)
    parts.cloud(sheet, 120, 190, 420, CREAM)
    parts.cloud(sheet, 1050, 130, 460, CREAM)
    for x, ink, left in [(180, BRICK, False), (620, BRICK, True), (1060, BRICK, False)]:
        gable = [(x, 860), (x, 430), (x + 200, 190), (x + 400, 430), (x + 400, 860)]
        sheet.fill(gable, ink)
        sheet.shade(gable, INK, 0.0, 0.5, "right")
        parts.bricks(sheet, (x, 440, 400, 420), 19, mix(ink, INK, 0.25), 0.2)
        for column in range(3):
            wx = x + 46 + column * 108
            window = [
                (wx, 760),
                (wx, 500),
                *ring(wx + 45, 500, 45, 40, 180, 360),
                (wx + 90, 760),
            ]
            sheet.fill(window, CREAM)
            glass = [
                (wx + 9, 751),
                (wx + 9, 502),
                *ring(wx + 45, 502, 36, 32, 180, 360),
                (wx + 81, 751),
            ]
            sheet.fill(glass, mix(SKY, SLATE, 0.3))
            sheet.stroke([(wx + 45, 466), (wx + 45, 751)], 5, CREAM)
            for y in (560, 650):
                sheet.stroke([(wx + 9, y), (wx + 81, y)], 5, CREAM)
        sheet.disc(x + 200, 350, 46, CREAM)
        sheet.disc(x + 200, 350, 36, SLATE)
        new = left
        sheet.stroke(
            [(x - 26, 450), (x + 200, 180), (x + 426, 450)], 38, SLATE if new else TEAL
        )
        if not new:
            for rope in range(4):
                share = rope / 4 + 0.1
                sheet.stroke(
                    [
                        (x + 200 + 226 * share, 180 + 270 * share),
                        (x + 204 + 226 * share, 520 + 10 * rope),
                    ],
                    3,
                    INK,
                )
    for level in (300, 470, 640, 810):
        sheet.stroke([(1030, level), (1520, level)], 7, OCHRE)
    for x in (1034, 1150, 1270, 1390, 1512):
        sheet.stroke([(x, 230), (x, 870)], 7, mix(OCHRE, INK, 0.3))
    parts.person(sheet, 1210, 470, 150, RUST, ROSE, hat=CREAM)
    parts.person(sheet, 1330, 300, 140, NAVY, DARK_SKIN, hat=CREAM)
    sheet.box(0, 850, 1600, 220, mix(STONE, SLATE, 0.25))
    sheet.shade(corners(0, 850, 1600, 220), SLATE, 0.1, 0.8)
    sheet.stroke(ring(560, 960, 60, 18), 5, CREAM)
    for step in range(5):
        sheet.stroke(
            [
                *corners(640 + step * 74, 944 + step % 2 * 4, 62, 34),
                (640 + step * 74, 944 + step % 2 * 4),
            ],
            4,
            CREAM,
        )
    for x, tall, coat, skin, hair in [
        (220, 130, RUST, DARK_SKIN, INK),
        (300, 118, TEAL, ROSE, OCHRE),
        (560, 126, OCHRE, WARM_SKIN, INK),
        (850, 120, NAVY, ROSE, BRICK),
        (1000, 136, PINE, ROSE, BROWN),
    ]:
        parts.person(
            sheet,
            x,
            980 + tall % 7 * 6,
            tall,
            coat,
            skin,
            hair,
            lean=sheet.random.uniform(-0.08, 0.08),
        )


def shopfronts(sheet: Sheet) -> None:
    """Fish Lane: the ironmonger's, the post office in its new place eleven yards to the left, the baker's."""
    parts.sky(sheet, 420, SKY, PAPER)
    fronts = [
        (-60, 400, ROSE, PINE, "IRONMONGER"),
        (350, 380, CREAM, RUST, "POST OFFICE"),
        (740, 420, mix(OCHRE, CREAM, 0.3), NAVY, "BAKER"),
        (1170, 500, STONE, SLATE, "TO LET"),
    ]
    for number, (x, wide, wall, shop, words) in enumerate(fronts):
        top = 190 + number * 37 % 90
        front = corners(x, top, wide, 690)
        sheet.fill(front, wall)
        sheet.shade(front, mix(wall, INK, 0.4), 0, 0.5, "right")
        sheet.fill(
            [
                (x - 8, top),
                (x + 40, top - 90),
                (x + wide - 40, top - 90),
                (x + wide + 8, top),
            ],
            mix(SLATE, BRICK, number * 0.3),
        )
        sheet.shade(
            [
                (x - 8, top),
                (x + 40, top - 90),
                (x + wide - 40, top - 90),
                (x + wide + 8, top),
            ],
            INK,
            0,
            0.6,
            "right",
        )
        sheet.box(x + wide * 0.7, top - 140, 50, 80, BRICK)
        parts.windows(
            sheet,
            (x + 20, top + 20, wide - 40, 300),
            2,
            3,
            mix(SKY, CREAM, 0.3),
            mix(shop, INK, 0.3),
        )
        base = 560.0
        sheet.box(x + 14, base, wide - 28, 330, shop)
        sheet.box(x + 6, base - 6, wide - 12, 62, mix(shop, INK, 0.3))
        sheet.write(x + wide / 2, base + 27, words, 36, CREAM)
        glass = mix(OCHRE, CREAM, 0.55) if words != "TO LET" else mix(SLATE, INK, 0.3)
        sheet.box(x + 40, base + 84, wide * 0.52, 190, glass)
        sheet.shade(
            corners(x + 40, base + 84, wide * 0.52, 190), mix(glass, INK, 0.4), 0.0, 0.5
        )
        sheet.stroke(
            [(x + 40 + wide * 0.26, base + 84), (x + 40 + wide * 0.26, base + 274)],
            7,
            shop,
        )
        sheet.box(x + wide * 0.68, base + 84, wide * 0.22, 246, mix(shop, INK, 0.45))
        sheet.box(x + wide * 0.7, base + 100, wide * 0.18, 110, glass)
    for step in range(7):
        sheet.fill(
            [
                (762 + step * 54, 620),
                (816 + step * 54, 620),
                (806 + step * 54, 690),
                (752 + step * 54, 690),
            ],
            (RUST, CREAM)[step % 2],
        )
    for step in range(5):
        sheet.disc(800 + step * 44, 800, 18, OCHRE, 12)
    sheet.box(0, 878, 1600, 34, STONE)
    sheet.box(0, 908, 1600, 160, mix(SLATE, STONE, 0.35))
    sheet.shade(corners(0, 908, 1600, 160), SLATE, 0.1, 0.8)
    pillar = corners(320, 690, 64, 200)
    sheet.fill(pillar, RUST)
    sheet.shade(pillar, INK, 0, 0.7, "right")
    sheet.disc(352, 690, 38, BRICK, 18)
    sheet.box(332, 722, 40, 9, INK)
    for x, tall, coat, skin, hair in [
        (560, 240, TEAL, ROSE, SMOKE),
        (640, 250, BRICK, DARK_SKIN, INK),
        (716, 228, MOSS, ROSE, CREAM),
        (1090, 236, NAVY, WARM_SKIN, INK),
    ]:
        parts.person(sheet, x, 930, tall, coat, skin, hair)
    sheet.stroke([(560, 1000), (296, 1000)], 6, CREAM)
    sheet.fill([(296, 982), (262, 1000), (296, 1018)], CREAM)


def night_roofs(sheet: Sheet) -> None:
    """The roofs of the town with the lamps out, and meteors."""
    parts.sky(sheet, 900, INK, mix(NAVY, TEAL, 0.25), 0.9)
    for _ in range(330):
        sheet.disc(
            sheet.random.uniform(0, 1600),
            820 * sheet.random.random() ** 1.3,
            sheet.random.uniform(0.8, 3.0),
            mix(CREAM, SKY, sheet.random.random()),
        )
    for x, y, length in [
        (1080, 120, 300),
        (500, 250, 200),
        (1330, 330, 150),
        (760, 90, 110),
    ]:
        sheet.fill([(x, y), (x - length, y + length * 0.42), (x + 4, y + 7)], CREAM, 0)
        sheet.disc(x, y + 3, 5, CREAM)
    parts.hills(
        sheet,
        [(0, 790), (400, 730), (900, 790), (1300, 740), (1600, 780)],
        1067,
        mix(NAVY, INK, 0.45),
    )
    tower = corners(1130, 520, 110, 420)
    sheet.fill(tower, mix(INK, NAVY, 0.25))
    sheet.fill([(1116, 524), (1185, 400), (1254, 524)], INK)
    sheet.disc(1185, 592, 32, mix(SLATE, NAVY, 0.4))
    stack = [(286, 960), (300, 420), (344, 420), (358, 960)]
    sheet.fill(stack, mix(INK, BRICK, 0.2))
    parts.roofs(
        sheet,
        930,
        -30,
        1640,
        150,
        [mix(NAVY, INK, 0.5)],
        [INK, mix(INK, BRICK, 0.16)],
        [mix(NAVY, SLATE, 0.3)],
    )
    parts.roofs(
        sheet,
        1080,
        -60,
        1660,
        230,
        [mix(NAVY, SLATE, 0.2), mix(BRICK, INK, 0.55), mix(NAVY, INK, 0.3)],
        [INK],
        [mix(NAVY, SLATE, 0.5), mix(NAVY, SLATE, 0.5), OCHRE],
    )
    for x in (660, 700):
        parts.person(
            sheet,
            x,
            834 + (x - 660) * 0.1,
            74,
            mix(SLATE, NAVY, 0.3),
            mix(SLATE, ROSE, 0.3),
        )


def allotments(sheet: Sheet) -> None:
    """The Ings Road allotments in July: sheds, beans, and one plot gone to brambles."""
    parts.sky(sheet, 400, SKY, PAPER)
    parts.cloud(sheet, 200, 150, 400, CREAM)
    parts.cloud(sheet, 1000, 210, 460, CREAM)
    parts.hills(
        sheet,
        [(0, 380), (400, 340), (900, 390), (1600, 330)],
        480,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.5,
    )
    for x in range(40, 1600, 170):
        parts.tree(
            sheet,
            x + sheet.random.uniform(-30, 30),
            440,
            sheet.random.uniform(110, 170),
            mix(MOSS, PINE, sheet.random.random()),
            INK,
        )
    sheet.box(0, 430, 1600, 640, mix(BRICK, SMOKE, 0.5))
    sheet.shade(corners(0, 430, 1600, 640), INK, 0.0, 0.45)
    for x, wide, ink in [
        (90, 150, PINE),
        (520, 130, SLATE),
        (960, 160, BRICK),
        (1330, 140, mix(TEAL, SKY, 0.3)),
    ]:
        sheet.box(x, 400, wide, 130, ink)
        sheet.shade(corners(x, 400, wide, 130), INK, 0, 0.5, "right")
        sheet.fill(
            [(x - 12, 404), (x + wide * 0.5, 350), (x + wide + 12, 404)],
            mix(ink, INK, 0.55),
        )
        sheet.box(x + wide * 0.58, 440, wide * 0.26, 90, mix(ink, INK, 0.5))
        sheet.box(x + wide * 0.14, 436, wide * 0.28, 40, CREAM)
    for row in range(9):
        share = (row / 9) ** 1.5
        y = 540 + 540 * share
        size = 10 + 36 * share
        left, right = (0, 470 - 330 * share), (1130 + 330 * share, 1600)
        for start, end in (left, right):
            x = start
            while x < end:
                leaf = (MOSS, PINE, mix(MOSS, OCHRE, 0.4), mix(PINE, TEAL, 0.4))[
                    row % 4
                ]
                sheet.disc(x, y, size, leaf, size * 0.62)
                sheet.shade(ring(x, y, size, size * 0.62), INK, 0, 0.5)
                x += size * 2.3
    path = [(770, 530), (830, 530), (1060, 1067), (540, 1067)]
    sheet.fill(path, SAND)
    sheet.shade(path, SMOKE, 0.0, 0.6)
    for x in range(1050, 1560, 110):
        for lean in (-34, 0, 34):
            sheet.stroke([(x + lean, 800), (x, 560)], 6, SAND)
        vine = curve(
            [(x - 26, 800), (x - 28, 700), (x, 590), (x + 30, 700), (x + 26, 800)], 6
        )
        sheet.fill(vine, MOSS)
        sheet.shade(vine, PINE, 0, 0.9, "right")
        for _ in range(6):
            sheet.disc(
                x + sheet.random.uniform(-22, 22),
                sheet.random.uniform(640, 790),
                7,
                RUST,
            )
    for _ in range(46):
        x, y = sheet.random.uniform(40, 460), sheet.random.uniform(600, 820)
        sheet.stroke(
            curve([(x - 70, y + 40), (x - 10, y - 50), (x + 70, y + 20)], 6),
            7,
            mix(PINE, BRICK, sheet.random.random() * 0.5),
        )
    sheet.box(216, 660, 70, 200, BROWN)
    sheet.box(176, 630, 150, 78, CREAM)
    sheet.write(251, 669, "14", 58, BRICK)
    parts.person(sheet, 700, 900, 270, RUST, ROSE, SMOKE, hat=SAND)
    sheet.stroke([(640, 900), (668, 690)], 8, BROWN)
    sheet.fill([(600, 890), (680, 890), (660, 950), (620, 950)], SLATE)


def goalposts(sheet: Sheet) -> None:
    """The Ings Road ground under a foot of water: one goal, one ball afloat, one goalkeeper."""
    parts.sky(sheet, 520, mix(SLATE, SKY, 0.5), PAPER)
    parts.cloud(sheet, -60, 200, 600, mix(SLATE, SKY, 0.5))
    parts.cloud(sheet, 700, 150, 700, mix(SLATE, SKY, 0.4))
    parts.hills(
        sheet,
        [(0, 480), (600, 450), (1100, 490), (1600, 450)],
        560,
        mix(PINE, SLATE, 0.4),
        NAVY,
        0.4,
    )
    for x in range(60, 1600, 190):
        parts.poplar(
            sheet,
            x + sheet.random.uniform(-20, 20),
            520,
            sheet.random.uniform(120, 210),
            mix(PINE, SLATE, 0.3),
            INK,
        )
    parts.water(
        sheet,
        515,
        1067,
        mix(MOSS, TEAL, 0.55),
        mix(CREAM, SKY, 0.3),
        mix(PINE, NAVY, 0.4),
        110,
    )
    for x in range(500, 1290, 32):
        sheet.stroke([(x, 330), (x + (x - 890) * 0.1, 760)], 2, CREAM)
    for y in range(340, 760, 32):
        sheet.stroke(
            [(500 - (y - 340) * 0.09, y), (1280 + (y - 340) * 0.09, y)], 2, CREAM
        )
    for x in (460, 1320):
        sheet.box(x - 11, 300, 22, 500, CREAM)
        sheet.shade(corners(x - 11, 300, 22, 500), SLATE, 0, 0.8)
        sheet.shade(corners(x - 11, 800, 22, 140), CREAM, 0.7, 0)
    sheet.box(449, 290, 882, 24, CREAM)
    parts.person(sheet, 870, 838, 330, OCHRE, WARM_SKIN, INK, legs=INK)
    sheet.stroke([(830, 620), (760, 560), (742, 600)], 26, OCHRE)
    parts.ripples(sheet, (770, 800, 980, 860), CREAM, 12)
    sheet.disc(1130, 892, 44, CREAM)
    for x, y in [(1130, 880), (1102, 902), (1158, 900), (1128, 918)]:
        sheet.disc(x, y, 12, INK, 10)
    sheet.fill(
        [(1060, 906), (1130, 900), (1200, 906), (1196, 946), (1064, 946)],
        mix(MOSS, TEAL, 0.5),
        1,
    )
    parts.ripples(sheet, (1040, 890, 1230, 960), CREAM, 14)
    for x, y, span in [(300, 260, 50), (390, 230, 40)]:
        parts.bird(sheet, x, y, span)


def walnut_tree(sheet: Sheet) -> None:
    """The tree on the Green, its bench, its plaque, and two people not sitting together."""
    parts.sky(sheet, 640, mix(SKY, CREAM, 0.3), PAPER)
    parts.cloud(sheet, 60, 190, 380, CREAM)
    parts.roofs(
        sheet, 650, -30, 520, 120, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST]
    )
    parts.roofs(
        sheet, 645, 1130, 1640, 120, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST]
    )
    green = [
        *curve([(0, 650), (400, 640), (800, 655), (1200, 640), (1600, 650)]),
        (1600, 1067),
        (0, 1067),
    ]
    sheet.fill(green, MOSS)
    sheet.shade(green, PINE, 0.0, 0.75)
    sheet.shade(ring(840, 860, 520, 90), PINE, 0.95, 0.2, "right")
    trunk = curve([(710, 870), (760, 760), (764, 560), (740, 420)], 6) + curve(
        [(900, 420), (866, 560), (876, 760), (940, 870)], 6
    )
    sheet.fill(trunk, BROWN)
    sheet.shade(trunk, INK, 0, 0.85, "right")
    for x, y in [(520, 250), (1130, 260), (640, 150), (1000, 140)]:
        sheet.stroke(curve([(815, 560), ((815 + x) / 2, 430), (x, y)], 6), 34, BROWN)
    for x, y, size, ink in [
        (520, 330, 190, PINE),
        (1120, 330, 200, PINE),
        (690, 210, 210, mix(PINE, MOSS, 0.4)),
        (960, 210, 220, mix(PINE, MOSS, 0.3)),
        (820, 330, 230, mix(PINE, MOSS, 0.55)),
        (820, 130, 150, mix(PINE, MOSS, 0.6)),
    ]:
        bumps = [
            (px + sheet.random.uniform(-18, 18), py + sheet.random.uniform(-14, 14))
            for px, py in ring(x, y, size, size * 0.8)[::5]
        ]
        crown = curve([*bumps, bumps[0]], 6)
        sheet.fill(crown, ink)
        sheet.shade(crown, INK, 0.0, 0.6)
    for _ in range(90):
        x, y = sheet.random.uniform(380, 1260), sheet.random.uniform(100, 480)
        if ((x - 820) / 460) ** 2 + ((y - 280) / 220) ** 2 < 1:
            sheet.stroke(
                [(x, y), (x - 4, y + sheet.random.uniform(30, 62))],
                5,
                mix(MOSS, OCHRE, 0.5),
            )
    sheet.box(560, 850, 520, 20, OCHRE)
    sheet.box(560, 790, 520, 18, OCHRE)
    for x in (580, 820, 1050):
        sheet.box(x, 790, 14, 130, INK)
    sheet.box(946, 700, 0, 0, INK)
    sheet.box(796, 640, 54, 36, OCHRE)
    parts.person(sheet, 380, 970, 300, NAVY, ROSE, CREAM, hat=SMOKE, legs=SLATE)
    sheet.stroke([(330, 970), (346, 800)], 8, INK)
    parts.person(sheet, 1290, 975, 280, BRICK, ROSE, SMOKE, legs=INK)
    sheet.box(1316, 790, 60, 80, CREAM)


def leaves(sheet: Sheet) -> None:
    """Two leaves side by side: a walnut's, and the one from the Green."""
    sheet.box(0, 0, sheet.width, sheet.height, CREAM, 0)
    sheet.shade(corners(0, 0, sheet.width, sheet.height), SAND, 0.0, 0.35)
    _leaf(sheet, 300, 7, 104, 66, MOSS)
    _leaf(sheet, 780, 17, 84, 30, PINE)
    sheet.disc(190, 1090, 60, mix(MOSS, OCHRE, 0.4))
    sheet.shade(ring(190, 1090, 60), PINE, 0, 0.9, "right")
    for step in range(9):
        y = 980 + step * 22
        sheet.fill(
            [(930, y), (905, y + 10), (930, y + 22), (955, y + 10)],
            mix(MOSS, OCHRE, 0.4),
            0.3,
        )
    sheet.write(300, 1270, "Walnut", 54, INK)
    sheet.write(780, 1270, "The Green", 54, INK)
    sheet.stroke([(540, 120), (540, 1300)], 4, STONE)


def _leaf(
    sheet: Sheet, x: float, count: int, length: float, width: float, ink: Ink
) -> None:
    top, bottom = 170.0, 1010.0
    sheet.stroke([(x, top + 60), (x, bottom + 120)], 10, BROWN)
    pairs = (count - 1) // 2
    for pair in range(pairs):
        y = bottom - (bottom - top - 130) * pair / max(1, pairs - 1)
        for side in (-1, 1):
            _leaflet(
                sheet, (x, y), (x + side * length * 2.0, y - length * 0.8), width, ink
            )
    _leaflet(sheet, (x, top + 90), (x, top - 90), width, ink)


def _leaflet(sheet: Sheet, start: Point, end: Point, width: float, ink: Ink) -> None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy)
    nx, ny = -dy / far * width * 0.55, dx / far * width * 0.55
    middle = (start[0] + dx * 0.5, start[1] + dy * 0.5)
    shape = curve([start, (middle[0] + nx, middle[1] + ny), end], 8) + curve(
        [end, (middle[0] - nx, middle[1] - ny), start], 8
    )
    sheet.fill(shape, ink, 0.6)
    sheet.shade(shape, INK, 0.0, 0.5)
    sheet.stroke([start, end], 3, mix(ink, CREAM, 0.5))


def market_stalls(sheet: Sheet) -> None:
    """The Saturday market being put up under striped awnings."""
    parts.sky(sheet, 520, mix(SKY, ROSE, 0.25), CREAM)
    parts.roofs(
        sheet,
        600,
        -40,
        1640,
        190,
        [ROSE, PAPER, SAND, STONE, mix(OCHRE, CREAM, 0.4)],
        [BRICK, SLATE, RUST],
    )
    sheet.box(0, 590, 1600, 480, mix(STONE, SLATE, 0.2))
    sheet.shade(corners(0, 590, 1600, 480), SLATE, 0.0, 0.75)
    for x, y, wide, first in [
        (80, 560, 420, RUST),
        (600, 540, 420, TEAL),
        (1120, 560, 420, OCHRE),
    ]:
        _stall(sheet, x, y, wide, first)
    for x, ground, tall, coat, skin, hair in [
        (300, 1000, 300, PINE, ROSE, SMOKE),
        (880, 1010, 320, BRICK, DARK_SKIN, INK),
        (1060, 960, 280, NAVY, ROSE, BRICK),
    ]:
        parts.person(sheet, x, ground, tall, coat, skin, hair)
    sheet.fill([(930, 880), (1010, 880), (1000, 980), (940, 980)], SAND)
    parts.bunting(sheet, (0, 300), (800, 260), 90, [RUST, OCHRE, TEAL, CREAM])
    parts.bunting(sheet, (800, 260), (1600, 310), 90, [RUST, OCHRE, TEAL, CREAM])


def _stall(sheet: Sheet, x: float, y: float, wide: float, ink: Ink) -> None:
    for post in (x + 10, x + wide - 10):
        parts.pole(sheet, post, y - 60, y + 340, 12, BROWN)
    sheet.box(x, y + 170, wide, 36, BROWN)
    sheet.box(x + 14, y + 206, wide - 28, 120, mix(ink, INK, 0.35))
    for number in range(7):
        sheet.disc(
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
        sheet.fill(slope, tint, 0.3)
        sheet.fill(
            [
                (a, y - 32),
                *reversed(ring((a + b) / 2, y - 32, (b - a) / 2, 26, 0, 180)),
                (b, y - 32),
            ],
            tint,
            0.3,
        )
    sheet.shade(
        [
            (x + wide * 0.08, y - 140),
            (x + wide * 0.92, y - 140),
            (x + wide, y - 30),
            (x, y - 30),
        ],
        INK,
        0.0,
        0.4,
    )


def market_vegetables(sheet: Sheet) -> None:
    """Crates of vegetables from above: leeks, beetroot, carrots, cabbages."""
    sheet.box(0, 0, sheet.width, sheet.height, BROWN, 0)
    inks = [MOSS, BRICK, OCHRE, PINE, RUST, mix(MOSS, CREAM, 0.4)]
    for number in range(6):
        column, row = number % 3, number // 3
        x, y = 30 + column * 520, 30 + row * 515
        crate = corners(x, y, 500, 490)
        sheet.fill(crate, mix(OCHRE, SAND, 0.5))
        sheet.shade(crate, BROWN, 0.0, 0.7)
        sheet.box(x + 22, y + 22, 456, 446, INK)
        for _ in range(60):
            px, py = (
                sheet.random.uniform(x + 70, x + 430),
                sheet.random.uniform(y + 70, y + 420),
            )
            _vegetable(sheet, px, py, number, inks[number])
        for bar in (0, 474):
            sheet.box(x, y + bar, 500, 20, mix(OCHRE, SAND, 0.3))
        for bar in (0, 482):
            sheet.box(x + bar, y, 18, 490, mix(OCHRE, SAND, 0.3))
        sheet.box(x + 330, y + 384, 130, 74, CREAM)
        sheet.write(
            x + 395,
            y + 421,
            ("60p", "90p", "1.00", "1.20", "80p", "70p")[number],
            40,
            INK,
        )


def _vegetable(sheet: Sheet, x: float, y: float, kind: int, ink: Ink) -> None:
    if kind in (0, 2):
        turn = sheet.random.uniform(-0.3, 0.3)
        far = 62
        sheet.stroke([(x - far * turn, y - far), (x + far * turn, y + far)], 26, ink)
        sheet.stroke(
            [(x - far * turn, y - far), (x - far * turn * 0.4, y - far * 0.3)],
            20,
            PINE if kind == 2 else CREAM,
        )
    else:
        shape = ring(x, y, 46 + kind * 4)
        sheet.fill(shape, ink, 2)
        sheet.shade(shape, INK, 0.0, 0.7, "right")
        if kind in (3, 5):
            sheet.stroke(
                curve([(x - 30, y - 18), (x, y), (x + 34, y - 14)], 5),
                4,
                mix(ink, CREAM, 0.5),
            )
            sheet.stroke(curve([(x, y), (x + 4, y + 40)], 5), 4, mix(ink, CREAM, 0.5))
        else:
            sheet.disc(x - 12, y - 12, 9, mix(ink, CREAM, 0.5))


def market_fish(sheet: Sheet) -> None:
    """The fish stall: five rows of mackerel on ice and a knife."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(SKY, CREAM, 0.5), 0)
    for _ in range(420):
        x, y = (
            sheet.random.uniform(0, sheet.width),
            sheet.random.uniform(0, sheet.height),
        )
        size = sheet.random.uniform(12, 30)
        sheet.fill(
            [
                (x, y - size),
                (x + size, y),
                (x + size * 0.3, y + size),
                (x - size, y + size * 0.3),
            ],
            mix(CREAM, POOL, sheet.random.random() * 0.55),
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
            sheet.fill(
                [(x + 140, y), (x + 200, y - 46), (x + 184, y), (x + 200, y + 46)],
                SLATE,
                0.5,
            )
            sheet.fill(body, mix(SKY, CREAM, 0.2), 0.4)
            back = curve(
                [(x - 160, y), (x - 60, y - 50), (x + 60, y - 46), (x + 150, y)], 6
            ) + [(x + 150, y), (x, y - 6)]
            sheet.fill(back, TEAL, 0.4)
            for stripe in range(8):
                at = x - 90 + stripe * 27
                sheet.stroke(
                    curve([(at, y - 44), (at + 10, y - 28), (at - 2, y - 10)], 4),
                    6,
                    NAVY,
                )
            sheet.shade(body, NAVY, 0.0, 0.4)
            sheet.disc(x - 120, y - 8, 12, CREAM)
            sheet.disc(x - 120, y - 8, 7, INK)
    for x, y in [(520, 980), (1240, 930)]:
        sheet.fill(ring(x, y, 76, 66), OCHRE, 1)
        sheet.fill(ring(x, y, 60, 52), mix(OCHRE, CREAM, 0.5), 1)
        for step in range(8):
            angle = math.radians(step * 45)
            sheet.stroke(
                [(x, y), (x + 58 * math.cos(angle), y + 50 * math.sin(angle))], 4, OCHRE
            )


def market_cheese(sheet: Sheet) -> None:
    """Cheeses in a pyramid, one with a wedge out of it."""
    sheet.box(0, 0, 1600, 760, mix(TEAL, NAVY, 0.4), 0)
    sheet.shade(corners(0, 0, 1600, 760), INK, 0.6, 0.0)
    sheet.box(0, 740, 1600, 330, mix(BRICK, OCHRE, 0.3))
    sheet.shade(corners(0, 740, 1600, 330), BROWN, 0.0, 0.8)
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
        sheet.fill(drum, ink)
        sheet.shade(drum, mix(ink, INK, 0.6), 0.0, 0.85, "right")
        sheet.disc(x + wide / 2, y - tall / 2, wide / 2, mix(ink, CREAM, 0.35), 52)
    sheet.fill([(820, 745), (700, 800), (930, 795)], mix(BROWN, OCHRE, 0.3))
    for x, y, words in [
        (350, 860, "8.40"),
        (820, 890, "9.10"),
        (1280, 850, "7.95"),
        (540, 660, "11.00"),
        (1010, 664, "10.20"),
    ]:
        sheet.box(x - 62, y - 34, 124, 68, CREAM)
        sheet.write(x, y, words, 38, INK)


def market_flowers(sheet: Sheet) -> None:
    """Buckets of chrysanthemums."""
    sheet.box(0, 0, sheet.width, sheet.height, mix(STONE, SLATE, 0.3), 0)
    sheet.shade(corners(0, 0, sheet.width, sheet.height), SLATE, 0.0, 0.8)
    for x, y, ink in [
        (250, 620, TEAL),
        (820, 640, SLATE),
        (540, 860, RUST),
        (220, 1080, SLATE),
        (850, 1090, TEAL),
    ]:
        for _ in range(26):
            px, py = x + sheet.random.gauss(0, 88), y - 130 + sheet.random.gauss(0, 84)
            sheet.stroke([(x, y + 20), (px, py)], 5, PINE)
        for _ in range(30):
            px, py = x + sheet.random.gauss(0, 88), y - 140 + sheet.random.gauss(0, 84)
            bloom = sheet.random.choice([RUST, ROSE, OCHRE, CREAM, BRICK, ROSE])
            size = sheet.random.uniform(24, 46)
            for step in range(9):
                angle = math.radians(step * 40)
                sheet.disc(
                    px + size * 0.6 * math.cos(angle),
                    py + size * 0.6 * math.sin(angle),
                    size * 0.42,
                    bloom,
                )
            sheet.disc(px, py, size * 0.42, mix(bloom, INK, 0.35))
        bucket = [(x - 130, y), (x + 130, y), (x + 100, y + 220), (x - 100, y + 220)]
        sheet.fill(bucket, ink)
        sheet.shade(bucket, INK, 0.0, 0.75, "right")
        sheet.disc(x, y, 130, mix(ink, INK, 0.4), 24)


def market_van(sheet: Sheet) -> None:
    """A baker's van at twenty to six, its back doors open on trays of loaves."""
    parts.sky(sheet, 620, NAVY, mix(ROSE, OCHRE, 0.3), 0.8)
    parts.roofs(
        sheet,
        640,
        -30,
        1640,
        180,
        [mix(NAVY, SLATE, 0.3), mix(BRICK, INK, 0.5)],
        [INK],
        [NAVY, NAVY, OCHRE],
    )
    sheet.box(0, 630, 1600, 440, mix(SLATE, INK, 0.35))
    sheet.shade(corners(0, 630, 1600, 440), INK, 0.0, 0.7)
    for x in (440, 1060):
        door = corners(x - 100, 280, 200, 560)
        sheet.fill(door, CREAM)
        sheet.shade(door, SLATE, 0, 0.7, "right")
        sheet.box(x - 64, 330, 128, 130, NAVY)
    body = corners(520, 230, 460, 640)
    sheet.fill(body, CREAM)
    sheet.box(546, 262, 408, 540, mix(OCHRE, BRICK, 0.35))
    sheet.shade(corners(546, 262, 408, 540), OCHRE, 0.8, 0.1)
    for row in range(5):
        y = 360 + row * 100
        for column in range(4):
            loaf = ring(602 + column * 100, y, 42, 44, 180, 360)
            sheet.fill(loaf, mix(OCHRE, BRICK, 0.3 + column % 2 * 0.3))
            sheet.shade(loaf, BROWN, 0, 0.7, "right")
        sheet.box(546, y, 408, 14, BROWN)
    sheet.box(500, 850, 500, 40, INK)
    for x in (560, 880):
        sheet.box(x, 870, 60, 70, INK)
    for x in (528, 946):
        sheet.disc(x, 846, 16, RUST)
    parts.person(sheet, 1230, 990, 360, PAPER, WARM_SKIN, INK, legs=SLATE)
    sheet.box(1120, 800, 160, 22, BROWN)
    for column in range(3):
        sheet.fill(ring(1150 + column * 50, 802, 24, 28, 180, 360), OCHRE)
    parts.lamp(sheet, 200, 900, 440)
    sheet.shade(ring(200, 430, 260), OCHRE, 0, 0.5, "middle")


def town_map(sheet: Sheet) -> None:
    """A map of Ellerbridge: river, bridge, ferry, mill, market, and the eleven miles round by Harl."""
    sheet.box(0, 0, 1600, 1067, mix(SAND, CREAM, 0.6), 0)
    sheet.shade(corners(0, 0, 1600, 1067), SAND, 0.0, 0.35, "right")
    for x, y, wide, tall in [
        (120, 160, 260, 170),
        (980, 140, 300, 150),
        (1240, 420, 260, 190),
        (180, 800, 300, 180),
    ]:
        patch = curve(
            [
                *ring(x + wide / 2, y + tall / 2, wide / 2, tall / 2)[::8],
                (x + wide, y + tall / 2),
            ],
            6,
        )
        sheet.fill(patch, mix(MOSS, CREAM, 0.55))
    river = curve(
        [
            (-20, 430),
            (240, 440),
            (460, 520),
            (720, 540),
            (980, 610),
            (1240, 740),
            (1440, 900),
            (1620, 990),
        ],
        12,
    )
    sheet.stroke(river, 84, TEAL)
    sheet.stroke(river, 72, POOL)
    far = curve(
        [
            (640, 470),
            (620, 330),
            (480, 240),
            (300, 250),
            (150, 350),
            (60, 470),
            (180, 640),
            (420, 700),
            (640, 640),
        ],
        10,
    )
    for step in range(0, len(far) - 2, 4):
        sheet.stroke(far[step : step + 3], 9, BRICK)
    for road in (
        [(690, 480), (720, 300), (900, 120), (960, -20)],
        [(690, 480), (950, 430), (1240, 320), (1620, 260)],
        [(690, 600), (720, 780), (900, 940), (960, 1090)],
        [(690, 600), (500, 860), (300, 1090)],
        [(950, 430), (1010, 570)],
        [(720, 780), (1060, 800), (1180, 800)],
    ):
        sheet.stroke(curve(road, 8), 16, mix(SMOKE, INK, 0.2))
        sheet.stroke(curve(road, 8), 9, CREAM)
    for _ in range(70):
        angle = sheet.random.uniform(0, 6.28)
        x, y = (
            720 + 190 * sheet.random.random() * math.cos(angle),
            430 + 90 * sheet.random.random() * math.sin(angle),
        )
        sheet.box(
            x,
            y - 60,
            sheet.random.uniform(14, 34),
            sheet.random.uniform(12, 26),
            mix(BRICK, ROSE, sheet.random.random()),
            0.5,
        )
    sheet.stroke([(690, 490), (690, 590)], 24, STONE)
    sheet.stroke([(690, 490), (690, 590)], 6, RUST)
    for step in range(6):
        sheet.disc(1080 + step * 17, 590 + step * 34, 6, NAVY)
    for x, y, words, anchor in [
        (720, 565, "Old Bridge", "lm"),
        (1180, 690, "ferry", "lm"),
        (780, 350, "ELLERBRIDGE", "lm"),
        (470, 480, "Garth Mill", "mm"),
        (120, 700, "Harl", "lm"),
        (1160, 850, "Nether Staithe", "lm"),
        (1180, 215, "The Ings", "mm"),
        (860, 640, "Thrum", "lm"),
    ]:
        sheet.write(x, y, words, 46 if words.isupper() else 36, INK, anchor)
    sheet.disc(470, 520, 12, BRICK)
    sheet.write(330, 292, "eleven miles", 34, BRICK)
    sheet.stroke([(1420, 200), (1420, 80)], 6, INK)
    sheet.fill([(1396, 110), (1420, 50), (1444, 110)], INK)
    sheet.write(1420, 230, "N", 40, INK)
    sheet.stroke([(1260, 1020), (1500, 1020)], 6, INK)
    sheet.write(1380, 990, "half a mile", 32, INK)


def expenses(sheet: Sheet) -> None:
    """Thirteen bars, one for each councillor's claims, the longest being mileage."""
    sheet.box(0, 0, 1600, 1067, PAPER, 0)
    sheet.write(110, 84, "Claims by thirteen councillors", 54, INK, "lm")
    sheet.write(
        110, 148, "pounds, in the year to March 2023", 36, mix(INK, PAPER, 0.35), "lm"
    )
    for number, (mileage, other) in enumerate(CLAIMS):
        y = 206 + number * 60
        if mileage + other:
            bar = corners(180, y, (mileage + other) * 1.9, 42)
            sheet.fill(bar, TEAL)
            sheet.shade(bar, NAVY, 0.1, 0.6)
        if mileage:
            bar = corners(180, y, mileage * 1.9, 42)
            sheet.fill(bar, RUST)
            sheet.shade(bar, BRICK, 0.1, 0.7)
        sheet.write(160, y + 21, str(number + 1), 32, INK, "rm")
        sheet.write(
            196 + (mileage + other) * 1.9, y + 21, str(mileage + other), 32, INK, "lm"
        )
    sheet.stroke([(180, 196), (180, 990)], 5, INK)
    sheet.box(180, 1012, 30, 30, RUST)
    sheet.write(224, 1027, "mileage", 32, INK, "lm")
    sheet.box(400, 1012, 30, 30, TEAL)
    sheet.write(444, 1027, "everything else", 32, INK, "lm")


def coins(sheet: Sheet) -> None:
    """Four pennies on a council tax bill."""
    sheet.box(0, 0, 1600, 1067, mix(TEAL, NAVY, 0.3), 0)
    sheet.shade(corners(0, 0, 1600, 1067), INK, 0.0, 0.6)
    bill = [(180, 120), (1120, 60), (1220, 1067), (250, 1067)]
    sheet.fill(bill, CREAM)
    sheet.shade(bill, SAND, 0.0, 0.5)
    for row in range(9):
        y = 250 + row * 84
        sheet.fill(
            [
                (300 + row * 7, y),
                (300 + row * 7 + sheet.random.uniform(280, 480), y - 22),
                (300 + row * 7 + 280, y),
                (300 + row * 7, y + 18),
            ],
            mix(SLATE, CREAM, 0.45),
            0.6,
        )
        sheet.box(960 + row * 6, y - 46, 130, 18, mix(SLATE, CREAM, 0.2), 0.6)
    for x, y, size in [
        (780, 690, 150),
        (1090, 480, 150),
        (1160, 800, 150),
        (1420, 610, 150),
    ]:
        sheet.shade(ring(x + 14, y + 18, size), INK, 0.8, 0.6)
        sheet.disc(x, y, size, mix(BRICK, OCHRE, 0.45))
        sheet.shade(ring(x, y, size), BROWN, 0.0, 0.85, "right")
        sheet.stroke(ring(x, y, size - 14), 6, mix(OCHRE, CREAM, 0.3))
        sheet.stroke([(x - 70, y + 40), (x + 70, y + 40)], 8, mix(OCHRE, CREAM, 0.3))
        for arch in range(3):
            sheet.stroke(
                ring(x - 46 + arch * 46, y + 40, 20, 46, 180, 360),
                7,
                mix(OCHRE, CREAM, 0.3),
            )
        sheet.write(x, y - 62, "1p", 64, mix(OCHRE, CREAM, 0.35))
