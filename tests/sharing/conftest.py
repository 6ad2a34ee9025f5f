"""An article with a picture, and the metadata of pages."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files import File
from django.test import Client
from lxml import html
from PIL import Image
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article, Contributor, Picture
from newsrooms import HOST, Publish, contributor, harbour_post, news, publish, reader, text  # noqa: F401  (fixtures)
from response_helpers import comment_rules, ferry, respond  # noqa: F401  (fixtures)

ROOT = f"http://{HOST}"
Look = Callable[[str], Any]


@pytest.fixture
def quay(harbour_post: Site) -> Picture:  # noqa: F811
    drawn = BytesIO()
    Image.new("RGB", (640, 400), (20, 80, 120)).save(drawn, "PNG")
    file = File(BytesIO(drawn.getvalue()), name="quay.png")
    return actions.add_picture(
        file,
        site=harbour_post,
        title="Quay",
        description="The quay at low tide.",
        credit="Ivo Sand",
    )


@pytest.fixture
def tide(publish: Publish, contributor: Contributor, quay: Picture) -> Article:  # noqa: F811
    """Reported by Rosa, with photographs by Ivo; every part of it is there."""
    ivo = actions.add_contributor(site=contributor.site, name="Ivo Sand")
    return publish(
        'Tide & "time"',
        standfirst="Both <wait>.",
        body=text("The sea rose."),
        credits=[Credit(contributor, "reported"), Credit(ivo, "photographs")],
        tags=["Quay", "Tide"],
        lead_picture=quay,
    )


@pytest.fixture
def look(reader: Client) -> Look:  # noqa: F811
    """A page, to be asked by XPath."""
    return lambda path: html.fromstring(reader.get(path).content)


def data_on(page: Any) -> list[dict[str, Any]]:
    """What the page says in JSON-LD."""
    [block] = page.xpath("//script[@type='application/ld+json']/text()")
    document = json.loads(block)
    assert document["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = document["@graph"]
    return things


def properties_on(page: Any) -> list[tuple[str, str]]:
    """Its Open Graph, in its order."""
    return [
        (meta.get("property"), meta.get("content")) for meta in page.xpath("//head/meta[@property]")
    ]
