from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageStat

from byline.demo.content_files import read_demo
from byline.demo.drawing import SHAPES, draw, is_known
from byline.demo.drawing.catalogue import SCENES
from byline.demo.drawing.faces import FACES
from byline.demo.drawing.inks import CREAM, INK
from byline.demo.drawing.sheet import Sheet, corners

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_the_same_seed_draws_the_same_bytes() -> None:
    assert draw("tuba", "square", 3) == draw("tuba", "square", 3)


def test_another_seed_draws_another_picture() -> None:
    assert draw("night-roofs", "wide", 3) != draw("night-roofs", "wide", 4)


@pytest.mark.parametrize(
    ("name", "shape"),
    [("bell", "square"), ("leaves", "tall"), ("coins", "wide"), ("portrait-dennis", "tall")],
)
def test_a_picture_is_a_jpeg_of_its_shape(name: str, shape: str) -> None:
    picture = Image.open(BytesIO(draw(name, shape)))
    assert (picture.format, picture.size) == ("JPEG", SHAPES[shape])


def test_no_two_of_the_demos_pictures_are_the_same_drawing() -> None:
    pictures = [
        (note.scene, note.shape, note.seed) for site in read_demo(NOW) for note in site.pictures
    ]
    assert len(pictures) == len(set(pictures)) == 63
    assert {scene for scene, _, _ in pictures} - {f"portrait-{face}" for face in FACES} == set(
        SCENES
    )


def test_only_what_can_be_drawn_is_known() -> None:
    assert [
        is_known(name) for name in ("bell", "portrait-tom", "portrait-nobody", "tom", "dragon")
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_shape_has_the_ink_it_was_given_and_keeps_to_its_place() -> None:
    sheet = Sheet((300, 200), ground=CREAM)
    sheet.box(100, 50, 100, 100, INK, rough=0)
    printed = sheet.printed()
    assert all(
        abs(got - wanted) < 32
        for got, wanted in zip(printed.getpixel((150, 100)), INK, strict=True)
    )  # type: ignore[arg-type]
    assert all(
        abs(got - wanted) < 40
        for got, wanted in zip(printed.getpixel((50, 100)), CREAM, strict=True)
    )  # type: ignore[arg-type]


def test_a_shade_grows_denser_in_its_direction() -> None:
    sheet = Sheet((400, 100), ground=CREAM)
    sheet.shade(corners(0, 0, 400, 100), INK, 0.0, 1.0, "right")
    grey = sheet.printed().convert("L")
    left, right = (
        ImageStat.Stat(grey.crop(box)).mean[0] for box in ((0, 0, 100, 100), (300, 0, 400, 100))
    )
    assert left > 2 * right
