"""What is counted: a map, a chart, four pennies."""

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
    PAPER,
    POOL,
    ROSE,
    RUST,
    SAND,
    SLATE,
    SMOKE,
    STONE,
    TEAL,
    mix,
)

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


def town_map(canvas: Canvas) -> None:
    """A map of Ellerbridge: river, bridge, ferry, mill, market, and the way round by Harl."""
    x: float
    y: float
    canvas.box(0, 0, 1600, 1067, mix(SAND, CREAM, 0.6), 0)
    canvas.shade(corners(0, 0, 1600, 1067), SAND, 0.0, 0.35, "right")
    for x, y, wide, tall in [
        (120, 160, 260, 170),
        (980, 140, 300, 150),
        (1240, 420, 260, 190),
        (180, 800, 300, 180),
    ]:
        patch = curve(
            [*ring(x + wide / 2, y + tall / 2, wide / 2, tall / 2)[::8], (x + wide, y + tall / 2)],
            6,
        )
        canvas.fill(patch, mix(MOSS, CREAM, 0.55))
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
    canvas.stroke(river, 84, TEAL)
    canvas.stroke(river, 72, POOL)
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
        canvas.stroke(far[step : step + 3], 9, BRICK)
    for road in (
        [(690, 480), (720, 300), (900, 120), (960, -20)],
        [(690, 480), (950, 430), (1240, 320), (1620, 260)],
        [(690, 600), (720, 780), (900, 940), (960, 1090)],
        [(690, 600), (500, 860), (300, 1090)],
        [(950, 430), (1010, 570)],
        [(720, 780), (1060, 800), (1180, 800)],
    ):
        canvas.stroke(curve(road, 8), 16, mix(SMOKE, INK, 0.2))
        canvas.stroke(curve(road, 8), 9, CREAM)
    for _ in range(70):
        angle = canvas.random.uniform(0, 6.28)
        x, y = (
            720 + 190 * canvas.random.random() * math.cos(angle),
            430 + 90 * canvas.random.random() * math.sin(angle),
        )
        canvas.box(
            x,
            y - 60,
            canvas.random.uniform(14, 34),
            canvas.random.uniform(12, 26),
            mix(BRICK, ROSE, canvas.random.random()),
            0.5,
        )
    canvas.stroke([(690, 490), (690, 590)], 24, STONE)
    canvas.stroke([(690, 490), (690, 590)], 6, RUST)
    for step in range(6):
        canvas.disc(1080 + step * 17, 590 + step * 34, 6, NAVY)
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
        canvas.write(x, y, words, 46 if words.isupper() else 36, INK, anchor)
    canvas.disc(470, 520, 12, BRICK)
    canvas.write(330, 292, "eleven miles", 34, BRICK)
    canvas.stroke([(1420, 200), (1420, 80)], 6, INK)
    canvas.fill([(1396, 110), (1420, 50), (1444, 110)], INK)
    canvas.write(1420, 230, "N", 40, INK)
    canvas.stroke([(1260, 1020), (1500, 1020)], 6, INK)
    canvas.write(1380, 990, "half a mile", 32, INK)


def expenses(canvas: Canvas) -> None:
    """Thirteen bars, one for each councillor's claims, the longest being mileage."""
    canvas.box(0, 0, 1600, 1067, PAPER, 0)
    canvas.write(110, 84, "Claims by thirteen councillors", 54, INK, "lm")
    canvas.write(110, 148, "pounds, in the year to March 2023", 36, mix(INK, PAPER, 0.35), "lm")
    for number, (mileage, other) in enumerate(CLAIMS):
        y = 206 + number * 60
        if mileage + other:
            bar = corners(180, y, (mileage + other) * 1.9, 42)
            canvas.fill(bar, TEAL)
            canvas.shade(bar, NAVY, 0.1, 0.6)
        if mileage:
            bar = corners(180, y, mileage * 1.9, 42)
            canvas.fill(bar, RUST)
            canvas.shade(bar, BRICK, 0.1, 0.7)
        canvas.write(160, y + 21, str(number + 1), 32, INK, "rm")
        canvas.write(196 + (mileage + other) * 1.9, y + 21, str(mileage + other), 32, INK, "lm")
    canvas.stroke([(180, 196), (180, 990)], 5, INK)
    canvas.box(180, 1012, 30, 30, RUST)
    canvas.write(224, 1027, "mileage", 32, INK, "lm")
    canvas.box(400, 1012, 30, 30, TEAL)
    canvas.write(444, 1027, "everything else", 32, INK, "lm")


def coins(canvas: Canvas) -> None:
    """Four pennies on a council tax bill."""
    canvas.box(0, 0, 1600, 1067, mix(TEAL, NAVY, 0.3), 0)
    canvas.shade(corners(0, 0, 1600, 1067), INK, 0.0, 0.6)
    bill = [(180, 120), (1120, 60), (1220, 1067), (250, 1067)]
    canvas.fill(bill, CREAM)
    canvas.shade(bill, SAND, 0.0, 0.5)
    for row in range(9):
        y = 250 + row * 84
        canvas.fill(
            [
                (300 + row * 7, y),
                (300 + row * 7 + canvas.random.uniform(280, 480), y - 22),
                (300 + row * 7 + 280, y),
                (300 + row * 7, y + 18),
            ],
            mix(SLATE, CREAM, 0.45),
            0.6,
        )
        canvas.box(960 + row * 6, y - 46, 130, 18, mix(SLATE, CREAM, 0.2), 0.6)
    for x, y, size in [(780, 690, 150), (1090, 480, 150), (1160, 800, 150), (1420, 610, 150)]:
        canvas.shade(ring(x + 14, y + 18, size), INK, 0.8, 0.6)
        canvas.disc(x, y, size, mix(BRICK, OCHRE, 0.45))
        canvas.shade(ring(x, y, size), BROWN, 0.0, 0.85, "right")
        canvas.stroke(ring(x, y, size - 14), 6, mix(OCHRE, CREAM, 0.3))
        canvas.stroke([(x - 70, y + 40), (x + 70, y + 40)], 8, mix(OCHRE, CREAM, 0.3))
        for arch in range(3):
            canvas.stroke(
                ring(x - 46 + arch * 46, y + 40, 20, 46, 180, 360), 7, mix(OCHRE, CREAM, 0.3)
            )
        canvas.write(x, y - 62, "1p", 64, mix(OCHRE, CREAM, 0.35))
