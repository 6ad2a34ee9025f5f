"""The Corporation Baths, empty and not."""

from scripts.pictures.canvas import Canvas, corners, curve, ring
from scripts.pictures.inks import (
    BRICK,
    BROWN,
    CREAM,
    INK,
    NAVY,
    PINE,
    POOL,
    RUST,
    SAND,
    SKY,
    SLATE,
    SMOKE,
    STONE,
    TEAL,
    mix,
)


def pool_lanes(canvas: Canvas) -> None:
    """The relined baths from the deep end: six lanes going away, empty, very blue."""
    x: float
    canvas.box(0, 0, 1600, 430, mix(CREAM, SAND, 0.4), 0)
    canvas.shade(corners(0, 0, 1600, 430), SAND, 0.6, 0.0)
    for number in range(7):
        x = 130 + number * 200
        window = [
            (x, 340),
            (x, 200),
            *ring(x + 70, 200, 70, 64, 180, 360),
            (x + 140, 200),
            (x + 140, 340),
        ]
        canvas.fill(window, SKY)
        canvas.shade(window, POOL, 0, 0.8)
        canvas.stroke([(x + 70, 138), (x + 70, 340)], 5, PINE)
        canvas.stroke([(x, 250), (x + 140, 250)], 5, PINE)
        canvas.stroke([*window, window[0]], 8, PINE)
    for x in range(0, 1600, 160):
        canvas.stroke([(x, 0), (x + 80, 60), (x + 160, 0)], 8, BROWN)
    canvas.box(0, 360, 1600, 70, mix(STONE, CREAM, 0.3))
    pool = [(470, 430), (1130, 430), (1760, 1067), (-160, 1067)]
    for edge in range(0, 1067, 26):
        canvas.stroke([(0, 430 + edge), (1600, 430 + edge)], 2, mix(STONE, SMOKE, 0.2))
    canvas.fill(pool, POOL)
    canvas.shade(pool, TEAL, 0.0, 0.75)
    for lane in range(6):
        share = (lane + 0.5) / 6
        top, low = 470 + 660 * share, -160 + 1920 * share
        canvas.fill(
            [(top - 5, 446), (top + 5, 446), (low + 34, 1067), (low - 34, 1067)],
            mix(TEAL, NAVY, 0.55),
            1.4,
        )
    for lane in range(1, 6):
        share = lane / 6
        for step in range(30):
            a, b = (step / 30) ** 2.1, ((step + 0.62) / 30) ** 2.1
            top, low = 470 + 660 * share, -160 + 1920 * share
            start = (top + (low - top) * a, 430 + 637 * a)
            end = (top + (low - top) * b, 430 + 637 * b)
            canvas.stroke([start, end], 3 + 13 * b, (RUST, CREAM)[step % 2])
    for _ in range(60):
        depth = canvas.random.random()
        y = 450 + 600 * depth
        x = canvas.random.uniform(480 - 600 * depth, 1120 + 600 * depth)
        canvas.stroke(
            curve([(x - 40 * depth - 8, y), (x, y - 6 * depth), (x + 40 * depth + 8, y)], 4),
            1.5 + 3 * depth,
            mix(POOL, CREAM, 0.6),
        )
    for lane in range(6):
        x = 470 + 660 * (lane + 0.5) / 6
        canvas.box(x - 26, 392, 52, 40, RUST)
        canvas.write(x, 411, str(lane + 1), 28, CREAM)
    canvas.box(660, 66, 280, 52, PINE)
    canvas.write(800, 92, "NO DIVING", 36, CREAM)


def pool_swimmer(canvas: Canvas) -> None:
    """A swimmer in one lane from above, in the first length of the winter."""
    x: float
    y: float
    canvas.box(0, 0, 1600, 1067, POOL, 0)
    canvas.shade(corners(0, 0, 1600, 1067), TEAL, 0.0, 0.7, "right")
    for column in range(0, 1600, 80):
        canvas.stroke([(column, 0), (column, 1067)], 2, mix(POOL, TEAL, 0.5))
    for row in range(0, 1067, 80):
        canvas.stroke([(0, row), (1600, row)], 2, mix(POOL, TEAL, 0.5))
    for y in (175, 535, 895):
        canvas.box(0, y - 22, 1600, 44, mix(TEAL, NAVY, 0.55), 2)
    for y in (355, 715):
        for step in range(40):
            canvas.disc(step * 42 + 10, y, 17, (RUST, CREAM)[step // 3 % 2], 13)
    for spread in (330, 250, 170):
        wake = curve(
            [
                (760, 535),
                (560, 535 - spread * 0.3),
                (240, 535 - spread * 0.62),
                (-80, 535 - spread),
            ],
            10,
        )
        canvas.stroke(wake, 7, CREAM)
        canvas.stroke([(x, 1070 - y) for x, y in wake], 7, CREAM)
    _swimmer(canvas, 880, 535)
    for _ in range(46):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(0, 1067)
        canvas.stroke(
            curve([(x - 46, y), (x - 14, y - 9), (x + 16, y + 8), (x + 48, y)], 5),
            4,
            mix(POOL, CREAM, 0.65),
        )


def _swimmer(canvas: Canvas, x: float, y: float) -> None:
    skin, suit = mix(BRICK, SAND, 0.4), BRICK
    canvas.stroke(curve([(x - 120, y + 20), (x - 260, y + 34), (x - 390, y + 4)], 6), 40, skin)
    canvas.stroke(curve([(x - 120, y - 20), (x - 270, y - 44), (x - 380, y - 66)], 6), 40, skin)
    canvas.stroke(curve([(x + 60, y + 62), (x + 30, y + 150), (x - 90, y + 176)], 6), 32, skin)
    canvas.stroke(curve([(x + 70, y - 60), (x + 190, y - 84), (x + 320, y - 40)], 6), 32, skin)
    body = curve(
        [
            (x - 150, y - 44),
            (x, y - 70),
            (x + 90, y - 74),
            (x + 110, y),
            (x + 90, y + 74),
            (x, y + 66),
            (x - 150, y + 44),
        ],
        6,
    )
    canvas.fill(body, suit)
    canvas.shade(body, INK, 0, 0.6)
    canvas.disc(x + 150, y, 52, CREAM, 46)
    canvas.shade(ring(x + 150, y, 52, 46), SLATE, 0, 0.7)
    for _ in range(26):
        canvas.disc(
            x + canvas.random.uniform(250, 400),
            y - 40 + canvas.random.uniform(-70, 70),
            canvas.random.uniform(3, 11),
            CREAM,
        )
