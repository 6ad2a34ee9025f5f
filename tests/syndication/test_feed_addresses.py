"""The addresses of feeds, and redirects for WordPress's subscribers."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Site

from byline.network.rules import is_reserved
from byline.newsroom import actions
from byline.newsroom.models import Article, Contributor, SectionPage
from newsrooms import Publish
from response_helpers import Respond
from syndication.conftest import Follow


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/feed", "/feed/"),
        ("/feed/rss2/", "/feed/"),
        ("/feed/rss/", "/feed/"),
        ("/feed/rdf/", "/feed/"),
        ("/feed/json/", "/feed.json"),
        ("/comments/feed/rss2/", "/comments/feed/"),
        ("/category/news/feed/rss2/", "/category/news/feed/"),
        ("/category/news/feed", "/category/news/feed/"),
        ("/tag/tide/feed/rdf/", "/tag/tide/feed/"),
        ("/author/rosa-quill/feed/json/", "/author/rosa-quill/feed.json"),
        ("/?feed=rss2", "/feed/"),
        ("/?feed=atom", "/feed/atom/"),
        ("/?feed=comments-rss2", "/comments/feed/"),
        ("/?feed=comments-atom", "/comments/feed/atom/"),
        ("/?p=7&feed=rss2", "/the-tide/feed/"),
        ("/?feed=rss2&category_name=news", "/category/news/feed/"),
        ("/?tag=tide&feed=atom", "/tag/tide/feed/atom/"),
        ("/?feed=rss2&author_name=rosa-quill", "/author/rosa-quill/feed/"),
        ("/the-tide/?feed=rss2", "/the-tide/feed/"),
        ("/the-tide/feed", "/the-tide/feed/"),
    ],
)
def test_an_old_address_leads_to_the_one_there_is(
    old: str, new: str, publish: Publish, reader: Client
) -> None:
    publish("The tide", permalink="/the-tide/", tags=["tide"], post_id=7)
    answer = reader.get(old)
    assert (answer.status_code, answer.get("Location")) == (301, new)
    assert reader.get(new).status_code == 200


def test_a_feed_follows_what_it_is_of(
    publish: Publish, news: SectionPage, contributor: Contributor, respond: Respond, reader: Client
) -> None:
    article = publish("The tide", permalink="/the-tide/")
    respond("Late.", article=article)
    news.slug = "reports"
    news.save()
    contributor.slug = "rosa"
    contributor.save()
    article.slug = "the-ebb"
    article.save_revision().publish()
    moved = Article.objects.get(pk=article.pk).href
    led = {
        path: reader.get(path).get("Location")
        for path in ("/category/news/feed/", "/author/rosa-quill/feed/atom/", "/the-tide/feed/")
    }
    assert led == {
        "/category/news/feed/": "/category/reports/feed/",
        "/author/rosa-quill/feed/atom/": "/author/rosa/feed/atom/",
        "/the-tide/feed/": f"{moved}feed/",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/feed/",
        "/category/none/feed/",
        "/tag/none/feed/",
        "/author/none/feed.json",
        "/feed/page/1/",
        "/feed/page/0/",
    ],
)
def test_an_unknown_subject_has_no_feed(path: str, publish: Publish, reader: Client) -> None:
    publish("The tide")
    assert reader.get(path).status_code == 404


def test_a_feed_of_what_was_deleted_is_gone(publish: Publish, reader: Client) -> None:
    article = publish("The tide", permalink="/the-tide/")
    article.delete()
    assert reader.get("/the-tide/feed/").status_code == 410


def test_no_article_can_stand_where_a_feed_is() -> None:
    assert [
        is_reserved(path)
        for path in ("/2026/03/feed/", "/feed/", "/a/feed.json", "/2026/03/feeding/")
    ] == [
        True,
        True,
        True,
        False,
    ]


LINKS = {
    "/": ["/feed/", "/feed/atom/", "/feed.json"],
    "/category/news/": [
        "/category/news/feed/",
        "/category/news/feed/atom/",
        "/category/news/feed.json",
    ],
    "/tag/tide/": ["/tag/tide/feed/", "/tag/tide/feed/atom/", "/tag/tide/feed.json"],
    "/author/rosa-quill/": [
        "/author/rosa-quill/feed/",
        "/author/rosa-quill/feed/atom/",
        "/author/rosa-quill/feed.json",
    ],
    "/the-tide/": ["/the-tide/feed/", "/the-tide/feed/atom/", "/the-tide/feed.json"],
}


@pytest.mark.parametrize("path", LINKS)
def test_a_page_says_which_feeds_there_are_of_it(
    path: str, publish: Publish, reader: Client, links_of: Callable[[str], list[str]]
) -> None:
    publish("The tide", permalink="/the-tide/", tags=["tide"])
    links = links_of(path)
    assert links == (LINKS["/"] if path == "/" else LINKS["/"] + LINKS[path])
    assert [reader.get(href).status_code for href in links] == [200] * len(links)


ARCHIVE = [f"Tide {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("newest", "page"), [("/feed/", "/feed/page/{}/"), ("/feed/atom/", "/feed/atom/page/{}/")]
)
def test_the_whole_archive_can_be_walked(
    newest: str, page: str, publish: Publish, follow: Follow, short_feeds: None
) -> None:
    for headline in ARCHIVE:
        publish(headline)
    walked, path = [], newest
    while path:
        feed = follow(path)
        walked.append((path, [entry.title for entry in feed.entries], "fh_archive" in feed.feed))
        links = {
            link.rel: link.href.removeprefix("http://harbour.example") for link in feed.feed.links
        }
        assert links["self"] == path
        assert links.get("current", newest) == newest
        path = links.get("prev-archive")
    assert walked == [
        (newest, ["Tide 4", "Tide 3"], False),
        (page.format(2), ["Tide 3", "Tide 2"], True),
        (page.format(1), ["Tide 1", "Tide 0"], True),
    ]
    assert "next-archive" in {link.rel for link in follow(page.format(1)).feed.links}


def test_json_feed_is_walked_by_its_next_url(
    publish: Publish, follow: Follow, short_feeds: None
) -> None:
    for headline in ARCHIVE:
        publish(headline)
    newest = follow("/feed.json")
    older = follow(newest["next_url"].removeprefix("http://harbour.example"))
    assert (newest["next_url"], older["next_url"]) == (
        "http://harbour.example/feed/json/page/2/",
        "http://harbour.example/feed/json/page/1/",
    )
    assert [item["title"] for item in older["items"]] == ["Tide 3", "Tide 2"]


def test_new_entries_do_not_change_the_archive(
    publish: Publish, reader: Client, short_feeds: None
) -> None:
    for headline in ARCHIVE:
        publish(headline)
    before = reader.get("/feed/page/1/").content
    publish("One more")
    assert reader.get("/feed/page/1/").content == before


def test_a_withdrawn_article_has_no_feed_of_responses(publish: Publish, reader: Client) -> None:
    article = publish("The tide", permalink="/the-tide/")
    actions.unpublish_article(article)
    assert reader.get("/the-tide/feed/").status_code == 410


def test_a_withdrawn_section_is_gone_and_so_is_its_feed(reader: Client, harbour_post: Site) -> None:
    river = actions.add_section(harbour_post, name="River")
    paths = ("/category/river/", "/category/river/feed/", "/category/river/feed.json")
    assert {reader.get(path).status_code for path in paths} == {200}
    river.unpublish()
    assert {reader.get(path).status_code for path in paths} == {410}
    assert reader.get("/category/sea/feed/").status_code == 404
