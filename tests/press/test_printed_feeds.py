"""Feeds and sitemaps are printed pages: kept, revalidated, and cleared by what they show."""

from datetime import UTC, datetime

import pytest
import time_machine
from proofs import Given, Reader
from test_never_stale import Town, front, town, town_once  # noqa: F401  (fixtures)

from byline.press.store import installation_store
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
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


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
        (response.status, response.cache_status, bool(response.body))
        for response in (first, again, head)
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
    assert len([url for url, _stem in installation_store().addresses() if "feed" in url]) == 1


def test_an_old_address_by_query_leads_on_though_the_front_page_is_kept(subscriber: Reader) -> None:
    ask(subscriber, "/")
    led = ask(subscriber, "/?feed=rss2")
    assert (ask(subscriber, "/").cache_status, led.status, led.headers["location"]) == (
        HIT,
        301,
        "/feed/",
    )


def test_a_response_clears_the_feeds_that_show_it_and_no_others(
    subscriber: Reader,
    town: Town,  # noqa: F811
) -> None:
    for path in STORED_FEEDS:
        ask(subscriber, path)
    town.respond(1)
    gone = [path for path in STORED_FEEDS if ask(subscriber, path).cache_status != HIT]
    assert gone == ["/feed/", "/feed/atom/", "/feed.json", "/comments/feed/"]


def test_the_news_are_printed_again_when_they_are_news_no_more(
    subscriber: Reader,
    town: Town,  # noqa: F811
) -> None:
    assert b"<news:title>" in ask(subscriber, "/sitemap-news.xml").body
    town.pass_time(9)
    assert b"<news:title>" not in ask(subscriber, "/sitemap-news.xml").body


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/feed.json", "/comments/feed/"])
def test_a_feed_says_when_it_changed_and_is_not_sent_twice(
    path: str,
    subscriber: Reader,
    town: Town,  # noqa: F811
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        changed = ask(subscriber, path).headers["last-modified"]
        clock.shift(60)
        kept = ask(subscriber, path)
        assert (kept.cache_status, kept.headers["last-modified"], changed) == (
            HIT,
            changed,
            "Wed, 25 Nov 2026 12:00:00 GMT",
        )
        dates = ("11:59:59", "12:00:00", "12:00:30", "12:30:00")  # the last is to come
        asked = [f"Wed, 25 Nov 2026 {date} GMT" for date in dates] + ["yesterday"]
        assert [ask(subscriber, path, if_modified_since=date).status for date in asked] == [
            200,
            304,
            304,
            200,
            200,
        ]
        other = ask(subscriber, path, if_modified_since=changed, if_none_match='"other"')
        assert other.status == 200  # the ETag decides where there are both
        town.respond(1)
        assert ask(subscriber, path, if_modified_since=changed).status == 200


def test_numbers_and_dates_that_anybody_can_think_of_fill_no_store(subscriber: Reader) -> None:
    ask(subscriber, "/api/v1/articles/")
    for query in (
        *(f"published_after=2026-11-25T08:00:0{second}Z" for second in range(3)),
        *(f"offset={number}&limit=2" for number in (1, 3, 999)),
        "limit=02",
        "section=//news",
        "section=nothing",
    ):
        ask(subscriber, f"/api/v1/articles/?{query}")
    ask(subscriber, "/api/v1/articles/?limit=3&limit=2&offset=2")
    stored = sorted(url.partition("/api/")[2] for url, _stem in installation_store().addresses())
    assert [url for url in stored if url] == ["v1/articles/", "v1/articles/?limit=2&offset=2"]
