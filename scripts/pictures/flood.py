"""The Thrum where it should not be, and what is under it."""

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, Point, corners, curve
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
    TEAL,
    mix,
)


def flooded_ings(canvas: Canvas) -> None:
    """The Ings under water: hedges, gates and a barn standing in their own reflections."""
    parts.sky(canvas, 470, mix(SLATE, SKY, 0.45), PAPER)
    for x, y, wide in [(-60, 170, 620), (480, 110, 540), (1020, 210, 680), (300, 290, 520)]:
        parts.cloud(canvas, x, y, wide, mix(SLATE, SKY, canvas.random.uniform(0.3, 0.7)))
    parts.hills(
        canvas,
        [(0, 430), (350, 390), (800, 432), (1250, 385), (1600, 420)],
        520,
        mix(PINE, SLATE, 0.5),
        NAVY,
        0.5,
    )
    parts.water(canvas, 462, 1067, mix(SKY, SLATE, 0.35), CREAM, SLATE, 120)
    for y, left, right in [(500, 0, 620), (545, 640, 1010), (660, 60, 760), (800, 900, 1600)]:
        _hedge(canvas, left, right, y, 14 + (y - 460) * 0.13)
    _barn(canvas, 1080, 640)
    for x, y, high in [
        (180, 520, 170),
        (420, 560, 210),
        (880, 545, 150),
        (1480, 700, 300),
        (60, 760, 360),
    ]:
        parts.tree(canvas, x, y, high, mix(PINE, MOSS, 0.3), INK)
    _gate(canvas, 470, 860)
    parts.ripples(canvas, (0, 600, 1600, 1067), CREAM, 46)
    for x, y in [(300, 930), (380, 950), (1240, 900)]:
        _swan(canvas, x, y, 46)


def _hedge(canvas: Canvas, left: float, right: float, y: float, high: float) -> None:
    count = int((right - left) / 46)
    line = [
        (left + (right - left) * step / count, y - high * canvas.random.uniform(0.7, 1.3))
        for step in range(count + 1)
    ]
    canvas.fill([*curve(line, 4), (right, y), (left, y)], mix(PINE, INK, 0.2))
    canvas.shade(
        [(left, y), (right, y), (right, y + high * 1.3), (left, y + high * 1.3)], NAVY, 0.75, 0.1
    )


def _barn(canvas: Canvas, x: float, y: float) -> None:
    canvas.shade([(x, y), (x + 300, y), (x + 280, y + 150), (x + 20, y + 150)], BRICK, 0.75, 0.1)
    canvas.box(x, y - 110, 300, 110, BRICK)
    canvas.shade(corners(x, y - 110, 300, 110), INK, 0, 0.5, "right")
    roof = [(x - 16, y - 106), (x + 40, y - 210), (x + 260, y - 210), (x + 316, y - 106)]
    canvas.fill(roof, SLATE)
    canvas.shade(roof, INK, 0, 0.6, "right")
    canvas.box(x + 110, y - 80, 80, 80, INK)


def _gate(canvas: Canvas, x: float, y: float) -> None:
    for post in (x, x + 260):
        canvas.box(post - 11, y - 130, 22, 150, mix(SMOKE, INK, 0.4))
    for rail in (-110, -76, -42, -10):
        canvas.stroke([(x, y + rail), (x + 260, y + rail)], 9, mix(SMOKE, INK, 0.25))
    canvas.stroke([(x, y - 6), (x + 250, y - 108)], 8, mix(SMOKE, INK, 0.25))
    canvas.shade(corners(x - 10, y + 8, 280, 90), NAVY, 0.6, 0)


def _swan(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.fill(
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
    canvas.stroke(
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
    canvas.stroke([(x + size * 0.8, y - size * 1.06), (x + size, y - size)], 6, OCHRE)


def flood_night(canvas: Canvas) -> None:
    """Tenter Row flooded at night: lit windows upstairs, and a boat in the street."""
    parts.sky(canvas, 560, INK, NAVY, 0.8)
    for _ in range(220):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(0, 720)
        canvas.stroke([(x, y), (x - 12, y + 44)], 2, mix(SLATE, NAVY, 0.35))
    canvas.box(0, 550, 1600, 130, INK, 0)
    parts.roofs(
        canvas,
        660,
        -40,
        560,
        250,
        [mix(BRICK, INK, 0.35), mix(SLATE, NAVY, 0.4)],
        [INK, mix(NAVY, INK, 0.5)],
        [OCHRE, NAVY, mix(OCHRE, CREAM, 0.4)],
    )
    parts.roofs(
        canvas,
        650,
        1000,
        1680,
        270,
        [mix(BRICK, INK, 0.4), mix(SMOKE, INK, 0.5)],
        [INK],
        [OCHRE, NAVY, mix(OCHRE, CREAM, 0.4)],
    )
    parts.roofs(canvas, 620, 560, 1000, 140, [mix(SLATE, INK, 0.5)], [INK], [NAVY, OCHRE])
    parts.water(canvas, 640, 1067, mix(NAVY, SLATE, 0.3), mix(SLATE, SKY, 0.3), INK, 110)
    for x in (110, 330, 470, 1090, 1290, 1470):
        for step in range(14):
            y = 660 + step * 22
            half = 20 + canvas.random.uniform(0, 22) + step
            canvas.fill(
                [(x - half, y), (x, y - 4), (x + half, y), (x, y + 4)],
                mix(OCHRE, NAVY, 0.15 + step * 0.045),
                0.6,
            )
    parts.lamp(canvas, 640, 690, 230)
    parts.lamp(canvas, 940, 680, 210)
    parts.rowing_boat(canvas, 790, 880, 430, BRICK)
    parts.person(canvas, 690, 870, 170, OCHRE, ROSE, hat=OCHRE)
    parts.person(canvas, 790, 868, 140, SLATE, mix(BRICK, SAND, 0.4), INK)
    parts.person(canvas, 880, 870, 150, RUST, ROSE, SMOKE)
    canvas.stroke([(640, 760), (560, 960)], 8, mix(SAND, INK, 0.3))
    beam = [(905, 790), (1330, 700), (1330, 830)]
    canvas.shade(beam, mix(OCHRE, CREAM, 0.5), 0.7, 0.0, "right")
    parts.ripples(canvas, (0, 700, 1600, 1067), mix(SLATE, SKY, 0.4), 40)


def weir_fish(canvas: Canvas) -> None:
    """Under the weir: salmon going up the ladder, and a shopping trolley that is not."""
    x: float
    canvas.box(0, 0, 1600, 1067, TEAL, 0)
    canvas.shade(corners(0, 0, 1600, 1067), NAVY, 0.0, 0.95)
    for step in range(7):
        x = 60 + step * 250
        ray = [(x, 0), (x + 90, 0), (x - 120, 900), (x - 330, 900)]
        canvas.shade(ray, POOL, 0.42, 0.0)
    for step in range(26):
        x = canvas.random.uniform(0, 1600)
        canvas.fill(
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
    canvas.fill(bed, mix(SMOKE, INK, 0.35))
    canvas.shade(bed, INK, 0, 0.75)
    for _ in range(40):
        canvas.disc(
            canvas.random.uniform(0, 1600),
            canvas.random.uniform(940, 1060),
            canvas.random.uniform(10, 42),
            mix(SMOKE, SLATE, canvas.random.random()),
            14,
        )
    _trolley(canvas, 1180, 800)
    for x, y, size in [
        (330, 330, 1.3),
        (700, 480, 1.0),
        (560, 220, 0.7),
        (980, 270, 0.85),
        (200, 610, 0.9),
        (1320, 430, 0.75),
        (760, 720, 0.6),
    ]:
        _fish(canvas, x, y, size)
    for _ in range(60):
        canvas.disc(
            canvas.random.uniform(900, 1500),
            canvas.random.uniform(80, 760),
            canvas.random.uniform(2, 9),
            POOL,
        )
    for x in (90, 160, 1500, 1560, 620):
        weed = curve([(x, 960), (x + 26, 860), (x - 18, 760), (x + 16, 660)], 8)
        canvas.stroke(weed, 11, MOSS)


def _fish(canvas: Canvas, x: float, y: float, size: float) -> None:
    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size - a * size * 0.18

    body = curve(
        [at(-150, 0), at(-60, -44), at(50, -46), at(150, 0), at(50, 36), at(-60, 34), at(-150, 0)],
        7,
    )
    canvas.fill([at(-140, 0), at(-210, -48), at(-192, 0), at(-210, 46)], SLATE, 0.4)
    canvas.fill([at(-10, -44), at(30, -80), at(54, -42)], SLATE, 0.4)
    canvas.fill(body, SKY, 0.4)
    canvas.shade([at(-150, 4), at(-60, -44), at(50, -46), at(150, 0)], NAVY, 0.95, 0.35)
    for _ in range(9):
        spot = at(canvas.random.uniform(-100, 80), canvas.random.uniform(-30, -6))
        canvas.disc(*spot, 4 * size, INK)
    canvas.disc(*at(116, -10), 7 * size, INK)


def _trolley(canvas: Canvas, x: float, y: float) -> None:
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
        canvas.stroke([top, low], 4, ink)
    for step in range(5):
        share = step / 4
        canvas.stroke(
            [
                (basket[0][0] + 50 * share, basket[0][1] + 160 * share),
                (basket[1][0] - 40 * share, basket[1][1] + 150 * share),
            ],
            4,
            ink,
        )
    canvas.stroke([(x - 110, y + 40), (x - 130, y + 130), (x + 120, y + 140)], 8, ink)
    canvas.stroke([(x - 160, y - 120), (x - 230, y - 150)], 12, RUST)
    for wheel in (-120, 110):
        canvas.disc(x + wheel, y + 156, 20, INK)
