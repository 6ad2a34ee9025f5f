"""The ferries, their timetable, and the tide that makes it."""

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


def car_ferry(
    canvas: Canvas,
    x: float,
    y: float,
    size: float,
    hull: Ink,
    house: Ink,
    funnel: Ink,
    sign: str = "",
) -> None:
    """A small car ferry with its stern at (x, y); at `size` 1 it is about 620 pixels long."""

    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size

    shell = [at(0, -70), at(560, -70), at(640, -104), at(600, 26), at(40, 26)]
    canvas.fill(shell, hull)
    canvas.shade(shell, INK, 0, 0.65)
    canvas.fill([at(30, 10), at(606, 10), at(600, 26), at(40, 26)], RUST, 0.4)
    canvas.stroke([at(0, -70), at(560, -70), at(640, -104)], 8 * size, CREAM)
    canvas.fill([at(96, -160), at(330, -160), at(330, -72), at(96, -72)], house)
    canvas.shade([at(96, -160), at(330, -160), at(330, -72), at(96, -72)], SLATE, 0, 0.5, "right")
    canvas.fill([at(240, -236), at(342, -236), at(352, -160), at(230, -160)], house)
    canvas.fill([at(252, -222), at(334, -222), at(340, -186), at(248, -186)], NAVY, 0.4)
    canvas.fill([at(228, -248), at(354, -248), at(354, -234), at(228, -234)], hull, 0.4)
    canvas.fill([at(130, -250), at(186, -250), at(192, -160), at(124, -160)], funnel)
    canvas.fill([at(129, -250), at(187, -250), at(188, -228), at(128, -228)], INK, 0.3)
    for number in range(5):
        canvas.disc(*at(126 + number * 44, -116), 12 * size, NAVY)
    for number in range(8):
        canvas.stroke([at(350 + number * 28, -70), at(350 + number * 28, -108)], 3 * size, CREAM)
    canvas.stroke([at(350, -108), at(560, -108)], 4 * size, CREAM)
    canvas.stroke([at(300, -248), at(300, -330)], 5 * size, INK)
    canvas.fill([at(300, -330), at(360, -316), at(300, -300)], RUST, 0.6)
    if sign:
        canvas.write(*at(390, -34), sign, 42 * size, CREAM)


def ferry_constance(canvas: Canvas) -> None:
    """The Constance at the Town Quay, on her last day there."""
    parts.sky(canvas, 560, mix(SKY, PAPER, 0.2), PAPER)
    parts.cloud(canvas, 900, 220, 520, CREAM)
    parts.cloud(canvas, 90, 160, 360, CREAM)
    parts.hills(
        canvas,
        [(0, 500), (380, 470), (800, 510), (1200, 460), (1600, 490)],
        620,
        mix(MOSS, SKY, 0.4),
        MOSS,
        0.6,
    )
    parts.water(canvas, 590, 1067, mix(TEAL, SKY, 0.25), CREAM, mix(NAVY, TEAL, 0.4), 110)
    parts.roofs(canvas, 585, -30, 470, 130, [PAPER, ROSE, SAND, STONE], [BRICK, SLATE, RUST])
    quay = [(-10, 580), (500, 580), (560, 720), (560, 1067), (-10, 1067)]
    canvas.fill(quay, STONE)
    canvas.shade(quay, SLATE, 0, 0.65)
    parts.bricks(canvas, (0, 730, 560, 330), 34, mix(STONE, SLATE, 0.35), 0.3)
    canvas.stroke([(-10, 585), (500, 585), (560, 722)], 10, CREAM)
    car_ferry(canvas, 640, 850, 1.3, PINE, CREAM, RUST, "CONSTANCE")
    canvas.shade(corners(650, 884, 830, 110), NAVY, 0.75, 0)
    parts.ripples(canvas, (600, 880, 1560, 1060), CREAM, 26)
    for x, y in [(300, 650), (450, 665)]:
        canvas.box(x, y - 44, 34, 44, INK)
        canvas.box(x - 8, y - 56, 50, 16, INK)
    canvas.stroke(curve([(468, 640), (560, 740), (660, 760)]), 5, INK)
    parts.person(canvas, 200, 700, 190, NAVY, ROSE, hat=NAVY, legs=INK)
    parts.person(canvas, 100, 720, 180, BRICK, ROSE, SMOKE)
    for x, y, span in [(760, 330, 70), (880, 280, 54), (1420, 360, 60), (620, 240, 44)]:
        parts.bird(canvas, x, y, span, SLATE)


def ferry_ramp(canvas: Canvas) -> None:
    """The new ferry at the slip, her ramp held in the air over a gap."""
    parts.sky(canvas, 520, mix(SKY, SLATE, 0.12), PAPER)
    parts.hills(
        canvas,
        [(0, 430), (400, 395), (900, 440), (1600, 400)],
        560,
        mix(MOSS, SKY, 0.35),
        PINE,
        0.55,
    )
    for x, high in [(1180, 150), (1240, 190), (1300, 140), (1500, 170)]:
        parts.tree(canvas, x, 520, high, MOSS, PINE)
    parts.water(canvas, 515, 1067, TEAL, POOL, NAVY, 100)
    car_ferry(canvas, -270, 800, 1.65, NAVY, CREAM, OCHRE, "PATIENCE")
    slip = [(1000, 770), (1600, 640), (1600, 1067), (930, 1067), (940, 900)]
    canvas.fill(slip, STONE)
    canvas.shade(slip, SLATE, 0, 0.75)
    for step in range(7):
        canvas.stroke(
            [(1030 + step * 90, 790 - step * 19), (1000 + step * 100, 1067)],
            3,
            mix(STONE, SLATE, 0.6),
        )
    canvas.stroke([(760, 650), (985, 690)], 22, OCHRE)
    canvas.stroke([(760, 480), (970, 682)], 5, INK)
    canvas.stroke([(1008, 690), (1008, 762)], 4, RUST)
    for y in (690, 764):
        canvas.stroke([(990, y), (1026, y)], 5, RUST)
    canvas.write(984, 752, "40 cm", 40, CREAM, "rm")
    parts.person(canvas, 1250, 760, 210, RUST, ROSE, hat=CREAM, legs=INK)
    parts.person(canvas, 1345, 748, 214, NAVY, mix(BRICK, SAND, 0.4), INK)
    parts.person(canvas, 1448, 735, 196, PINE, ROSE, SMOKE, lean=-0.06)
    canvas.box(1236, 640, 54, 70, CREAM)
    for x, y, span in [(860, 300, 60), (1010, 240, 44)]:
        parts.bird(canvas, x, y, span, SLATE)


def ferry_timetable(canvas: Canvas) -> None:
    """The timetable board on the quay at dusk, one lamp, nobody waiting."""
    parts.sky(canvas, 640, NAVY, mix(ROSE, SLATE, 0.4), 0.75)
    for _ in range(40):
        canvas.disc(
            canvas.random.uniform(0, 1600),
            canvas.random.uniform(0, 330),
            canvas.random.uniform(1, 2.6),
            CREAM,
        )
    parts.hills(canvas, [(0, 590), (500, 560), (1000, 600), (1600, 560)], 700, mix(NAVY, INK, 0.3))
    for x in (120, 260, 300, 1330, 1480):
        canvas.disc(x, 612 + x % 17, 4, OCHRE)
    parts.water(canvas, 640, 900, mix(NAVY, SLATE, 0.35), mix(ROSE, SLATE, 0.3), INK, 90)
    canvas.box(0, 880, 1600, 190, mix(SMOKE, INK, 0.45))
    canvas.shade(corners(0, 880, 1600, 190), INK, 0, 0.8)
    glow = ring(1180, 420, 330)
    canvas.shade(glow, OCHRE, 0, 0.55, "middle")
    for post in (480, 980):
        parts.pole(canvas, post, 250, 900, 26)
    board = corners(440, 230, 580, 500)
    canvas.fill(board, PINE)
    canvas.fill(corners(466, 320, 528, 388), CREAM)
    canvas.write(730, 276, "SAILINGS", 54, CREAM)
    for row in range(8):
        y = 350 + row * 46
        for column in range(3):
            left = 494 + column * 172
            length = canvas.random.uniform(70, 128)
            canvas.box(left, y - 8, length, 14, mix(INK, CREAM, 0.2), 0.8)
        if row in (1, 4, 5):
            canvas.stroke([(480, y), (985, y - 3)], 5, RUST)
    canvas.fill([(420, 236), (730, 150), (1040, 236)], INK)
    parts.lamp(canvas, 1180, 900, 430)
    canvas.box(1290, 800, 220, 18, BRICK)
    for leg in (1310, 1480):
        canvas.box(leg, 818, 14, 80, INK)
    canvas.box(1290, 730, 220, 16, BRICK)
    for leg in (1310, 1480):
        canvas.box(leg, 730, 10, 80, INK)


def tide_curve(canvas: Canvas) -> None:
    """The tide of a day at the Nether Staithe slip, and the hours in which the ferry can land."""
    canvas.box(0, 0, 1600, 1067, PAPER, 0)
    left, right, zero = 150, 1500, 830
    height = {
        hour / 4: 2.65 + 1.95 * math.cos((hour / 4 - 5.2) / 12.42 * 2 * math.pi)
        for hour in range(97)
    }
    line = [
        (left + (right - left) * hour / 24, zero - metres * 130) for hour, metres in height.items()
    ]
    sea = [*line, (right, zero), (left, zero)]
    canvas.fill(sea, POOL, 0)
    canvas.shade(sea, TEAL, 0.0, 0.9)
    for metres in range(6):
        y = zero - metres * 130
        canvas.stroke([(left, y), (right, y)], 2, mix(STONE, PAPER, 0.3))
        canvas.write(left - 26, y, f"{metres} m", 32, INK, "rm")
    landing = zero - 2.4 * 130
    for start, end in _spells(height, 2.4):
        a, b = left + (right - left) * start / 24, left + (right - left) * end / 24
        canvas.shade(corners(a, 150, b - a, zero - 150), OCHRE, 0.4, 0.15)
        canvas.box(a, 880, b - a, 40, OCHRE)
    canvas.stroke(line, 9, NAVY)
    canvas.stroke([(left, landing), (right, landing)], 5, RUST)
    canvas.write(811, landing - 28, "the ramp floats: 2.4 m", 26, BRICK)
    for hour in range(0, 25, 3):
        x = left + (right - left) * hour / 24
        canvas.stroke([(x, zero), (x, zero + 14)], 4, INK)
        canvas.write(x, zero + 122, f"{hour:02d}", 34, INK)
    canvas.write(left, 84, "One Tuesday at Nether Staithe", 50, INK, "lm")
    canvas.write(
        left, 1010, "Ochre: the ferry can land.  White between: it can wait.", 32, INK, "lm"
    )
    canvas.stroke([(left, zero), (right, zero)], 5, INK)


def _spells(height: dict[float, float], least: float) -> list[tuple[float, float]]:
    spells: list[tuple[float, float]] = []
    start: float | None = None
    for hour, metres in height.items():
        if metres >= least and start is None:
            start = hour
        if metres < least and start is not None:
            spells.append((start, hour))
            start = None
    return [*spells, (start, 24.0)] if start is not None else spells
