from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, copytree
from zlib import crc32

import pytest
from django.db import transaction
from django.test import override_settings
from PIL import Image
from pytest_django import DjangoDbBlocker

from byline.demo.actions import DemoSignIn, load_demo
from byline.demo.content_files import CONTENT_FOLDER

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
title = "Alice"
description = "Alice, drawn."
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


def sketched_content(folder: Path) -> Path:
    """Copy the demo's content into `folder` with small one-colour pictures, which load quickly."""
    copytree(CONTENT_FOLDER, folder, copy_function=_copy_or_sketch)
    return folder


def _copy_or_sketch(source: str, target: str) -> None:
    file = Path(source)
    if file.parent.name != "pictures":
        copyfile(source, target)
        return
    with Image.open(file) as picture:
        size = (picture.width // 8, picture.height // 8)
    Image.new("RGB", size, (crc32(file.stem.encode()) % 256, size[0] % 256, 128)).save(target)


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """The files of a demo with one site, one contributor and one article; the site's folder."""
    folder = tmp_path / "content" / "echo"
    (folder / "articles").mkdir(parents=True)
    (folder / "pictures").mkdir()
    Image.new("RGB", (80, 100), "teal").save(folder / "pictures" / "alice.png")
    (folder / "site.toml").write_text(SITE)
    (folder / "contributors.toml").write_text(CONTRIBUTORS)
    (folder / "pictures.toml").write_text(PICTURES)
    (folder / "articles" / "1-heron.md").write_text(HERON)
    return folder


@pytest.fixture(scope="module")
def loaded_demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[DemoSignIn]:
    """An installation with the whole demo and sketched pictures, for all tests of a module.

    Changes that a test makes are rolled back.
    """
    folder = tmp_path_factory.mktemp("demo")
    content = sketched_content(folder / "content")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "media" / "public"),
        transaction.atomic(),
    ):
        yield load_demo(content=content)
        transaction.set_rollback(True)
