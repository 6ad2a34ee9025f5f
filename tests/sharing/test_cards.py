"""Link previews: Open Graph, and microformats on the page itself."""

from typing import Any

import mf2py
import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from byline.newsroom.models import Article, Picture
from byline.sharing.choices import CARD_IMAGE_SPEC
from byline.sharing.previews import PageHead, parse_head
from newsrooms import Publish
from sharing.conftest import ROOT, Look, properties_on

NOON = "2026-03-03T12:00:00+13:00"


def test_an_article_says_what_it_is(publish: Publish, quay: Picture, look: Look) -> None:
    with time_machine.travel(NOON, tick=False):
        article = publish(
            'Tide & "time"', standfirst="Both <wait>.", tags=["Quay"], lead_picture=quay
        )
    properties = properties_on(look(article.permalink))
    assert properties == [
        ("og:site_name", "The Harbour Post"),
        ("og:title", 'Tide & "time"'),
        ("og:description", "Both <wait>."),
        ("og:url", f"{ROOT}{article.permalink}"),
        ("og:type", "article"),
        ("article:published_time", NOON),
        ("article:section", "News"),
        ("article:author", f"{ROOT}/author/rosa-quill/"),
        ("article:tag", "Quay"),
        ("twitter:card", "summary_large_image"),
        ("og:image", ROOT + quay.renditions.get(filter_spec=CARD_IMAGE_SPEC).url),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "640"),
        ("og:image:height", "400"),
        ("og:image:alt", "The quay at low tide."),
    ]


def test_a_changed_article_says_when_it_was_changed(publish: Publish, look: Look) -> None:
    with time_machine.travel(NOON, tick=False):
        article = publish("Tide")
    with time_machine.travel("2026-03-03T15:30:00+13:00", tick=False):
        article.title = "High tide"
        article.save()
    assert (
        dict(properties_on(look(article.permalink)))["article:modified_time"]
        == "2026-03-03T15:30:00+13:00"
    )


@pytest.mark.parametrize(
    ("path", "title", "url"),
    [
        ("/", "The Harbour Post", "/"),
        ("/category/news/", "News", "/category/news/"),
        ("/tag/quay/", "Quay", "/tag/quay/"),
        ("/author/rosa-quill/", "Rosa Quill", "/author/rosa-quill/"),
        ("/search/?q=tide", "Search: tide", "/search/"),
        ("/page/1/", "All articles", "/"),
    ],
)
def test_every_other_page_says_what_its_head_does(
    path: str, title: str, url: str, tide: Article, look: Look
) -> None:
    properties = dict(properties_on(look(path)))
    assert (properties["og:title"], properties["og:url"], properties["og:type"]) == (
        title,
        f"{ROOT}{url}",
        "website",
    )


def test_a_page_that_is_not_there_has_no_address_to_pass_on(tide: Article, look: Look) -> None:
    properties = dict(properties_on(look("/nothing/")))
    assert properties == {
        "og:site_name": "The Harbour Post",
        "og:title": "Not found",
        "og:type": "website",
        "twitter:card": "summary",
    }


def test_quotes_and_markup_are_escaped() -> None:
    html = """<title>“A” &amp; &quot;B&quot; &lt;c&gt;
      — Post</title><meta name="description" content="d &lt; &#x27;e&#x27;"><link rel="canonical" href="http://a.example/?b&amp;c">"""
    assert parse_head(html) == PageHead('“A” & "B" <c> — Post', "d < 'e'", "http://a.example/?b&c")


def test_a_region_is_told_as_open_graph_writes_it(
    tide: Article, harbour_post: Site, look: Look
) -> None:
    chosen = harbour_post.sitesettings
    chosen.language = "en-NZ"
    chosen.save()
    assert dict(properties_on(look(tide.permalink)))["og:locale"] == "en_NZ"


def test_the_article_is_an_entry_that_microformats_readers_understand(
    tide: Article, reader: Client
) -> None:
    page = reader.get(tide.permalink).content.decode()
    [entry] = [
        item
        for item in mf2py.parse(doc=page, url=ROOT, html_parser="lxml")["items"]
        if item["type"] == ["h-entry"]
    ]
    properties: dict[str, Any] = entry["properties"]
    assert properties["name"] == ['Tide & "time"']
    assert properties["summary"] == ["Both <wait>."]
    assert properties["url"] == [f"{ROOT}{tide.permalink}"]
    assert [author["properties"] for author in properties["author"]] == [
        {"name": ["Rosa Quill"], "url": [f"{ROOT}/author/rosa-quill/"]},
        {"name": ["Ivo Sand"], "url": [f"{ROOT}/author/ivo-sand/"]},
    ]
    assert properties["content"][0]["value"] == "The sea rose."
    assert len(properties["published"]) == 1
