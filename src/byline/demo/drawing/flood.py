"""The Thrum where it should not be, and what is under it."""

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
    TEAL,
    mix,
)
from byline.demo.drawing.sheet import Point, Sheet, corners, curve


def flooded_ings(sheet: Sheet) -> None:
    """The Ings under water: hedges, gates and a barn standing in their own reflections."""
    parts.sky(sheet, 470, mix(SLATE, SKY, 0.45), PAPER)
    for x, y, wide in [(-60, 170, 620), (480, 110, 540), (1020, 210, 680), (300, 290, 520)]:
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
    for y, left, right in [(500, 0, 620), (545, 640, 1010), (660, 60, 760), (800, 900, 1600)]:
        _hedge(sheet, left, right, y, 14 + (y - 460) * 0.13)
    _barn(sheet, 1080, 640)
    for x, y, high in [
        (180, 520, 170),
        (420, 560, 210),
        (880, 545, 150),
        (1480, 700, 300),
        (60, 760, 360),
    ]:
        parts.tree(sheet, x, y, high, mix(PINE, MOSS, 0.3), INK)
    _gate(sheet, 470, 860)
    parts.ripples(sheet, (0, 600, 1600, 1067), CREAM, 46)
    for x, y in [(300, 930), (380, 950), (1240, 900)]:
        _swan(sheet, x, y, 46)


def _hedge(sheet: Sheet, left: float, right: float, y: float, high: float) -> None:
    count = int((right - left) / 46)
    line = [
        (left + (right - left) * step / count, y - high * sheet.random.uniform(0.7, 1.3))
        for step in range(count + 1)
    ]
    sheet.fill([*curve(line, 4), (right, y), (left, y)], mix(PINE, INK, 0.2))
    sheet.shade(
        [(left, y), (right, y), (right, y + high * 1.3), (left, y + high * 1.3)], NAVY, 0.75, 0.1
    )


def _barn(sheet: Sheet, x: float, y: float) -> None:
    sheet.shade([(x, y), (x + 300, y), (x + 280, y + 150), (x + 20, y + 150)], BRICK, 0.75, 0.1)
    sheet.box(x, y - 110, 300, 110, BRICK)
    sheet.shade(corners(x, y - 110, 300, 110), INK, 0, 0.5, "right")
    roof = [(x - 16, y - 106), (x + 40, y - 210), (x + 260, y - 210), (x + 316, y - 106)]
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
    parts.roofs(sheet, 620, 560, 1000, 140, [mix(SLATE, INK, 0.5)], [INK], [NAVY, OCHRE])
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
    x: float
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
        [at(-150, 0), at(-60, -44), at(50, -46), at(150, 0), at(50, 36), at(-60, 34), at(-150, 0)],
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
    basket = [(x - 160, y - 120), (x + 150, y - 90), (x + 110, y + 60), (x - 110, y + 40)]
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
