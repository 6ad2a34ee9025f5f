"""Feeds and sitemaps are printed pages: kept, revalidated, and cleared by what they show."""

import pytest
from proofs import Given, Reader
from test_never_stale import Town, front, town, town_once  # noqa: F401  (fixtures)

from byline.press.store import the_store
from byline.press.wsgi import PageCache
from byline.syndication.models import FeedSettings
from newsrooms import HOST

STORED_FEEDS = [
    "/feed/",
    "/feed/atom/",
    "/feed.json",
    "/feed/page/1/",
    "/comments/feed/",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/feed.opml",
]
HIT = "byline; hit"


@pytest.fixture
def subscriber(town: Town, front: PageCache) -> Reader:  # noqa: F811
    """Of a paper with six articles, three of them in a feed."""
    FeedSettings.objects.update_or_create(site=town.site, defaults={"length": 3})
    return Reader(front)


def ask(subscriber: Reader, path: str, method: str = "GET", **headers: str) -> Given:
    return subscriber.get(path, method, HTTP_HOST=HOST, **headers)


@pytest.mark.parametrize("path", STORED_FEEDS)
def test_who_has_it_already_is_told_so_from_the_store(path: str, subscriber: Reader) -> None:
    ask(subscriber, path)
    first = ask(subscriber, path)
    again = ask(subscriber, path, if_none_match=first.headers["etag"])
    head = ask(subscriber, path, "HEAD")
    assert [
        (response.status, response.fate, bool(response.body)) for response in (first, again, head)
    ] == [
        (200, HIT, True),
        (304, HIT, False),
        (200, HIT, False),
    ]
    assert {response.headers["etag"] for response in (first, again, head)} == {
        first.headers["etag"]
    }


def test_what_stands_behind_the_address_is_ignored(subscriber: Reader) -> None:
    plain = ask(subscriber, "/feed/")
    assert ask(subscriber, "/feed/?utm_source=x&paged=2").headers["etag"] == plain.headers["etag"]
    assert len([url for url, _stem in the_store().addresses() if "feed" in url]) == 1


def test_an_old_address_by_query_leads_on_though_the_front_page_is_kept(subscriber: Reader) -> None:
    ask(subscriber, "/")
    led = ask(subscriber, "/?feed=rss2")
    assert (ask(subscriber, "/").fate, led.status, led.headers["location"]) == (HIT, 301, "/feed/")


def test_a_response_clears_the_feeds_that_show_it_and_no_others(
    subscriber: Reader,
    town: Town,  # noqa: F811
) -> None:
    for path in STORED_FEEDS:
        ask(subscriber, path)
    town.respond(1)
    gone = [path for path in STORED_FEEDS if ask(subscriber, path).fate != HIT]
    assert gone == ["/feed/", "/feed/atom/", "/feed.json", "/comments/feed/"]


def test_the_news_are_printed_again_when_they_are_news_no_more(
    subscriber: Reader,
    town: Town,  # noqa: F811
) -> None:
    assert b"<news:title>" in ask(subscriber, "/sitemap-news.xml").body
    town.pass_time(9)
    assert b"<news:title>" not in ask(subscriber, "/sitemap-news.xml").body
