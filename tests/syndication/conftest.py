"""Feeds are read back by feedparser, as somebody's feed reader would."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import feedparser
import pytest
from django.core.files import File
from django.test import Client
from lxml import html
from PIL import Image
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Picture
from byline.syndication.models import FeedSettings
from newsrooms import HOST, contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from response_helpers import comment_rules, ferry, respond  # noqa: F401  (fixtures)
from transfer.conftest import import_export  # noqa: F401  (fixture)

Follow = Callable[..., Any]


@pytest.fixture
def follow(db: None) -> Follow:
    """What a feed reader makes of the feed at `path`."""

    def read(path: str, host: str = HOST) -> Any:
        answer = Client(HTTP_HOST=host).get(path)
        assert (answer.status_code, path) == (200, path)
        if path.endswith(("feed.json", "json/")) or "/json/" in path:
            return answer.json()
        read = feedparser.parse(
            answer.content, response_headers={"content-type": answer["Content-Type"]}
        )
        assert (read.bozo, read.get("bozo_exception")) == (False, None)
        return read

    return read


@pytest.fixture
def drawing(harbour_post: Site) -> Picture:  # noqa: F811
    drawn = BytesIO()
    Image.new("RGB", (640, 400), (20, 80, 120)).save(drawn, "PNG")
    file = File(BytesIO(drawn.getvalue()), name="ferry.png")
    return actions.add_picture(
        file,
        site=harbour_post,
        title="Ferry",
        description="A ferry at the quay.",
        credit="Ivo Sand",
    )


@pytest.fixture
def short_feeds(harbour_post: Site) -> None:  # noqa: F811
    """Two articles in a feed, and on a page of its archive."""
    FeedSettings.objects.update_or_create(site=harbour_post, defaults={"length": 2})


@pytest.fixture
def links_of(reader: Client) -> Callable[[str], list[str]]:  # noqa: F811
    """The feeds that a page's head names, in their order."""

    def find(path: str) -> list[str]:
        page = html.fromstring(reader.get(path).content)
        return [
            str(href)
            for href in page.xpath(
                "//head/link[@rel='alternate']"
                "[not(contains(@type, 'oembed') or contains(@type, 'markdown'))]/@href"
            )
        ]

    return find
