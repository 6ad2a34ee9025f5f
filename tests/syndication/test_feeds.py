"""The contents of a feed in each of its forms."""

from datetime import UTC, datetime, timedelta
from time import struct_time

import pytest
import time_machine
from django.db import connection
from django.test import Client
from lxml import etree
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.newsroom import actions
from byline.newsroom.choices import Label
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, Picture, SectionPage
from byline.syndication.models import FeedSettings
from newsrooms import HOST, Publish, text
from response_helpers import Respond
from syndication.conftest import Follow

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOT = f"http://{HOST}"
PAST = {"permalink": "/2026/03/03/the-bridge/", "published_at": NOON}


@pytest.fixture
def bridge(
    publish: Publish, contributor: Contributor, news: SectionPage, drawing: Picture
) -> Article:
    """Something of everything."""
    ivo = actions.add_contributor(site=news.site, name="Ivo Sand")
    named = [Credit(contributor), Credit(ivo), Credit(contributor, "photographs")]
    river = actions.add_section(news.site, name="River")
    body = [
        *text('One <a href="/about/">about</a>.', '<a href="#two">Two</a>.'),
        {
            "type": "picture",
            "value": {"picture": drawing.pk, "caption": "Today", "alt": "", "decorative": False},
        },
        {"type": "quote", "value": {"text": "Said twice", "attribution": "", "pull": True}},
        {
            "type": "embed",
            "value": {
                "url": "https://www.youtube.com/watch?v=jNQXAC9IVRw",
                "title": "A film",
                "caption": "",
            },
        },
        {
            "type": "imported_html",
            "value": '<p onclick="x()">Old <script>x()</script>'
            '<img src="https://elsewhere.example/a.png" alt="tide"></p>',
        },
    ]
    return publish(
        "The bridge",
        standfirst="It opened.",
        body=body,
        credits=named,
        tags=["tide"],
        further_sections=[river],
        label=Label.OPINION,
        lead_picture=drawing,
        lead_caption="The ferry",
        published_at=NOON,
    )


def moment(read: struct_time) -> datetime:
    return datetime(*read[:6], tzinfo=UTC)


@pytest.mark.parametrize(
    "path",
    [
        "/feed/",
        "/feed/atom/",
        "/category/news/feed/",
        "/tag/tide/feed/atom/",
        "/author/ivo-sand/feed/",
    ],
)
def test_a_feed_reader_reads_what_the_page_says(path: str, bridge: Article, follow: Follow) -> None:
    [entry] = follow(path).entries
    shown = {
        "title": entry.title,
        "link": entry.link,
        "id": entry.id,
        "names": [author.name for author in entry.authors],
        "published": moment(entry.published_parsed),
        "zone": entry.published[-6:].replace(":", "").strip(),
        "summary": entry.summary,
        "categories": [tag.term for tag in entry.tags],
    }
    assert shown == {
        "title": "The bridge",
        "link": f"{ROOT}/2026/03/03/the-bridge/",
        "id": "tag:harbour.example,2026-03-02:1",
        "names": ["Rosa Quill", "Ivo Sand"],
        "published": NOON,
        "zone": "+1300",
        "summary": "It opened.",
        "categories": ["Opinion", "News", "River", "tide"],
    }


CONTENT = "<p>Opinion: this article presents its author's view.</p>\n\n<p><strong>It opened.</strong></p>\n"


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/feed.json"])
def test_the_whole_text_is_there_scrubbed_with_whole_addresses(
    path: str, bridge: Article, follow: Follow
) -> None:
    feed = follow(path)
    html = (
        feed["items"][0]["content_html"]
        if path == "/feed.json"
        else feed.entries[0].content[0].value
    )
    assert html.startswith(CONTENT)
    assert f'<a href="{ROOT}/about/">about</a>' in html
    assert f'<a href="{ROOT}/2026/03/03/the-bridge/#two">Two</a>' in html
    assert html.count(f' src="{ROOT}/media/images/') == 2
    assert [
        word
        for word in ("Said twice", "Play it here", "script", "onclick", "elsewhere.example/a.png")
        if word in html
    ] == []
    assert "Open it at YouTube" in html


def test_json_feed_says_the_same(bridge: Article, follow: Follow) -> None:
    feed = follow("/feed.json")
    [item] = feed.pop("items")
    [attached] = item.pop("attachments")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Harbour Post",
        "home_page_url": f"{ROOT}/",
        "feed_url": f"{ROOT}/feed.json",
        "description": "The Harbour Post",
        "language": "en",
        "hubs": [{"type": "WebSub", "url": f"{ROOT}/-/hub"}],
    }
    assert (attached["url"], item.pop("image")) == (attached["url"], attached["url"])
    item.pop("content_html")
    assert item == {
        "id": bridge.guid,
        "url": f"{ROOT}{bridge.href}",
        "title": "The bridge",
        "summary": "It opened.",
        "date_published": "2026-03-03T01:00:00+13:00",
        "date_modified": "2026-03-03T01:00:00+13:00",
        "authors": [
            {"name": "Rosa Quill", "url": f"{ROOT}/author/rosa-quill/"},
            {"name": "Ivo Sand", "url": f"{ROOT}/author/ivo-sand/"},
        ],
        "tags": ["Opinion", "News", "River", "tide"],
    }


def test_the_lead_picture_has_its_true_length(
    bridge: Article, follow: Follow, reader: Client
) -> None:
    [entry] = follow("/feed/").entries
    [enclosure], [media] = entry.enclosures, entry.media_content
    picture = reader.get(enclosure.href.removeprefix(ROOT))
    length = str(len(b"".join(picture.streaming_content)))
    assert (picture["Content-Type"], enclosure.type, enclosure.length) == (
        "image/jpeg",
        "image/jpeg",
        length,
    )
    assert (media["url"], media["filesize"], media["width"], media["height"]) == (
        enclosure.href,
        length,
        "640",
        "400",
    )
    assert entry.media_credit[0]["content"] == "Ivo Sand"


def test_a_picture_whose_file_is_lost_is_left_out(
    bridge: Article, drawing: Picture, follow: Follow
) -> None:
    drawing.file.storage.delete(drawing.file.name)
    [entry] = follow("/feed/").entries
    assert (entry.enclosures, "media_content" in entry) == ([], False)


def test_responses_are_counted_and_their_feed_is_named(
    respond: Respond, ferry: Article, follow: Follow
) -> None:
    respond("Late again.")
    [entry] = follow("/feed/").entries
    where = f"{ROOT}{ferry.href}"
    assert (entry.comments, entry.wfw_commentrss, entry.slash_comments) == (
        f"{where}#responses",
        f"{where}feed/",
        "1",
    )
    [atom] = follow("/feed/atom/").entries
    assert [(link.href, link["count"]) for link in atom.links if link.rel == "replies"] == [
        (f"{where}feed/atom/", "1")
    ]


@pytest.mark.parametrize(
    "path", ["/comments/feed/", "/comments/feed/atom/", "/2026/03/03/the-ferry/feed/"]
)
def test_responses_have_feeds(
    path: str, respond: Respond, ferry: Article, follow: Follow, publish: Publish
) -> None:
    with time_machine.travel(NOON, tick=False):
        edited = actions.publish_article(
            actions.revise_article(
                ferry,
                Copy(
                    "The ferry",
                    published_at=NOON,
                    credits=[Credit(ferry.bylines.first().contributor)],
                ),
            )
        )
        if path.endswith("the-ferry/feed/"):
            path = f"{edited.href}feed/"
        first, _ = respond("Late *again*."), respond("And <b>again</b>.")
    entries = follow(path).entries
    assert [entry.title for entry in entries] == ["Tove on “The ferry”"] * 2
    [_, entry] = entries
    assert (entry.id, entry.link) == (f"{ferry.guid}#response-1", f"{ROOT}{first.permalink}")
    assert (entry.author, moment(entry.published_parsed)) == ("Tove", NOON)
    assert entry.content[0].value == "<p>Late <em>again</em>.</p>"


def test_a_site_may_give_summaries_only(
    bridge: Article, publish: Publish, follow: Follow, reader: Client
) -> None:
    publish("No standfirst", body=text(*["word " * 60]))
    FeedSettings.objects.update_or_create(site=bridge.site, defaults={"text": "summary"})
    newest, oldest = follow("/feed/").entries
    assert (oldest.summary, b"content:encoded>" in reader.get("/feed/").content) == (
        "It opened.",
        False,
    )
    assert newest.summary == " ".join(["word"] * 55) + " […]"
    assert follow("/feed.json")["items"][1]["content_text"] == "It opened."


def test_drafts_are_in_no_feed(
    publish: Publish, news: SectionPage, contributor: Contributor, respond: Respond, follow: Follow
) -> None:
    withdrawn = publish("Withdrawn", tags=["tide"])
    respond("To what is withdrawn.", article=withdrawn)
    actions.unpublish_article(withdrawn)
    draft = actions.file_article(
        news, Copy("A draft", credits=[Credit(contributor)], tags=["tide"])
    )
    late = actions.file_article(news, Copy("Later", credits=[Credit(contributor)]))
    actions.publish_article(late, go_live_at=datetime.now(UTC) + timedelta(hours=1))
    assert not draft.live
    for path in ("/feed/", "/feed/atom/", "/category/news/feed/", "/author/rosa-quill/feed/"):
        assert [entry.title for entry in follow(path).entries] == ["The ferry"]
    assert [item["title"] for item in follow("/feed.json")["items"]] == ["The ferry"]
    assert follow("/comments/feed/").entries == []
    assert [
        Client(HTTP_HOST=HOST).get(path).status_code
        for path in ("/tag/tide/feed/", f"{withdrawn.href}feed/")
    ] == [404, 410]


@pytest.mark.parametrize(
    ("headline", "plain", "as_html"),
    [
        ("Bell\x07, book\x00 & candle ]]>", "Bell, book & candle ]]>", "Bell, book & candle ]]>"),
        ("Tom & Jerry < Spike", "Tom & Jerry < Spike", "Tom & Jerry < Spike"),
        ("The <script> of &amp;", "The <script> of &amp;", "The &lt;script&gt; of &amp;amp;"),
        ("الجسر \ufffeمفتوح", "الجسر مفتوح", "الجسر مفتوح"),
    ],
)
def test_hard_headlines(
    headline: str, plain: str, as_html: str, publish: Publish, follow: Follow, reader: Client
) -> None:
    article = publish("x", body=text("a ]]&gt; b \x0b c"))
    if connection.vendor == "postgresql":
        headline = headline.replace("\0", "")  # which it stores in no text
    Article.objects.filter(pk=article.pk).update(title=headline)
    [entry] = follow("/feed/").entries
    assert (entry.title, entry.content[0].value) == (as_html, "<p>a ]]&gt; b  c</p>")
    feed = etree.fromstring(reader.get("/feed/atom/").content)
    assert feed.findtext("{*}entry/{*}title") == plain
    assert follow("/feed.json")["items"][0]["title"] == plain


def test_a_sister_paper_has_its_own_in_its_own_language(
    publish: Publish, follow: Follow, contributor: Contributor
) -> None:
    publish("The bridge")
    sister = actions.open_site(
        name="البحيرة", hostname="lagoon.example", language="ar", time_zone="Africa/Cairo"
    )
    tides = actions.add_section(sister, name="المد")
    actions.publish_article(
        actions.file_article(
            tides, Copy("الجسر مفتوح", credits=[Credit(contributor)], label=Label.OPINION)
        )
    )
    theirs = follow("/feed/", host="lagoon.example")
    assert (theirs.feed.title, theirs.feed.language) == ("البحيرة", "ar")
    assert [(entry.title, entry.tags[0].term) for entry in theirs.entries] == [
        ("الجسر مفتوح", "رأي")
    ]
    assert theirs.entries[0].published.endswith("+0200")
    assert [entry.title for entry in follow("/feed/").entries] == ["The bridge"]
    assert [entry.title for entry in follow("/author/rosa-quill/feed/").entries] == ["The bridge"]


def test_an_empty_feed_is_not_newer_each_time(
    harbour_post: Site, publish: Publish, follow: Follow
) -> None:
    assert follow("/feed/atom/").feed.updated == "1970-01-01T12:00:00+12:00"
    article = publish("The bridge", published_at=NOON)
    dates = [
        follow(path).feed.updated for path in ("/comments/feed/atom/", f"{article.href}feed/atom/")
    ]
    assert dates == ["2026-03-03T01:00:00+13:00"] * 2


def test_a_tagline_is_what_the_feed_is_about(bridge: Article, follow: Follow) -> None:
    update_settings(bridge.site, tagline="Tides & trades")
    assert (follow("/feed/").feed.subtitle, follow("/feed.json")["description"]) == (
        "Tides & trades",
        "Tides & trades",
    )


def test_categories_are_sections_in_the_order_of_the_tree_then_tags_as_they_were_filed(
    publish: Publish, news: SectionPage, reader: Client
) -> None:
    art, sport, river = (
        actions.add_section(news.site, name=name) for name in ("Art", "Sport", "River")
    )
    for number in range(8):
        publish(f"Tide {number}", tags=["Tide", "Bridge", "Clock"], further_sections=[river])
    publish("All", tags=["Clock", "Tide", "Bridge"], further_sections=[river, art, sport])
    items = etree.fromstring(reader.get("/feed/").content).iter("item")
    categories = {item.findtext("title"): [*item.iterfind("category")] for item in items}
    assert [category.text for category in categories["All"]] == [
        *("News", "Art", "Sport", "River"),
        *("Clock", "Tide", "Bridge"),
    ]
    assert [category.text for category in categories["Tide 3"]][2:] == ["Tide", "Bridge", "Clock"]
