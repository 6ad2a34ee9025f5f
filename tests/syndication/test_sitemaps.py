"""Sitemaps, robots.txt, OPML and llms.txt."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from lxml import etree
from wagtail.models import Site

from byline.network.actions import save_network_record
from byline.network.models import Affiliation
from byline.newsroom import actions
from byline.newsroom.models import Contributor, Picture, SectionPage
from byline.syndication import sitemaps
from newsrooms import HOST, Publish, text

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOT = f"http://{HOST}"
INDEX, FIRST, OTHERS, NEWS = (
    "/sitemap.xml",
    "/sitemap-articles-1.xml",
    "/sitemap-sections.xml",
    "/sitemap-news.xml",
)


def read(reader: Client, path: str) -> list[tuple[str, ...]]:
    """The texts of each entry, without what is around them."""
    answer = reader.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return [
        tuple(part.strip() for part in entry.itertext() if part.strip())
        for entry in etree.fromstring(answer.content)
    ]


def test_every_article_is_in_a_file_with_its_picture(
    publish: Publish, drawing: Picture, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SITEMAP_SIZE", 2)
    publish("One", published_at=NOON, lead_picture=drawing)
    publish("Two & a half", published_at=NOON + timedelta(days=1), permalink="/a&b/")
    publish("Three", published_at=NOON + timedelta(days=2), updated_at=NOON + timedelta(days=3))
    assert read(reader, INDEX) == [
        (f"{ROOT}{FIRST}", "2026-03-04T01:00:00+13:00"),
        (f"{ROOT}/sitemap-articles-2.xml", "2026-03-06T01:00:00+13:00"),
        (f"{ROOT}{OTHERS}", "2026-03-06T01:00:00+13:00"),
        (f"{ROOT}{NEWS}", "2026-03-06T01:00:00+13:00"),
    ]
    assert read(reader, FIRST) == [
        (
            f"{ROOT}/2026/03/03/one/",
            "2026-03-03T01:00:00+13:00",
            f"{ROOT}{drawing.file.url}",
        ),
        (f"{ROOT}/a&b/", "2026-03-04T01:00:00+13:00"),
    ]
    assert read(reader, "/sitemap-articles-2.xml") == [
        (f"{ROOT}/2026/03/05/three/", "2026-03-06T01:00:00+13:00")
    ]
    assert reader.get("/sitemap-articles-3.xml").status_code == 404


def test_other_pages_have_a_sitemap_of_their_own(
    publish: Publish, news: SectionPage, contributor: Contributor, reader: Client
) -> None:
    actions.add_contributor(site=news.site, name="Nobody yet")
    publish("One", published_at=NOON)
    with time_machine.travel(NOON, tick=False):
        actions.add_standing_page(news.site, title="About", body=text("Us."))
    at = "2026-03-03T01:00:00+13:00"
    places = [
        f"{ROOT}{path}" for path in ("/", "/category/news/", "/about/", "/author/rosa-quill/")
    ]
    assert read(reader, OTHERS) == [
        (places[0], at),
        (f"{ROOT}/corrections/",),
        *((place, at) for place in places[1:]),
    ]
    save_network_record(news.site, [Affiliation(relationship="owner", name="Us")])
    assert read(reader, OTHERS)[1:3] == [(f"{ROOT}/corrections/",), (f"{ROOT}/network/",)]


def test_news_is_two_days_old_at_most(publish: Publish, reader: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        publish("Old", published_at=NOON - timedelta(hours=48))
        publish("New & \x07loud", published_at=NOON - timedelta(hours=47))
        shown = (
            f"{ROOT}/2026/03/01/new-loud/",
            "The Harbour Post",
            "en",
            "2026-03-01T02:00:00+13:00",
            "New & loud",
        )
        assert read(reader, NEWS) == [shown]
        clock.shift(timedelta(hours=1))
        assert read(reader, NEWS) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("/wp-sitemap.xml", INDEX), ("/sitemap_index.xml", INDEX), ("/news-sitemap.xml", NEWS)],
)
def test_old_addresses_lead_to_them(old: str, new: str, harbour_post: Site, reader: Client) -> None:
    assert (reader.get(old).status_code, reader.get(old)["Location"]) == (301, new)


ROBOTS = f"""User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /-/
Disallow: /search/?

Sitemap: {ROOT}/sitemap.xml
Sitemap: {ROOT}/sitemap-news.xml
"""


def test_robots_txt_names_the_sitemaps(harbour_post: Site, reader: Client) -> None:
    answer = reader.get("/robots.txt")
    assert (answer["Content-Type"], answer.content.decode()) == (
        "text/plain; charset=utf-8",
        ROBOTS,
    )
    assert reader.get("/.well-known/tdmrep.json").status_code == 404


def test_a_sister_paper_has_its_own(publish: Publish, reader: Client) -> None:
    publish("One")
    actions.open_site(name="The Lagoon", hostname="lagoon.example")
    theirs = Client(HTTP_HOST="lagoon.example")
    assert [place for place, *_ in read(theirs, INDEX)] == [
        f"http://lagoon.example{path}" for path in (OTHERS, NEWS)
    ]
    assert read(theirs, NEWS) == []
    assert theirs.get("/robots.txt").content.decode() == ROBOTS.replace(HOST, "lagoon.example")


def test_the_sections_can_be_followed_at_once(
    publish: Publish, news: SectionPage, reader: Client
) -> None:
    actions.add_section(news.site, name='"Tides" & trades', parent=news)
    outline = etree.fromstring(reader.get("/feed.opml").content)
    feeds = [
        (element.get("text"), element.get("xmlUrl"), element.get("htmlUrl"))
        for element in outline.iterfind(".//outline[@type='rss']")
    ]
    assert feeds == [
        ("The Harbour Post", f"{ROOT}/feed/", f"{ROOT}/"),
        ("News — The Harbour Post", f"{ROOT}/category/news/feed/", f"{ROOT}/category/news/"),
        (
            '"Tides" & trades — The Harbour Post',
            f"{ROOT}/category/news/tides-trades/feed/",
            f"{ROOT}/category/news/tides-trades/",
        ),
    ]


LLMS = f"""# The Harbour Post

The feeds contain the full text of articles. Each article is also available as Markdown, at its address with `.md` in place of the last slash.

## Feeds

- [The Harbour Post]({ROOT}/feed/): The Harbour Post
- [News — The Harbour Post]({ROOT}/category/news/feed/): News — The Harbour Post
- [JSON Feed]({ROOT}/feed.json): the first feed as JSON, with the archive page by page
- [Read API](http://harbour.example/api/v1/openapi.json): articles, sections, contributors and responses as JSON, described by OpenAPI

## Pages

- [About]({ROOT}/about/)
- [Sitemap]({ROOT}/sitemap.xml): every article by its address
"""


def test_llms_txt_lists_feeds_and_pages(
    publish: Publish, news: SectionPage, reader: Client
) -> None:
    actions.add_standing_page(news.site, title="About", body=text("Us."), in_menu=True)
    answer = reader.get("/llms.txt").content.decode()
    assert [line for line in answer.splitlines() if line] == [
        line for line in LLMS.splitlines() if line
    ]
