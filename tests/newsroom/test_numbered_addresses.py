"""Articles whose addresses look like dates, as with WordPress's pattern /%year%/%post_id%/."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.network.rules import archives_root
from byline.newsroom.models import Article
from newsrooms import Publish

DECEMBER = datetime(2016, 12, 10, tzinfo=UTC)


@pytest.fixture
def twelve(harbour_post: Site, publish: Publish) -> list[Article]:
    update_settings(harbour_post, permalink_pattern="/%year%/%post_id%/")
    return [publish(f"Ferry {number}", published_at=DECEMBER) for number in range(1, 13)]


def shown(reader: Client, path: str) -> list[str]:
    return sorted(article.title for article in reader.get(path).context["page"].articles)


def test_every_article_is_at_its_own_address(twelve: list[Article], reader: Client) -> None:
    for number, article in enumerate(twelve, 1):
        assert article.permalink == f"/2016/{number}/"
        answer = reader.get(article.permalink)
        assert (answer.status_code, answer.context["article"]) == (200, article)
        feed = reader.get(f"{article.permalink}feed/")
        assert (feed.status_code, article.title in feed.content.decode()) == (200, True)


def test_the_archives_are_below_date_and_linked_there(
    twelve: list[Article], reader: Client
) -> None:
    titles = sorted(article.title for article in twelve)
    for path in ("/date/2016/", "/date/2016/12/", "/date/2016/12/10/"):
        assert shown(reader, path) == titles
    assert 'href="/date/2016/12/"' in reader.get("/date/2016/").content.decode()
    assert 'href="/date/2016/12/10/"' in reader.get("/2016/12/").content.decode()
    for path in ("/2016/", "/2016/09/"):
        answer = reader.get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/date{path}")
    assert reader.get("/date/2016/09/").status_code == 404


def test_an_article_keeps_its_address_before_an_archive_when_the_pattern_changes(
    twelve: list[Article], harbour_post: Site, publish: Publish, reader: Client
) -> None:
    update_settings(harbour_post, permalink_pattern="/%postname%/")
    publish("In November", published_at=datetime(2016, 11, 10, tzinfo=UTC))
    publish("In June", published_at=datetime(2016, 6, 10, tzinfo=UTC))
    assert reader.get("/2016/11/").context["article"] == twelve[10]
    assert shown(reader, "/date/2016/11/") == ["In November"]
    assert shown(reader, "/2016/06/") == ["In June"]
    assert reader.get("/date/2016/06/")["Location"] == "/2016/06/"


def test_posting_to_either_is_refused(twelve: list[Article], reader: Client) -> None:
    paths = ("/2016/12/", "/2016/09/", "/date/2016/12/")
    assert [reader.post(path).status_code for path in paths] == [405, 405, 405]


@pytest.mark.parametrize(
    ("pattern", "root"),
    [
        ("/%year%/%post_id%/", "/date"),
        ("/%year%/%post_id%", "/date"),
        ("/%year%/%monthnum%/%post_id%/", "/date"),
        ("/%year%/%monthnum%/%day%/%post_id%/", ""),
        ("/%year%/%monthnum%/%day%/%postname%/", ""),
        ("/%year%/%postname%-%post_id%/", ""),
        ("/archives/%post_id%", ""),
        ("/%post_id%/", ""),
    ],
)
def test_only_patterns_like_dates_move_the_archives(pattern: str, root: str) -> None:
    assert archives_root(pattern) == root
