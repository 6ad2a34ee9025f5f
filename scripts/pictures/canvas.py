"""A canvas for pictures that look like prints: flat inks, cut edges, stippled shade, grain.

Everything is measured in pixels of the finished picture. A seed always gives the same picture.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps
from scripts.pictures.inks import CREAM, Ink

Point = tuple[float, float]
Direction = Literal["down", "up", "right", "left", "middle"]

WIDE = (1600, 1067)
TALL = (1080, 1350)
SQUARE = (1200, 1200)
FINENESS = 1.5
LARGEST = (round(1600 * FINENESS), round(1350 * FINENESS))
TURN: dict[Direction, Image.Transpose | None] = {
    "down": None,
    "up": Image.Transpose.FLIP_TOP_BOTTOM,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


class Canvas:
    """One picture in the making. `random` is its only source of chance."""

    def __init__(self, size: tuple[int, int], seed: int = 1, ground: Ink = CREAM) -> None:
        self.width, self.height = size
        self.random = Random(seed)
        self.image = Image.new("RGB", (_fine(self.width), _fine(self.height)), ground)
        self.draw = ImageDraw.Draw(self.image)

    def fill(self, points: Sequence[Point], ink: Ink, rough: float = 0.9) -> None:
        """A shape in one ink. `rough` is how far, in pixels, the knife slips along its edge."""
        self.draw.polygon(
            [(x * FINENESS, y * FINENESS) for x, y in self._cut(points, rough)], fill=ink
        )

    def box(
        self, x: float, y: float, width: float, height: float, ink: Ink, rough: float = 0.9
    ) -> None:
        self.fill(corners(x, y, width, height), ink, rough)

    def disc(
        self, x: float, y: float, radius: float, ink: Ink, height: float | None = None
    ) -> None:
        """A disc around (x, y), or an oval when `height` gives it another radius upwards."""
        tall = radius if height is None else height
        edges = (x - radius, y - tall, x + radius, y + tall)
        self.draw.ellipse([edge * FINENESS for edge in edges], fill=ink)

    def stroke(self, points: Sequence[Point], width: float, ink: Ink) -> None:
        """A line through the points, rounded where it turns."""
        fine = [(x * FINENESS, y * FINENESS) for x, y in points]
        self.draw.line(fine, fill=ink, width=max(1, _fine(width)), joint="curve")
        if width > 4:
            for end in (fine[0], fine[-1]):
                self._dot(end, width * FINENESS / 2, ink)

    def shade(
        self,
        points: Sequence[Point],
        ink: Ink,
        start: float = 0.0,
        end: float = 0.7,
        towards: Direction = "down",
    ) -> None:
        """Stipple a shape with an ink. Its density goes from `start` to `end` (0 to 1)."""
        left, top = (max(0, math.floor(min(axis) * FINENESS)) for axis in zip(*points, strict=True))
        right = min(self.image.width, math.ceil(max(x for x, _ in points) * FINENESS))
        bottom = min(self.image.height, math.ceil(max(y for _, y in points) * FINENESS))
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).polygon(
            [(x * FINENESS - left, y * FINENESS - top) for x, y in points], fill=255
        )
        density = _ramp(start, end, towards).resize(mask.size, Image.Resampling.BILINEAR)
        stipple = ImageChops.add(density, _grain().crop((left, top, right, bottom)), 1, -255)
        self.image.paste(ink, (left, top), ImageChops.multiply(mask, stipple.point(_ON)))

    def write(
        self, x: float, y: float, words: str, size: float, ink: Ink, anchor: str = "mm"
    ) -> None:
        """Words in Pillow's own typeface, so that the result does not depend on installed fonts."""
        font = ImageFont.load_default(size * FINENESS)
        self.draw.text((x * FINENESS, y * FINENESS), words, fill=ink, font=font, anchor=anchor)

    def printed(self) -> Image.Image:
        """The finished picture: one size down for clean edges, then the paper's grain over all."""
        finished = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        return ImageChops.multiply(finished, _paper().crop((0, 0, self.width, self.height)))

    def _cut(self, points: Sequence[Point], rough: float) -> Iterable[Point]:
        for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
            steps = max(1, int(math.hypot(to_x - x, to_y - y) / 34)) if rough else 1
            for step in range(steps):
                share, slip = step / steps, rough if step else rough / 2
                yield (
                    x + (to_x - x) * share + self.random.uniform(-slip, slip),
                    y + (to_y - y) * share + self.random.uniform(-slip, slip),
                )

    def _dot(self, at: Point, radius: float, ink: Ink) -> None:
        self.draw.ellipse(
            (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=ink
        )


def corners(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def ring(
    x: float,
    y: float,
    radius: float,
    height: float | None = None,
    start: float = 0,
    end: float = 360,
) -> list[Point]:
    """Points on an oval around (x, y), clockwise between two angles in degrees; 0 is right."""
    tall = radius if height is None else height
    steps = max(8, int(abs(end - start) / 6))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius * math.cos(angle), y + tall * math.sin(angle)) for angle in angles]


def curve(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A soft line through all the points (Catmull and Rom's spline)."""
    padded = [points[0], *points, points[-1]]
    soft: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            soft.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*soft, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def _fine(length: float) -> int:
    return round(length * FINENESS)


_ON = [0] + [255] * 255


def _ramp(start: float, end: float, towards: Direction) -> Image.Image:
    if towards == "middle":
        ramp = Image.radial_gradient("L").point(lambda v: max(0, 255 - round(v * 1.42)))
    else:
        ramp = Image.linear_gradient("L")
        turn = TURN[towards]
        ramp = ramp.transpose(turn) if turn is not None else ramp
    return ramp.point([round(255 * (start + (end - start) * value / 255)) for value in range(256)])


@cache
def _grain() -> Image.Image:
    """Even noise, a little coarser than a pixel: what a stippled shade is cut from."""
    width, height = (round(side / 2.2) for side in LARGEST)
    noise = Image.frombytes("L", (width, height), Random(1871).randbytes(width * height))
    return ImageOps.equalize(noise.resize(LARGEST, Image.Resampling.BICUBIC))


@cache
def _paper() -> Image.Image:
    """What the paper does to flat ink: fine noise and slow blotches, both faint."""
    size = (1600, 1350)
    fine = Image.frombytes("L", size, Random(1768).randbytes(size[0] * size[1])).filter(
        ImageFilter.GaussianBlur(0.7)
    )
    slow = Image.frombytes("L", (80, 68), Random(1953).randbytes(80 * 68)).resize(
        size, Image.Resampling.BICUBIC
    )
    tone = ImageChops.add(fine.point(lambda v: v * 0.17), slow.point(lambda v: v * 0.05))
    lift = tone.point(lambda v: min(255, v + 222))
    return Image.merge("RGB", (lift, lift, lift))
