"""Feeds contain corrections, and a corrected article has a new date."""

from datetime import UTC, datetime

import pytest
import time_machine
from lxml import html
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Article
from byline.syndication.choices import FeedText
from byline.syndication.models import FeedSettings
from newsrooms import Publish, text
from syndication.conftest import Follow

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 18, tzinfo=UTC)
XML = ("/feed/", "/feed/atom/")
TOLD = "Correction · March 3, 2026, 07:00 NZDT It has six <arches>."


@pytest.fixture
def bridge(publish: Publish) -> Article:
    article = publish(
        "The bridge", standfirst="It opened.", body=text("Five arches."), published_at=NOON
    )
    with time_machine.travel(LATER, tick=False):
        return actions.publish_article(actions.correct_article(article, "It has six <arches>."))


def words_of(markup: str) -> str:
    return " ".join(html.fromstring(f"<div>{markup}</div>").text_content().split())


@pytest.mark.parametrize("path", XML)
def test_the_full_text_ends_with_the_correction(path: str, bridge: Article, follow: Follow) -> None:
    [entry] = follow(path).entries
    assert words_of(entry.content[0].value) == f"It opened. Five arches. {TOLD}"
    assert (entry.published_parsed[3], entry.updated_parsed[3]) == (12, 18)


def test_json_ends_with_the_correction(bridge: Article, follow: Follow) -> None:
    [item] = follow("/feed.json")["items"]
    assert (words_of(item["content_html"]), item["date_published"], item["date_modified"]) == (
        f"It opened. Five arches. {TOLD}",
        "2026-03-03T01:00:00+13:00",
        "2026-03-03T07:00:00+13:00",
    )


@pytest.mark.parametrize("path", XML)
def test_a_summary_is_followed_by_the_correction(
    path: str, bridge: Article, harbour_post: Site, follow: Follow
) -> None:
    FeedSettings.objects.update_or_create(site=harbour_post, defaults={"text": FeedText.SUMMARY})
    [entry] = follow(path).entries
    assert entry.summary == "It opened. [Correction: It has six &lt;arches&gt;.]"
