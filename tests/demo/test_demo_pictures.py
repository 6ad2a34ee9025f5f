"""The demo's picture files, and the drawings that they are made from (`make pictures`)."""

from datetime import UTC, datetime

import pytest
from PIL import Image, ImageChops, ImageStat
from scripts.pictures.canvas import Canvas, corners
from scripts.pictures.catalogue import SCENES, SHAPES, draw
from scripts.pictures.faces import FACES
from scripts.pictures.files import DRAWINGS, Drawing, encoded
from scripts.pictures.inks import CREAM, INK

from byline.demo.content_files import CONTENT_FOLDER, read_demo

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SAMPLE = ("tuba", "night-roofs", "tide-curve", "portrait-dennis", "jellyfish")
MAX_BYTES = 5_000_000  # of all picture files: they are most of the wheel
COARSE = (60, 60)  # pixels; grain and compression even out at this size
MAX_DIFFERENCE = 2  # of 255, in the mean of a channel


def test_a_seed_always_draws_the_same_picture() -> None:
    assert draw("tuba", "square", 3).tobytes() == draw("tuba", "square", 3).tobytes()


def test_another_seed_draws_another_picture() -> None:
    assert draw("night-roofs", "wide", 3).tobytes() != draw("night-roofs", "wide", 4).tobytes()


@pytest.mark.parametrize(
    ("name", "shape"),
    [("bell", "square"), ("leaves", "tall"), ("coins", "wide"), ("portrait-dennis", "tall")],
)
def test_a_picture_has_the_size_of_its_shape(name: str, shape: str) -> None:
    assert draw(name, shape).size == SHAPES[shape]


def test_a_picture_is_stored_as_webp() -> None:
    assert encoded(Image.new("RGB", (8, 8)))[8:12] == b"WEBP"


def test_every_picture_of_the_demo_is_a_drawing_of_its_own() -> None:
    drawings = [(drawing.scene, drawing.shape, drawing.seed) for drawing in DRAWINGS]
    assert len(drawings) == len(set(drawings)) == 63
    assert {scene for scene, _, _ in drawings} - {f"portrait-{face}" for face in FACES} == set(
        SCENES
    )


def test_the_demo_shows_every_file_and_has_a_drawing_for_each() -> None:
    listed = [picture.file for site in read_demo(NOW) for picture in site.pictures]
    assert sorted(listed) == sorted(drawing.file for drawing in DRAWINGS)
    assert sorted(listed) == sorted(CONTENT_FOLDER.glob("*/pictures/*"))


def test_the_files_stay_small() -> None:
    assert sum(drawing.file.stat().st_size for drawing in DRAWINGS) < MAX_BYTES


@pytest.mark.parametrize(
    "drawing",
    [drawing for drawing in DRAWINGS if drawing.file.stem in SAMPLE],
    ids=lambda drawing: drawing.file.stem,
)
def test_the_script_draws_what_is_in_the_files(drawing: Drawing) -> None:
    drawn = drawing.finished()
    with Image.open(drawing.file) as stored:
        assert (stored.format, stored.size) == ("WEBP", drawn.size)
        assert _difference(drawn, stored.convert("RGB")) < MAX_DIFFERENCE


def test_another_drawing_is_noticed() -> None:
    drawing = next(drawing for drawing in DRAWINGS if drawing.file.stem == "night-roofs")
    other = Drawing(drawing.file, drawing.scene, drawing.shape, drawing.seed + 1)
    assert _difference(drawing.finished(), other.finished()) > MAX_DIFFERENCE


def _difference(first: Image.Image, second: Image.Image) -> float:
    coarse = [picture.resize(COARSE, Image.Resampling.BOX) for picture in (first, second)]
    return max(ImageStat.Stat(ImageChops.difference(*coarse)).mean)


def test_a_shape_has_the_ink_it_was_given_and_keeps_to_its_place() -> None:
    canvas = Canvas((300, 200), ground=CREAM)
    canvas.box(100, 50, 100, 100, INK, rough=0)
    printed = canvas.printed()
    assert all(
        abs(value - expected) < 32
        for value, expected in zip(printed.getpixel((150, 100)), INK, strict=True)
    )  # type: ignore[arg-type]
    assert all(
        abs(value - expected) < 40
        for value, expected in zip(printed.getpixel((50, 100)), CREAM, strict=True)
    )  # type: ignore[arg-type]


def test_a_shade_grows_denser_in_its_direction() -> None:
    canvas = Canvas((400, 100), ground=CREAM)
    canvas.shade(corners(0, 0, 400, 100), INK, 0.0, 1.0, "right")
    grey = canvas.printed().convert("L")
    left, right = (
        ImageStat.Stat(grey.crop(box)).mean[0] for box in ((0, 0, 100, 100), (300, 0, 400, 100))
    )
    assert left > 2 * right
