"""Parts of many scenes: sky and water, hills and trees, houses, boats and people."""

from collections.abc import Sequence

from scripts.pictures.canvas import Canvas, Point, corners, curve, ring
from scripts.pictures.inks import CREAM, INK, NAVY, OCHRE, PINE, Ink, mix


def sky(canvas: Canvas, bottom: float, high: Ink, low: Ink, density: float = 0.85) -> None:
    """A sky down to `bottom`, going over from one ink into another."""
    canvas.box(0, 0, canvas.width, bottom, high, 0)
    canvas.shade(corners(0, 0, canvas.width, bottom), low, 0, density)


def cloud(canvas: Canvas, x: float, y: float, width: float, ink: Ink) -> None:
    """A long flat-bottomed cloud whose left end is at (x, y)."""
    high = width * 0.13
    puffs = [(0.08, 0.3), (0.25, 0.62), (0.44, 1.0), (0.62, 0.74), (0.8, 0.46), (0.93, 0.25)]
    canvas.box(x, y - high * 0.34, width, high * 0.34, ink, 0.6)
    for share, size in puffs:
        canvas.fill(
            ring(
                x + width * share,
                y - high * 0.2,
                width * 0.17 * size + width * 0.03,
                high * size,
                180,
                360,
            ),
            ink,
            0.5,
        )
    for end in (x, x + width):
        canvas.disc(end, y - high * 0.17, high * 0.17, ink)


def bird(canvas: Canvas, x: float, y: float, span: float, ink: Ink = INK) -> None:
    wings = curve(
        [
            (x - span / 2, y - span * 0.16),
            (x - span * 0.22, y - span * 0.2),
            (x, y),
            (x + span * 0.24, y - span * 0.22),
            (x + span / 2, y - span * 0.12),
        ],
        6,
    )
    under = curve(
        [
            (x + span / 2, y - span * 0.12),
            (x + span * 0.22, y - span * 0.11),
            (x, y + span * 0.09),
            (x - span * 0.2, y - span * 0.1),
            (x - span / 2, y - span * 0.16),
        ],
        6,
    )
    canvas.fill([*wings, *under], ink, 0)


def hills(
    canvas: Canvas,
    line: Sequence[Point],
    bottom: float,
    ink: Ink,
    shadow: Ink | None = None,
    density: float = 0.7,
) -> None:
    """Land below a soft line, from the left edge to the right."""
    land = [*curve(line), (canvas.width, bottom), (0, bottom)]
    canvas.fill(land, ink)
    if shadow is not None:
        canvas.shade(land, shadow, 0, density)


def water(
    canvas: Canvas, top: float, bottom: float, ink: Ink, light: Ink, dark: Ink, cuts: int = 90
) -> None:
    """Water across the canvas, with the long thin cuts of light and dark that a gouge makes."""
    canvas.box(0, top, canvas.width, bottom - top, ink)
    canvas.shade(corners(0, top, canvas.width, bottom - top), dark, 0.0, 0.55)
    ripples(canvas, (0, top, canvas.width, bottom), light, cuts)
    ripples(canvas, (0, top, canvas.width, bottom), dark, cuts // 2)


def ripples(canvas: Canvas, area: tuple[float, float, float, float], ink: Ink, count: int) -> None:
    """Lens-shaped cuts within left, top, right, bottom: short far away, long near by."""
    left, top, right, bottom = area
    for _ in range(count):
        depth = canvas.random.random() ** 1.4
        y = top + 4 + (bottom - top - 8) * depth
        half = (18 + 95 * depth) * canvas.random.uniform(0.4, 1.2)
        x = canvas.random.uniform(left, right)
        thick = 1.2 + 4.2 * depth
        canvas.fill(
            [(max(left, x - half), y), (x, y - thick), (min(right, x + half), y), (x, y + thick)],
            ink,
            0.4,
        )


def tree(
    canvas: Canvas,
    x: float,
    ground: float,
    height: float,
    ink: Ink = PINE,
    shadow: Ink = INK,
    trunk: Ink = INK,
) -> None:
    """A round tree standing at (x, ground)."""
    canvas.fill(
        [
            (x - height * 0.03, ground),
            (x - height * 0.018, ground - height * 0.5),
            (x + height * 0.018, ground - height * 0.5),
            (x + height * 0.03, ground),
        ],
        trunk,
        0.4,
    )
    middle, radius = ground - height * 0.64, height * 0.36
    bumps = [
        (
            px + canvas.random.uniform(-0.07, 0.07) * height,
            py + canvas.random.uniform(-0.05, 0.05) * height,
        )
        for px, py in ring(x, middle, radius * 0.86, radius)[::5]
    ]
    crown = curve([*bumps, bumps[0]], 6)
    canvas.fill(crown, ink)
    canvas.shade(crown, mix(ink, shadow, 0.6), 0, 0.9, "right")


def poplar(
    canvas: Canvas, x: float, ground: float, height: float, ink: Ink = PINE, shadow: Ink = INK
) -> None:
    """A tall narrow tree."""
    wide = height * 0.1
    crown = curve(
        [
            (x, ground),
            (x - wide, ground - height * 0.25),
            (x - wide * 0.8, ground - height * 0.65),
            (x, ground - height),
            (x + wide * 0.85, ground - height * 0.6),
            (x + wide, ground - height * 0.2),
            (x, ground),
        ],
        6,
    )
    canvas.fill(crown, ink)
    canvas.shade(crown, mix(ink, shadow, 0.6), 0, 0.9, "right")


def house(
    canvas: Canvas,
    x: float,
    ground: float,
    width: float,
    height: float,
    wall: Ink,
    roof: Ink,
    lit: Ink = CREAM,
    *,
    shadow: Ink = INK,
    rows: int = 2,
    columns: int = 2,
    door: Ink | None = None,
    pitch: float = 0.42,
) -> None:
    """A house front on (x, ground), seen from the side of its eaves; `lit` colours its windows."""
    top = ground - height
    canvas.box(x, top, width, height, wall)
    canvas.shade(corners(x, top, width, height), mix(wall, shadow, 0.45), 0, 0.7, "right")
    rise = width * pitch * 0.7
    over = [
        (x - width * 0.04, top),
        (x + width * 0.1, top - rise),
        (x + width * 0.9, top - rise),
        (x + width * 1.04, top),
    ]
    canvas.fill(over, roof)
    canvas.shade(over, mix(roof, shadow, 0.5), 0, 0.7, "right")
    chimney = x + width * canvas.random.choice([0.18, 0.72])
    canvas.box(chimney, top - rise * 1.45, width * 0.1, rise * 0.6, mix(roof, shadow, 0.35))
    windows(
        canvas,
        (x, top, width, height),
        rows,
        columns,
        lit,
        mix(wall, shadow, 0.7),
        door is not None,
    )
    if door is not None:
        canvas.box(x + width * 0.42, ground - height * 0.34, width * 0.16, height * 0.34, door)


def windows(
    canvas: Canvas,
    wall: tuple[float, float, float, float],
    rows: int,
    columns: int,
    glass: Ink,
    frame: Ink,
    spare_door: bool = False,
) -> None:
    """Even windows in a wall (corner, width, height); a door replaces the lowest middle one."""
    x, y, width, height = wall
    across, down = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            if spare_door and row == rows - 1 and column == columns // 2 and columns % 2:
                continue
            left, top = x + across * (column + 0.28), y + down * (row + 0.22)
            wide, tall = across * 0.44, down * 0.5
            canvas.box(left, top, wide, tall, frame, 0.5)
            edge = max(2.0, wide * 0.09)
            canvas.box(left + edge, top + edge, wide - 2 * edge, tall - 2 * edge, glass, 0.4)
            canvas.box(left + wide / 2 - edge / 3, top, edge * 0.7, tall, frame, 0)
            canvas.box(left, top + tall * 0.48, wide, edge * 0.7, frame, 0)


def roofs(
    canvas: Canvas,
    ground: float,
    left: float,
    right: float,
    size: float,
    walls: Sequence[Ink],
    tiles: Sequence[Ink],
    lit: Sequence[Ink] = (CREAM,),
    shadow: Ink = INK,
) -> None:
    """A row of houses of uneven height from left to right."""
    x = left
    while x < right:
        width = size * canvas.random.uniform(0.75, 1.2)
        height = size * canvas.random.uniform(0.75, 1.35)
        house(
            canvas,
            x,
            ground,
            width,
            height,
            canvas.random.choice(walls),
            canvas.random.choice(tiles),
            canvas.random.choice(lit),
            shadow=shadow,
            rows=2,
            columns=canvas.random.choice([2, 3]),
            pitch=0.5,
        )
        x += width * 1.02


def person(
    canvas: Canvas,
    x: float,
    ground: float,
    height: float,
    coat: Ink,
    skin: Ink,
    hair: Ink = INK,
    legs: Ink = NAVY,
    lean: float = 0.0,
    hat: Ink | None = None,
) -> None:
    """A distant standing figure; `lean` bends it to the right or, below 0, to the left."""
    h = height
    tilt = lean * h
    canvas.fill(
        [
            (x - h * 0.07, ground),
            (x - h * 0.08, ground - h * 0.45),
            (x - h * 0.005, ground - h * 0.45),
            (x - h * 0.015, ground),
        ],
        legs,
        0.3,
    )
    canvas.fill(
        [
            (x + h * 0.02, ground),
            (x + h * 0.005, ground - h * 0.45),
            (x + h * 0.08, ground - h * 0.45),
            (x + h * 0.075, ground),
        ],
        legs,
        0.3,
    )
    body = curve(
        [
            (x - h * 0.12, ground - h * 0.36),
            (x - h * 0.14 + tilt * 0.6, ground - h * 0.72),
            (x - h * 0.07 + tilt, ground - h * 0.84),
            (x + h * 0.07 + tilt, ground - h * 0.84),
            (x + h * 0.14 + tilt * 0.6, ground - h * 0.72),
            (x + h * 0.12, ground - h * 0.36),
        ],
        5,
    )
    canvas.fill(body, coat, 0.4)
    canvas.shade(body, mix(coat, INK, 0.6), 0, 0.75, "right")
    canvas.box(x - h * 0.025 + tilt, ground - h * 0.88, h * 0.05, h * 0.07, skin, 0)
    canvas.disc(x + tilt * 1.1, ground - h * 0.925, h * 0.062, skin, h * 0.075)
    cap = ring(x + tilt * 1.1, ground - h * 0.945, h * 0.068, h * 0.07, 175, 365)
    canvas.fill(cap, hat or hair, 0)
    if hat is not None:
        canvas.box(x + tilt * 1.1 - h * 0.09, ground - h * 0.955, h * 0.18, h * 0.02, hat, 0)


def rowing_boat(
    canvas: Canvas, x: float, y: float, length: float, hull: Ink, inside: Ink = INK
) -> None:
    """A small open boat afloat with its middle at (x, y)."""
    half = length / 2
    canvas.fill(
        curve(
            [(x - half, y - length * 0.1), (x, y - length * 0.02), (x + half, y - length * 0.1)], 8
        )
        + curve(
            [(x + half, y - length * 0.1), (x, y - length * 0.14), (x - half, y - length * 0.1)], 8
        ),
        inside,
        0.3,
    )
    shell = [
        *curve(
            [(x - half, y - length * 0.1), (x, y - length * 0.03), (x + half, y - length * 0.1)], 8
        ),
        (x + half * 0.72, y + length * 0.07),
        (x - half * 0.72, y + length * 0.07),
    ]
    canvas.fill(shell, hull)
    canvas.shade(shell, INK, 0, 0.6)


def bunting(
    canvas: Canvas, start: Point, end: Point, sag: float, inks: Sequence[Ink], flags: int = 12
) -> None:
    """A string of small flags hanging between two points."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag)
    line = curve([start, middle, end], flags)
    canvas.stroke(line, 2, INK)
    for step in range(1, len(line) - 1, 2):
        x, y = line[step]
        canvas.fill([(x - 11, y), (x + 11, y), (x, y + 30)], inks[step // 2 % len(inks)], 0.4)


def bricks(
    canvas: Canvas,
    area: tuple[float, float, float, float],
    size: float,
    ink: Ink,
    share: float = 0.25,
) -> None:
    """Some courses of brick picked out on a wall (corner, width, height)."""
    x, y, width, height = area
    for row in range(int(height / size)):
        for column in range(int(width / (size * 2.2))):
            if canvas.random.random() < share:
                left = x + column * size * 2.2 + (size * 1.1 if row % 2 else 0)
                wide = min(size * 1.9, x + width - left)
                if wide > size * 0.5:
                    canvas.box(left, y + row * size + 1, wide, size * 0.72, ink, 0.5)


def pole(canvas: Canvas, x: float, top: float, bottom: float, width: float, ink: Ink = INK) -> None:
    canvas.box(x - width / 2, top, width, bottom - top, ink, 0.6)


def lamp(
    canvas: Canvas, x: float, ground: float, height: float, ink: Ink = INK, glow: Ink = OCHRE
) -> None:
    """A street lamp of the old kind."""
    pole(canvas, x, ground - height, ground, height * 0.03, ink)
    canvas.fill(
        [
            (x - height * 0.05, ground - height),
            (x - height * 0.075, ground - height * 1.14),
            (x + height * 0.075, ground - height * 1.14),
            (x + height * 0.05, ground - height),
        ],
        glow,
        0.3,
    )
    canvas.fill(
        [
            (x - height * 0.09, ground - height * 1.14),
            (x, ground - height * 1.21),
            (x + height * 0.09, ground - height * 1.14),
        ],
        ink,
        0.3,
    )
