"""The town from outside: the clock, the mill, the school, Fish Lane, the roofs by night."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, corners, ring
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
    mix,
)


def town_clock(canvas: Canvas) -> None:
    """The town clock against the evening, at eleven minutes to something."""
    parts.sky(canvas, 1200, mix(ROSE, OCHRE, 0.3), CREAM)
    parts.cloud(canvas, -60, 330, 420, CREAM)
    parts.cloud(canvas, 860, 210, 400, CREAM)
    stone = mix(STONE, SAND, 0.4)
    tower = corners(290, 240, 620, 1000)
    canvas.fill(tower, stone)
    canvas.shade(tower, SLATE, 0.0, 0.75, "right")
    parts.bricks(canvas, (290, 900, 620, 300), 40, mix(stone, SLATE, 0.3), 0.25)
    canvas.fill([(240, 250), (600, 20), (960, 250)], SLATE)
    canvas.shade([(240, 250), (600, 20), (960, 250)], INK, 0, 0.8, "right")
    canvas.stroke([(600, 40), (600, -30)], 12, INK)
    canvas.box(250, 240, 700, 44, mix(stone, CREAM, 0.4))
    canvas.box(250, 990, 700, 40, mix(stone, CREAM, 0.3))
    canvas.disc(600, 630, 300, BROWN)
    canvas.disc(600, 630, 274, CREAM)
    canvas.shade(ring(600, 630, 274), SAND, 0.0, 0.5, "right")
    for hour in range(12):
        angle = math.radians(hour * 30)
        inner, outer = (196, 248) if hour % 3 else (176, 252)
        canvas.stroke(
            [
                (600 + inner * math.sin(angle), 630 - inner * math.cos(angle)),
                (600 + outer * math.sin(angle), 630 - outer * math.cos(angle)),
            ],
            20 if hour % 3 == 0 else 12,
            INK,
        )
    for angle, length, width in [(294.5, 150, 26), (294, 214, 16)]:
        turn = math.radians(angle if width == 16 else 324.5)
        canvas.stroke(
            [
                (600 - 40 * math.sin(turn), 630 + 40 * math.cos(turn)),
                (600 + length * math.sin(turn), 630 - length * math.cos(turn)),
            ],
            width,
            BRICK,
        )
    canvas.disc(600, 630, 30, BRICK)
    for x in (400, 600, 800):
        slit = [(x - 34, 1200), (x - 34, 1100), *ring(x, 1100, 34, 34, 180, 360), (x + 34, 1200)]
        canvas.fill(slit, INK)
    canvas.disc(930, 190, 22, SLATE, 16)
    canvas.fill([(905, 196), (952, 196), (985, 232), (905, 236)], SLATE)
    canvas.disc(268, 196, 20, SLATE, 15)
    canvas.fill([(290, 200), (250, 200), (215, 232), (290, 238)], SLATE)


def mill_chimney(canvas: Canvas) -> None:
    """Garth Mill from the weir: five storeys, half its panes, and the chimney."""
    y: float
    parts.sky(canvas, 700, mix(SKY, OCHRE, 0.12), CREAM)
    canvas.disc(330, 260, 86, mix(OCHRE, CREAM, 0.4))
    parts.cloud(canvas, 960, 190, 480, CREAM)
    parts.hills(
        canvas, [(0, 640), (400, 580), (900, 640), (1600, 570)], 810, mix(MOSS, SKY, 0.3), PINE, 0.6
    )
    mill = corners(560, 300, 820, 520)
    canvas.fill(mill, BRICK)
    canvas.shade(mill, INK, 0.0, 0.55, "right")
    parts.bricks(canvas, (560, 300, 820, 520), 17, mix(BRICK, INK, 0.25), 0.16)
    for row in range(5):
        for column in range(9):
            x, y = 590 + column * 88, 326 + row * 100
            broken = canvas.random.random() < 0.35
            window = [
                (x, y + 68),
                (x, y + 14),
                *ring(x + 26, y + 14, 26, 12, 180, 360),
                (x + 52, y + 68),
            ]
            canvas.fill(window, INK if broken else mix(SKY, SLATE, 0.25))
            canvas.stroke([(x + 26, y), (x + 26, y + 68)], 3, BROWN)
            canvas.stroke([(x, y + 38), (x + 52, y + 38)], 3, BROWN)
    canvas.fill([(540, 304), (600, 240), (1340, 240), (1400, 304)], SLATE)
    canvas.shade([(540, 304), (600, 240), (1340, 240), (1400, 304)], INK, 0, 0.6, "right")
    stack = [(400, 830), (426, 60), (494, 60), (520, 830)]
    canvas.fill(stack, mix(BRICK, RUST, 0.4))
    canvas.shade(stack, INK, 0.0, 0.8, "right")
    for y in (96, 420, 700):
        half = 38 + (y - 60) * 0.034
        canvas.box(460 - half - 4, y, half * 2 + 8, 12, BROWN)
    canvas.box(414, 40, 92, 34, BROWN)
    for number in range(3):
        parts.bird(canvas, 560 + number * 70, 120 + number % 2 * 46, 40, INK)
    canvas.box(0, 800, 1600, 60, STONE)
    canvas.shade(corners(0, 800, 1600, 60), SLATE, 0.1, 0.7)
    parts.tree(canvas, 160, 810, 300, MOSS, PINE)
    parts.tree(canvas, 280, 810, 220, MOSS, PINE)
    parts.tree(canvas, 1500, 810, 260, MOSS, PINE)
    parts.water(canvas, 856, 1067, TEAL, POOL, NAVY, 60)
    canvas.shade(corners(560, 860, 820, 160), BRICK, 0.5, 0.0)
    weir = [(0, 905), (1600, 870), (1600, 925), (0, 965)]
    canvas.fill(weir, mix(POOL, CREAM, 0.5))
    for step in range(60):
        x = step * 27 + 8
        y = 905 - x * 35 / 1600
        canvas.stroke([(x, y), (x + 12, y + 56)], 6, CREAM)


def school_roof(canvas: Canvas) -> None:
    """Weir Street School with one slope of new slates and the rest under tarpaulin."""
    parts.sky(canvas, 800, SKY, PAPER)
    parts.cloud(canvas, 120, 190, 420, CREAM)
    parts.cloud(canvas, 1050, 130, 460, CREAM)
    for x, ink, left in [(180, BRICK, False), (620, BRICK, True), (1060, BRICK, False)]:
        gable = [(x, 860), (x, 430), (x + 200, 190), (x + 400, 430), (x + 400, 860)]
        canvas.fill(gable, ink)
        canvas.shade(gable, INK, 0.0, 0.5, "right")
        parts.bricks(canvas, (x, 440, 400, 420), 19, mix(ink, INK, 0.25), 0.2)
        for column in range(3):
            wx = x + 46 + column * 108
            window = [(wx, 760), (wx, 500), *ring(wx + 45, 500, 45, 40, 180, 360), (wx + 90, 760)]
            canvas.fill(window, CREAM)
            glass = [
                (wx + 9, 751),
                (wx + 9, 502),
                *ring(wx + 45, 502, 36, 32, 180, 360),
                (wx + 81, 751),
            ]
            canvas.fill(glass, mix(SKY, SLATE, 0.3))
            canvas.stroke([(wx + 45, 466), (wx + 45, 751)], 5, CREAM)
            for y in (560, 650):
                canvas.stroke([(wx + 9, y), (wx + 81, y)], 5, CREAM)
        canvas.disc(x + 200, 350, 46, CREAM)
        canvas.disc(x + 200, 350, 36, SLATE)
        new = left
        canvas.stroke([(x - 26, 450), (x + 200, 180), (x + 426, 450)], 38, SLATE if new else TEAL)
        if not new:
            for rope in range(4):
                share = rope / 4 + 0.1
                canvas.stroke(
                    [
                        (x + 200 + 226 * share, 180 + 270 * share),
                        (x + 204 + 226 * share, 520 + 10 * rope),
                    ],
                    3,
                    INK,
                )
    for level in (300, 470, 640, 810):
        canvas.stroke([(1030, level), (1520, level)], 7, OCHRE)
    for x in (1034, 1150, 1270, 1390, 1512):
        canvas.stroke([(x, 230), (x, 870)], 7, mix(OCHRE, INK, 0.3))
    parts.person(canvas, 1210, 470, 150, RUST, ROSE, hat=CREAM)
    parts.person(canvas, 1330, 300, 140, NAVY, DARK_SKIN, hat=CREAM)
    canvas.box(0, 850, 1600, 220, mix(STONE, SLATE, 0.25))
    canvas.shade(corners(0, 850, 1600, 220), SLATE, 0.1, 0.8)
    canvas.stroke(ring(560, 960, 60, 18), 5, CREAM)
    for step in range(5):
        canvas.stroke(
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
            canvas,
            x,
            980 + tall % 7 * 6,
            tall,
            coat,
            skin,
            hair,
            lean=canvas.random.uniform(-0.08, 0.08),
        )


def shopfronts(canvas: Canvas) -> None:
    """Fish Lane: the ironmonger's, the post office in its new place, the baker's."""
    parts.sky(canvas, 420, SKY, PAPER)
    fronts = [
        (-60, 400, ROSE, PINE, "IRONMONGER"),
        (350, 380, CREAM, RUST, "POST OFFICE"),
        (740, 420, mix(OCHRE, CREAM, 0.3), NAVY, "BAKER"),
        (1170, 500, STONE, SLATE, "TO LET"),
    ]
    for number, (x, wide, wall, shop, words) in enumerate(fronts):
        top = 190 + number * 37 % 90
        front = corners(x, top, wide, 690)
        canvas.fill(front, wall)
        canvas.shade(front, mix(wall, INK, 0.4), 0, 0.5, "right")
        canvas.fill(
            [(x - 8, top), (x + 40, top - 90), (x + wide - 40, top - 90), (x + wide + 8, top)],
            mix(SLATE, BRICK, number * 0.3),
        )
        canvas.shade(
            [(x - 8, top), (x + 40, top - 90), (x + wide - 40, top - 90), (x + wide + 8, top)],
            INK,
            0,
            0.6,
            "right",
        )
        canvas.box(x + wide * 0.7, top - 140, 50, 80, BRICK)
        parts.windows(
            canvas,
            (x + 20, top + 20, wide - 40, 300),
            2,
            3,
            mix(SKY, CREAM, 0.3),
            mix(shop, INK, 0.3),
        )
        base = 560.0
        canvas.box(x + 14, base, wide - 28, 330, shop)
        canvas.box(x + 6, base - 6, wide - 12, 62, mix(shop, INK, 0.3))
        canvas.write(x + wide / 2, base + 27, words, 36, CREAM)
        glass = mix(OCHRE, CREAM, 0.55) if words != "TO LET" else mix(SLATE, INK, 0.3)
        canvas.box(x + 40, base + 84, wide * 0.52, 190, glass)
        canvas.shade(corners(x + 40, base + 84, wide * 0.52, 190), mix(glass, INK, 0.4), 0.0, 0.5)
        canvas.stroke(
            [(x + 40 + wide * 0.26, base + 84), (x + 40 + wide * 0.26, base + 274)], 7, shop
        )
        canvas.box(x + wide * 0.68, base + 84, wide * 0.22, 246, mix(shop, INK, 0.45))
        canvas.box(x + wide * 0.7, base + 100, wide * 0.18, 110, glass)
    for step in range(7):
        canvas.fill(
            [
                (762 + step * 54, 620),
                (816 + step * 54, 620),
                (806 + step * 54, 690),
                (752 + step * 54, 690),
            ],
            (RUST, CREAM)[step % 2],
        )
    for step in range(5):
        canvas.disc(800 + step * 44, 800, 18, OCHRE, 12)
    canvas.box(0, 878, 1600, 34, STONE)
    canvas.box(0, 908, 1600, 160, mix(SLATE, STONE, 0.35))
    canvas.shade(corners(0, 908, 1600, 160), SLATE, 0.1, 0.8)
    pillar = corners(320, 690, 64, 200)
    canvas.fill(pillar, RUST)
    canvas.shade(pillar, INK, 0, 0.7, "right")
    canvas.disc(352, 690, 38, BRICK, 18)
    canvas.box(332, 722, 40, 9, INK)
    for x, tall, coat, skin, hair in [
        (560, 240, TEAL, ROSE, SMOKE),
        (640, 250, BRICK, DARK_SKIN, INK),
        (716, 228, MOSS, ROSE, CREAM),
        (1090, 236, NAVY, WARM_SKIN, INK),
    ]:
        parts.person(canvas, x, 930, tall, coat, skin, hair)
    canvas.stroke([(560, 1000), (296, 1000)], 6, CREAM)
    canvas.fill([(296, 982), (262, 1000), (296, 1018)], CREAM)


def night_roofs(canvas: Canvas) -> None:
    """The roofs of the town with the lamps out, and meteors."""
    parts.sky(canvas, 900, INK, mix(NAVY, TEAL, 0.25), 0.9)
    for _ in range(330):
        canvas.disc(
            canvas.random.uniform(0, 1600),
            820 * canvas.random.random() ** 1.3,
            canvas.random.uniform(0.8, 3.0),
            mix(CREAM, SKY, canvas.random.random()),
        )
    for x, y, length in [(1080, 120, 300), (500, 250, 200), (1330, 330, 150), (760, 90, 110)]:
        canvas.fill([(x, y), (x - length, y + length * 0.42), (x + 4, y + 7)], CREAM, 0)
        canvas.disc(x, y + 3, 5, CREAM)
    parts.hills(
        canvas,
        [(0, 790), (400, 730), (900, 790), (1300, 740), (1600, 780)],
        1067,
        mix(NAVY, INK, 0.45),
    )
    tower = corners(1130, 520, 110, 420)
    canvas.fill(tower, mix(INK, NAVY, 0.25))
    canvas.fill([(1116, 524), (1185, 400), (1254, 524)], INK)
    canvas.disc(1185, 592, 32, mix(SLATE, NAVY, 0.4))
    stack = [(286, 960), (300, 420), (344, 420), (358, 960)]
    canvas.fill(stack, mix(INK, BRICK, 0.2))
    parts.roofs(
        canvas,
        930,
        -30,
        1640,
        150,
        [mix(NAVY, INK, 0.5)],
        [INK, mix(INK, BRICK, 0.16)],
        [mix(NAVY, SLATE, 0.3)],
    )
    parts.roofs(
        canvas,
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
            canvas, x, 834 + (x - 660) * 0.1, 74, mix(SLATE, NAVY, 0.3), mix(SLATE, ROSE, 0.3)
        )
