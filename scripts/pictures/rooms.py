"""Rooms and what is in them: the council chamber, the surgery, a table of reports."""

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
    TEAL,
    Ink,
    mix,
)

SKINS = (ROSE, mix(BRICK, SAND, 0.4), mix(ROSE, CREAM, 0.25), mix(BRICK, INK, 0.3))


def wall(canvas: Canvas, ink: Ink, floor: Ink, line: float) -> None:
    canvas.box(0, 0, canvas.width, line, ink, 0)
    canvas.shade(corners(0, 0, canvas.width, line), mix(ink, INK, 0.3), 0.55, 0.0)
    canvas.box(0, line, canvas.width, canvas.height - line, floor, 0)
    canvas.shade(
        corners(0, line, canvas.width, canvas.height - line), mix(floor, INK, 0.5), 0.1, 0.7
    )


def council_chamber(canvas: Canvas) -> None:
    """The council chamber: tall windows, desks in a horseshoe, thirteen chairs, one telephone."""
    x: float
    wall(canvas, mix(PINE, SLATE, 0.2), BROWN, 640)
    for x in (150, 620, 1090):
        frame = [
            (x, 560),
            (x, 230),
            *ring(x + 180, 230, 180, 150, 180, 360),
            (x + 360, 230),
            (x + 360, 560),
        ]
        canvas.fill(frame, mix(OCHRE, CREAM, 0.55))
        canvas.shade(frame, SKY, 0.8, 0.0)
        for step in (0.25, 0.5, 0.75):
            canvas.stroke(
                [(x + 360 * step, 100 if step == 0.5 else 124), (x + 360 * step, 560)], 7, INK
            )
        for y in (230, 340, 450):
            canvas.stroke([(x, y), (x + 360, y)], 7, INK)
        canvas.stroke(
            [(x - 6, 562), (x - 6, 230), *ring(x + 180, 230, 186, 156, 180, 360), (x + 366, 562)],
            14,
            BROWN,
        )
        canvas.box(x - 30, 556, 420, 22, BROWN)
    for step in range(3):
        beam = [
            (190 + step * 470, 660),
            (480 + step * 470, 660),
            (300 + step * 470, 1067),
            (-120 + step * 470, 1067),
        ]
        canvas.shade(beam, OCHRE, 0.4, 0.05)
    parts.pole(canvas, 800, 0, 120, 6)
    canvas.fill([(700, 130), (900, 130), (860, 186), (740, 186)], OCHRE)
    for x in range(720, 900, 32):
        canvas.disc(x, 122, 11, CREAM)
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
        canvas.box(x - 44, y - 190, 88, 190, BRICK)
        canvas.shade(corners(x - 44, y - 190, 88, 190), INK, 0.2, 0.7)
        if number == 9:
            _telephone(canvas, x, y + 4, 0.34, INK)
            continue
        coat = (NAVY, BRICK, SLATE, MOSS, RUST, INK, TEAL)[number * 3 % 7]
        shoulders = [*ring(x, y, 52, 96, 180, 360), (x + 52, y + 40), (x - 52, y + 40)]
        canvas.fill(shoulders, coat, 0.4)
        canvas.shade(shoulders, mix(coat, INK, 0.6), 0, 0.8, "right")
        canvas.fill([(x - 12, y - 94), (x + 12, y - 94), (x, y - 56)], CREAM, 0.3)
        canvas.disc(x, y - 124, 32, SKINS[number % 4], 38)
        canvas.fill(
            ring(x, y - 134, 35, 34, 165 + number % 3 * 8, 375),
            (INK, SMOKE, BRICK, CREAM)[number % 4],
            0,
        )
    canvas.fill(desk, mix(BRICK, OCHRE, 0.35))
    canvas.shade(desk, BROWN, 0.1, 0.85)
    canvas.stroke([(60, 790), (560, 730), (1040, 730), (1540, 790)], 12, mix(OCHRE, CREAM, 0.3))
    for number in range(13):
        px = 130 + number * 111.7
        py = 768 + abs(number - 6) ** 1.6 * 2.6
        canvas.fill(
            [(px - 24, py + 20), (px + 20, py + 18), (px + 26, py + 34), (px - 26, py + 36)],
            CREAM,
            0.4,
        )
    canvas.fill([(640, 1067), (690, 930), (910, 930), (960, 1067)], BROWN)
    canvas.box(676, 912, 248, 26, OCHRE)


def _telephone(
    canvas: Canvas, x: float, y: float, size: float, ink: Ink, off_the_hook: bool = False
) -> None:
    def at(a: float, b: float) -> Point:
        return x + a * size, y + b * size

    body = [at(-150, 0), at(-110, -120), at(-60, -170), at(60, -170), at(110, -120), at(150, 0)]
    canvas.fill(body, ink)
    canvas.shade(body, mix(ink, CREAM, 0.25), 0.6, 0.0, "right")
    canvas.disc(*at(0, -75), 58 * size, CREAM)
    for number in range(10):
        angle = math.radians(number * 30 - 60)
        canvas.disc(*at(42 * math.cos(angle), -75 + 42 * math.sin(angle)), 9 * size, ink)
    canvas.disc(*at(0, -75), 20 * size, ink)
    if off_the_hook:
        for side in (-1, 1):
            canvas.fill(
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
    canvas.fill(grip, ink)


def surgery_telephone(canvas: Canvas) -> None:
    """A telephone off the hook on a desk, and a tune coming out of the receiver."""
    wall(canvas, mix(ROSE, CREAM, 0.35), mix(BRICK, OCHRE, 0.4), 760)
    canvas.box(110, 120, 330, 420, CREAM)
    canvas.stroke([*corners(110, 120, 330, 420), (110, 120)], 10, BROWN)
    for row in range(6):
        canvas.box(
            150, 190 + row * 56, canvas.random.uniform(140, 250), 14, mix(SLATE, CREAM, 0.3), 0.6
        )
    _telephone(canvas, 760, 900, 1.75, PINE, off_the_hook=True)
    receiver = curve([(1150, 890), (1130, 800), (1200, 700), (1300, 640), (1390, 650)], 8) + curve(
        [(1420, 700), (1330, 720), (1240, 800), (1230, 880)], 8
    )
    canvas.fill(receiver, PINE)
    canvas.disc(1185, 890, 62, PINE, 46)
    canvas.disc(1408, 668, 58, PINE, 50)
    cord = [(990 + step * 13, 880 + 26 * math.sin(step * 1.9)) for step in range(14)]
    canvas.stroke(curve(cord, 4), 8, INK)
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
        canvas.stroke(line, 4, BRICK)
    for number, drop in enumerate([60, 30, 75, 15, 45, 90, 30, 60]):
        x, y = staff[0][5 + number * 5]
        _note(canvas, x, y + drop, number % 3 == 1)


def _note(canvas: Canvas, x: float, y: float, pair: bool) -> None:
    canvas.disc(x, y, 22, INK, 16)
    canvas.stroke([(x + 20, y), (x + 20, y - 96)], 6, INK)
    if pair:
        canvas.disc(x + 74, y - 8, 22, INK, 16)
        canvas.stroke([(x + 94, y - 8), (x + 94, y - 104)], 6, INK)
        canvas.stroke([(x + 20, y - 94), (x + 94, y - 102)], 16, INK)


def reports(canvas: Canvas) -> None:
    """A table with two towers of reports on it, the newer one taller, and a cup of tea."""
    wall(canvas, mix(SAND, CREAM, 0.3), BROWN, 800)
    canvas.box(100, 90, 360, 480, mix(SKY, CREAM, 0.2))
    canvas.stroke([*corners(100, 90, 360, 480), (100, 90)], 16, PINE)
    canvas.stroke([(280, 90), (280, 570)], 10, PINE)
    canvas.stroke([(100, 330), (460, 330)], 10, PINE)
    for x, count, wide in [(560, 17, 360), (1010, 26, 380)]:
        y = 800.0
        for _ in range(count):
            thick = canvas.random.uniform(16, 32)
            slip = canvas.random.uniform(-26, 26)
            ink = canvas.random.choice([CREAM, PAPER, SKY, ROSE, OCHRE, TEAL, CREAM, PAPER])
            y -= thick
            canvas.box(x + slip, y, wide, thick, ink)
            canvas.shade(corners(x + slip, y, wide, thick), mix(ink, INK, 0.4), 0.0, 0.6, "right")
            canvas.box(x + slip, y + thick - 3, wide, 3, mix(ink, INK, 0.45), 0.3)
            if canvas.random.random() < 0.4:
                canvas.box(
                    x + slip + canvas.random.uniform(40, 280),
                    y + thick,
                    26,
                    canvas.random.uniform(20, 50),
                    RUST,
                    0.3,
                )
    canvas.box(40, 800, 1520, 44, mix(BRICK, OCHRE, 0.35))
    cup = [(250, 690), (430, 690), (410, 800), (270, 800)]
    canvas.fill(cup, TEAL)
    canvas.shade(cup, INK, 0, 0.5, "right")
    canvas.stroke(ring(428, 740, 38, 34, -80, 90), 12, TEAL)
    steam(canvas, 340, 670, 130)


def steam(canvas: Canvas, x: float, y: float, wide: float) -> None:
    for number in range(3):
        at = x + (number - 1) * wide * 0.28
        line = curve([(at, y), (at + 26, y - 70), (at - 22, y - 140), (at + 18, y - 230)], 6)
        canvas.stroke(line, 13, CREAM)
