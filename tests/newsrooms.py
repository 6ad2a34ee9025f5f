"""A small paper to try things on: the Harbour Post, with a section and somebody to write for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage

HOST = "harbour.example"


@pytest.fixture
def harbour_post(db: None) -> Site:
    return actions.open_site(
        name="The Harbour Post", hostname=HOST, time_zone="Pacific/Auckland", is_default=True
    )


@pytest.fixture
def news(harbour_post: Site) -> SectionPage:
    return actions.add_section(harbour_post, name="News")


@pytest.fixture
def contributor(harbour_post: Site) -> Contributor:
    return actions.add_contributor(site=harbour_post, name="Rosa Quill")


@pytest.fixture
def reader() -> Client:
    """Somebody with a browser and no account."""
    return Client(HTTP_HOST=HOST)


Publish = Callable[..., Article]


@pytest.fixture
def publish(news: SectionPage, contributor: Contributor) -> Publish:
    """Publish an article of Rosa's in News, or in `section`, with whatever else the copy holds."""

    def publish_copy(
        headline: str, *, section: SectionPage = news, permalink: str = "", **content: Any
    ) -> Article:
        content.setdefault("credits", [Credit(contributor)])
        draft = actions.file_article(section, Copy(headline=headline, **content))
        return actions.publish_article(draft, permalink=permalink)

    return publish_copy


def text(*paragraphs: str) -> list[dict[str, Any]]:
    """A body of plain paragraphs."""
    return [{"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}]
