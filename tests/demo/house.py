from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from django.db import transaction
from django.test import override_settings
from PIL import Image
from pytest_django import DjangoDbBlocker

from byline.demo.actions import DemoSignIn, load_demo
from byline.demo.drawing import SHAPES

SITE = """
name = "The Weir Echo"
hostname = "echo.localhost"
tagline = "Again"
language = "en"
time_zone = "Europe/London"
accent_colour = "#8a1c1c"
ownership_line = "Owned by Alice."
notice_line = "Tell Alice."
front = ["heron"]

[[sections]]
slug = "river"
name = "River"

[[sections]]
slug = "town"
name = "Town"

[[people]]
email = "alice@echo.example"
name = "Alice Weir"
contributor = "alice"
role = "owner"
"""
CONTRIBUTORS = """
[alice]
name = "Alice Weir"
position = "Editor"
portrait = "alice"
biography = "She is the paper."
"""
PICTURES = """
[alice]
scene = "portrait-hester"
shape = "tall"
title = "Alice"
shows = "Alice, drawn."
credit = "Drawing: Bob"
"""
HERON = """+++
headline = "A heron stood on the weir"
section = "river"
bylines = ["alice: reported"]
published = 2024-03-07T06:30:00
+++
It stood there *all* morning.
"""


def quick_hand(scene: str, shape: str, seed: int) -> bytes:
    """A small card in one colour instead of a drawing: a page needs a picture, and few tests look at it."""
    width, height = SHAPES[shape]
    card, out = (
        Image.new("RGB", (width // 8, height // 8), (crc32(scene.encode()) % 256, seed % 256, 128)),
        BytesIO(),
    )
    card.save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def small_paper(tmp_path: Path) -> Path:
    """The files of a demo with one site, one contributor and one article."""
    folder = tmp_path / "content" / "echo"
    (folder / "articles").mkdir(parents=True)
    (folder / "site.toml").write_text(SITE)
    (folder / "contributors.toml").write_text(CONTRIBUTORS)
    (folder / "pictures.toml").write_text(PICTURES)
    (folder / "articles" / "1-heron.md").write_text(HERON)
    return folder


@pytest.fixture(scope="module")
def demo_house(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[DemoSignIn]:
    """A house with the whole demo in it, its pictures sketched, for all tests of a module; each test's changes are taken back."""
    media = tmp_path_factory.mktemp("demo") / "media"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield load_demo(artist=quick_hand)
        transaction.set_rollback(True)
