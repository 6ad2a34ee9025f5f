"""Allotments, a football ground, and the tree on the Green."""

import math

from scripts.pictures import parts
from scripts.pictures.canvas import Canvas, Point, corners, curve, ring
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
    INK,
    MOSS,
    NAVY,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    RUST,
    SAND,
    SKY,
    SLATE,
    SMOKE,
    STONE,
    TEAL,
    WARM_SKIN,
    Ink,
    mix,
)


def allotments(canvas: Canvas) -> None:
    """The Ings Road allotments in July: sheds, beans, and one plot gone to brambles."""
    x: float
    y: float
    parts.sky(canvas, 400, SKY, PAPER)
    parts.cloud(canvas, 200, 150, 400, CREAM)
    parts.cloud(canvas, 1000, 210, 460, CREAM)
    parts.hills(
        canvas,
        [(0, 380), (400, 340), (900, 390), (1600, 330)],
        480,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.5,
    )
    for x in range(40, 1600, 170):
        parts.tree(
            canvas,
            x + canvas.random.uniform(-30, 30),
            440,
            canvas.random.uniform(110, 170),
            mix(MOSS, PINE, canvas.random.random()),
            INK,
        )
    canvas.box(0, 430, 1600, 640, mix(BRICK, SMOKE, 0.5))
    canvas.shade(corners(0, 430, 1600, 640), INK, 0.0, 0.45)
    for x, wide, ink in [
        (90, 150, PINE),
        (520, 130, SLATE),
        (960, 160, BRICK),
        (1330, 140, mix(TEAL, SKY, 0.3)),
    ]:
        canvas.box(x, 400, wide, 130, ink)
        canvas.shade(corners(x, 400, wide, 130), INK, 0, 0.5, "right")
        canvas.fill(
            [(x - 12, 404), (x + wide * 0.5, 350), (x + wide + 12, 404)], mix(ink, INK, 0.55)
        )
        canvas.box(x + wide * 0.58, 440, wide * 0.26, 90, mix(ink, INK, 0.5))
        canvas.box(x + wide * 0.14, 436, wide * 0.28, 40, CREAM)
    for row in range(9):
        share = (row / 9) ** 1.5
        y = 540 + 540 * share
        size = 10 + 36 * share
        left, right = (0, 470 - 330 * share), (1130 + 330 * share, 1600)
        for start, end in (left, right):
            x = start
            while x < end:
                leaf = (MOSS, PINE, mix(MOSS, OCHRE, 0.4), mix(PINE, TEAL, 0.4))[row % 4]
                canvas.disc(x, y, size, leaf, size * 0.62)
                canvas.shade(ring(x, y, size, size * 0.62), INK, 0, 0.5)
                x += size * 2.3
    path = [(770, 530), (830, 530), (1060, 1067), (540, 1067)]
    canvas.fill(path, SAND)
    canvas.shade(path, SMOKE, 0.0, 0.6)
    for x in range(1050, 1560, 110):
        for lean in (-34, 0, 34):
            canvas.stroke([(x + lean, 800), (x, 560)], 6, SAND)
        vine = curve([(x - 26, 800), (x - 28, 700), (x, 590), (x + 30, 700), (x + 26, 800)], 6)
        canvas.fill(vine, MOSS)
        canvas.shade(vine, PINE, 0, 0.9, "right")
        for _ in range(6):
            canvas.disc(
                x + canvas.random.uniform(-22, 22), canvas.random.uniform(640, 790), 7, RUST
            )
    for _ in range(46):
        x, y = canvas.random.uniform(40, 460), canvas.random.uniform(600, 820)
        canvas.stroke(
            curve([(x - 70, y + 40), (x - 10, y - 50), (x + 70, y + 20)], 6),
            7,
            mix(PINE, BRICK, canvas.random.random() * 0.5),
        )
    canvas.box(216, 660, 70, 200, BROWN)
    canvas.box(176, 630, 150, 78, CREAM)
    canvas.write(251, 669, "14", 58, BRICK)
    parts.person(canvas, 700, 900, 270, RUST, ROSE, SMOKE, hat=SAND)
    canvas.stroke([(640, 900), (668, 690)], 8, BROWN)
    canvas.fill([(600, 890), (680, 890), (660, 950), (620, 950)], SLATE)


def goalposts(canvas: Canvas) -> None:
    """The Ings Road ground under a foot of water: one goal, one ball afloat, one goalkeeper."""
    parts.sky(canvas, 520, mix(SLATE, SKY, 0.5), PAPER)
    parts.cloud(canvas, -60, 200, 600, mix(SLATE, SKY, 0.5))
    parts.cloud(canvas, 700, 150, 700, mix(SLATE, SKY, 0.4))
    parts.hills(
        canvas,
        [(0, 480), (600, 450), (1100, 490), (1600, 450)],
        560,
        mix(PINE, SLATE, 0.4),
        NAVY,
        0.4,
    )
    for x in range(60, 1600, 190):
        parts.poplar(
            canvas,
            x + canvas.random.uniform(-20, 20),
            520,
            canvas.random.uniform(120, 210),
            mix(PINE, SLATE, 0.3),
            INK,
        )
    parts.water(
        canvas, 515, 1067, mix(MOSS, TEAL, 0.55), mix(CREAM, SKY, 0.3), mix(PINE, NAVY, 0.4), 110
    )
    for x in range(500, 1290, 32):
        canvas.stroke([(x, 330), (x + (x - 890) * 0.1, 760)], 2, CREAM)
    for y in range(340, 760, 32):
        canvas.stroke([(500 - (y - 340) * 0.09, y), (1280 + (y - 340) * 0.09, y)], 2, CREAM)
    for x in (460, 1320):
        canvas.box(x - 11, 300, 22, 500, CREAM)
        canvas.shade(corners(x - 11, 300, 22, 500), SLATE, 0, 0.8)
        canvas.shade(corners(x - 11, 800, 22, 140), CREAM, 0.7, 0)
    canvas.box(449, 290, 882, 24, CREAM)
    parts.person(canvas, 870, 838, 330, OCHRE, WARM_SKIN, INK, legs=INK)
    canvas.stroke([(830, 620), (760, 560), (742, 600)], 26, OCHRE)
    parts.ripples(canvas, (770, 800, 980, 860), CREAM, 12)
    canvas.disc(1130, 892, 44, CREAM)
    for x, y in [(1130, 880), (1102, 902), (1158, 900), (1128, 918)]:
        canvas.disc(x, y, 12, INK, 10)
    canvas.fill(
        [(1060, 906), (1130, 900), (1200, 906), (1196, 946), (1064, 946)], mix(MOSS, TEAL, 0.5), 1
    )
    parts.ripples(canvas, (1040, 890, 1230, 960), CREAM, 14)
    for x, y, span in [(300, 260, 50), (390, 230, 40)]:
        parts.bird(canvas, x, y, span)


def walnut_tree(canvas: Canvas) -> None:
    """The tree on the Green, its bench, its plaque, and two people not sitting together."""
    x: float
    y: float
    parts.sky(canvas, 640, mix(SKY, CREAM, 0.3), PAPER)
    parts.cloud(canvas, 60, 190, 380, CREAM)
    parts.roofs(canvas, 650, -30, 520, 120, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST])
    parts.roofs(canvas, 645, 1130, 1640, 120, [ROSE, PAPER, SAND, STONE], [BRICK, SLATE, RUST])
    green = [
        *curve([(0, 650), (400, 640), (800, 655), (1200, 640), (1600, 650)]),
        (1600, 1067),
        (0, 1067),
    ]
    canvas.fill(green, MOSS)
    canvas.shade(green, PINE, 0.0, 0.75)
    canvas.shade(ring(840, 860, 520, 90), PINE, 0.95, 0.2, "right")
    trunk = curve([(710, 870), (760, 760), (764, 560), (740, 420)], 6) + curve(
        [(900, 420), (866, 560), (876, 760), (940, 870)], 6
    )
    canvas.fill(trunk, BROWN)
    canvas.shade(trunk, INK, 0, 0.85, "right")
    for x, y in [(520, 250), (1130, 260), (640, 150), (1000, 140)]:
        canvas.stroke(curve([(815, 560), ((815 + x) / 2, 430), (x, y)], 6), 34, BROWN)
    for x, y, size, ink in [
        (520, 330, 190, PINE),
        (1120, 330, 200, PINE),
        (690, 210, 210, mix(PINE, MOSS, 0.4)),
        (960, 210, 220, mix(PINE, MOSS, 0.3)),
        (820, 330, 230, mix(PINE, MOSS, 0.55)),
        (820, 130, 150, mix(PINE, MOSS, 0.6)),
    ]:
        bumps = [
            (px + canvas.random.uniform(-18, 18), py + canvas.random.uniform(-14, 14))
            for px, py in ring(x, y, size, size * 0.8)[::5]
        ]
        crown = curve([*bumps, bumps[0]], 6)
        canvas.fill(crown, ink)
        canvas.shade(crown, INK, 0.0, 0.6)
    for _ in range(90):
        x, y = canvas.random.uniform(380, 1260), canvas.random.uniform(100, 480)
        if ((x - 820) / 460) ** 2 + ((y - 280) / 220) ** 2 < 1:
            canvas.stroke(
                [(x, y), (x - 4, y + canvas.random.uniform(30, 62))], 5, mix(MOSS, OCHRE, 0.5)
            )
    canvas.box(560, 850, 520, 20, OCHRE)
    canvas.box(560, 790, 520, 18, OCHRE)
    for x in (580, 820, 1050):
        canvas.box(x, 790, 14, 130, INK)
    canvas.box(946, 700, 0, 0, INK)
    canvas.box(796, 640, 54, 36, OCHRE)
    parts.person(canvas, 380, 970, 300, NAVY, ROSE, CREAM, hat=SMOKE, legs=SLATE)
    canvas.stroke([(330, 970), (346, 800)], 8, INK)
    parts.person(canvas, 1290, 975, 280, BRICK, ROSE, SMOKE, legs=INK)
    canvas.box(1316, 790, 60, 80, CREAM)


def leaves(canvas: Canvas) -> None:
    """Two leaves side by side: a walnut's, and the one from the Green."""
    canvas.box(0, 0, canvas.width, canvas.height, CREAM, 0)
    canvas.shade(corners(0, 0, canvas.width, canvas.height), SAND, 0.0, 0.35)
    _leaf(canvas, 300, 7, 104, 66, MOSS)
    _leaf(canvas, 780, 17, 84, 30, PINE)
    canvas.disc(190, 1090, 60, mix(MOSS, OCHRE, 0.4))
    canvas.shade(ring(190, 1090, 60), PINE, 0, 0.9, "right")
    for step in range(9):
        y = 980 + step * 22
        canvas.fill(
            [(930, y), (905, y + 10), (930, y + 22), (955, y + 10)], mix(MOSS, OCHRE, 0.4), 0.3
        )
    canvas.write(300, 1270, "Walnut", 54, INK)
    canvas.write(780, 1270, "The Green", 54, INK)
    canvas.stroke([(540, 120), (540, 1300)], 4, STONE)


def _leaf(canvas: Canvas, x: float, count: int, length: float, width: float, ink: Ink) -> None:
    top, bottom = 170.0, 1010.0
    canvas.stroke([(x, top + 60), (x, bottom + 120)], 10, BROWN)
    pairs = (count - 1) // 2
    for pair in range(pairs):
        y = bottom - (bottom - top - 130) * pair / max(1, pairs - 1)
        for side in (-1, 1):
            _leaflet(canvas, (x, y), (x + side * length * 2.0, y - length * 0.8), width, ink)
    _leaflet(canvas, (x, top + 90), (x, top - 90), width, ink)


def _leaflet(canvas: Canvas, start: Point, end: Point, width: float, ink: Ink) -> None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy)
    nx, ny = -dy / far * width * 0.55, dx / far * width * 0.55
    middle = (start[0] + dx * 0.5, start[1] + dy * 0.5)
    shape = curve([start, (middle[0] + nx, middle[1] + ny), end], 8) + curve(
        [end, (middle[0] - nx, middle[1] - ny), start], 8
    )
    canvas.fill(shape, ink, 0.6)
    canvas.shade(shape, INK, 0.0, 0.5)
    canvas.stroke([start, end], 3, mix(ink, CREAM, 0.5))
