"""A site that is exported to WordPress's format and imported again has the same content."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files import File
from django.test import Client
from PIL import Image
from wagtail.models import Site

from byline.demo.typed_pdf import typed_pdf
from byline.discussion.actions import decide
from byline.discussion.actions.deciding import Grounds, pin
from byline.discussion.actions.erasing import erase
from byline.discussion.choices import Act, Kind, Premoderation, Reason, ResponseType
from byline.discussion.models import Comment, CommentRules
from byline.lib.media_folders import media_folder
from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.choices import BylineRole, CorrectionKind, Label, OpenState
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, Picture, SectionPage, StandingPage
from byline.readership.actions import set_starting_count
from byline.transfer.actions import import_wordpress
from byline.transfer.run.options import ImportOptions
from byline.transfer.run.report import ImportReport
from newsrooms import HOST, Publish, text
from response_helpers import Respond
from transfer.conftest import ImportExport
from transfer.exports import author, category, comment, filed, item, meta
from transfer.to_wordpress.inventory import Records, delete_all_content, exported_xml, inventory

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


Trip = Callable[..., Records]


@pytest.fixture
def there_and_back(tmp_path: Path) -> Trip:
    """Export the site, delete everything, and import the file. Returns the records afterwards."""

    def travel(*, with_addresses: bool = False) -> Records:
        exported_xml(tmp_path / "out.xml", with_addresses=with_addresses)
        delete_all_content()
        report = import_wordpress(tmp_path / "out.xml", ImportOptions(uploads=media_folder()))
        assert (report.is_clean, report.failed) == (True, [])
        return inventory(Site.objects.get(), with_addresses=with_addresses)

    return travel


def drawn(site: Site, name: str, **texts: str) -> Picture:
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "PNG")
    return actions.add_picture(
        File(file, name=name), site=site, title="Quay", description="The quay.", **texts
    )


@pytest.fixture
def photograph(harbour_post: Site) -> Picture:
    return drawn(
        harbour_post, "quay.png", credit="Ivo Sand", caption="Dawn", copyright_notice="© Ivo Sand"
    )


@pytest.fixture
def paper(harbour_post: Site) -> Any:
    """A document."""
    return actions.add_document(
        File(BytesIO(typed_pdf("Tides", "High at noon.")), name="tides.pdf"),
        site=harbour_post,
        title="Tide table",
    )


def blocks(photograph: Picture, paper: Any, linked: Article) -> list[dict[str, Any]]:
    """One block of each kind, with details that WordPress's markup could lose."""
    return [
        {"type": "divider", "value": None},
        {
            "type": "text",
            "value": "<p>It <b>ran</b> <i>late</i> &amp; so on.</p><ul><li>one<ul><li>two</li></ul></li></ul>",
        },
        {
            "type": "text",
            "value": f'<p><a linktype="page" id="{linked.pk}">Before</a> and [gallery], [[sic]], [1].</p>',
        },
        {
            "type": "text",
            "value": f'<p><a linktype="document" id="{paper.pk}">Tides</a>, <a href="/about/">who we are</a></p>',
        },
        {"type": "heading", "value": {"text": "At  low tide [code]", "level": "3"}},
        {
            "type": "picture",
            "value": {"picture": photograph.pk, "caption": "Dawn", "alt": "", "decorative": True},
        },
        {
            "type": "gallery",
            "value": {
                "pictures": [
                    {
                        "picture": photograph.pk,
                        "caption": "",
                        "alt": "The quay.",
                        "decorative": False,
                    },
                    {
                        "picture": photograph.pk,
                        "caption": "Again",
                        "alt": "Boats",
                        "decorative": False,
                    },
                ],
                "caption": "Both",
            },
        },
        {
            "type": "quote",
            "value": {
                "text": "One.\n\nTwo --> three.\nFour.",
                "attribution": "— A “sailor”\\",
                "pull": False,
            },
        },
        {"type": "quote", "value": {"text": "Pulled.", "attribution": "", "pull": True}},
        {
            "type": "embed",
            "value": {"url": "https://youtu.be/abcdefgh", "title": "A film", "caption": "Of boats"},
        },
        {
            "type": "table",
            "value": {
                "columns": [{"type": "text", "heading": "High"}, {"type": "text", "heading": ""}],
                "rows": [
                    {"values": ["<p>6 <b>h</b></p>", ""]},
                    {"values": ["<p>a</p><p>b</p>", "<p>c</p>"]},
                ],
                "caption": "Tides",
            },
        },
        {"type": "code", "value": {"language": "python", "code": "\n  if a < b:\n    [gallery]\n"}},
        {"type": "document", "value": {"document": paper.pk, "title": ""}},
        {"type": "divider", "value": None},
        {"type": "divider", "value": None},
        {
            "type": "imported_html",
            "value": '<p dir="rtl"><a href="/about/">من نحن</a></p>\n<!-- wp:vane/form {"id":3} /-->',
        },
        {"type": "imported_html", "value": "<dl><dt>Ebb ]]></dt><dd>Going out</dd></dl>"},
        {"type": "text", "value": "<p>The end ]]&gt; indeed.</p>"},
    ]


def test_every_block_comes_back_as_it_was(
    publish: Publish, photograph: Picture, paper: Any, there_and_back: Trip
) -> None:
    before = publish("Before", body=text("Once."))
    publish("The ferry", body=blocks(photograph, paper, before))
    site = Site.objects.get()
    here = inventory(site)
    back = there_and_back()
    assert back["articles"]["The ferry"]["blocks"] == here["articles"]["The ferry"]["blocks"]
    assert back == here


def test_an_article_comes_back_with_all_that_is_said_of_it(
    publish: Publish,
    news: SectionPage,
    contributor: Contributor,
    photograph: Picture,
    there_and_back: Trip,
    reader: Client,
) -> None:
    port = actions.add_section(
        news.site, name="Port & pier", parent=news, description="Ships <and> boats", on_front=False
    )
    elsewhere = actions.add_section(
        news.site, name="News", parent=port
    )  # the same slug, further below
    sami = actions.add_contributor(site=news.site,
        name="سامي", slug="سامي", position="Reporter", biography="Writes.\n\nAnd reads.", email="sami@harbour.example",
        website="https://sami.example/?a=1&copy=2", fediverse="@sami@boats.example", profiles="https://a.example\nhttps://b.example",
        portrait=photograph,
    )  # fmt: skip
    ferry = publish(
        "Fish & chips < peas",
        section=elsewhere,
        slug="fish",
        standfirst="Salt.\nVinegar & more.",
        label=Label.SPONSORED,
        machine_assisted=True,
        credits=[
            Credit(sami),
            Credit(contributor, BylineRole.PHOTOGRAPHS),
            Credit(sami, BylineRole.DATA),
        ],
        further_sections=[news, port],
        tags=["High water", "سمك"],
        lead_picture=photograph,
        lead_caption="On the quay",
        published_at=datetime(2016, 9, 17, 8, 30, tzinfo=UTC),
        ownership_line="Owned by its readers",
        notice_line="A notice",
        respond=OpenState.OPEN,
        pings=OpenState.CLOSED,
        seo_title="Fish",
        search_description="All about fish & chips",
    )
    actions.correct_article(ferry, "It was\n“cod”, not hake.", kind=CorrectionKind.CLARIFICATION)
    actions.publish_article(ferry)
    ferry.refresh_from_db()
    ferry.slug = "cod"
    actions.publish_article(_saved(ferry))
    actions.redirect_from(news.site, "/old/fish.html", ferry)
    set_starting_count(ferry, 4711)
    actions.pick_for_front(news.site, [ferry])
    here, guid = inventory(news.site), ferry.guid
    back = there_and_back()
    assert back == here
    article = Article.objects.get()
    corrections = [(one.kind, one.text, one.published_at) for one in article.corrections.all()]
    assert (article.guid, corrections) == (
        guid,
        [("clarification", "It was\n“cod”, not hake.", NOON)],
    )
    for path in ("/2016/09/17/fish/", "/old/fish.html", f"/?p={article.post_id}"):
        assert reader.get(path)["Location"] == article.permalink
    assert [pick.article for pick in article.site.root_page.specific.picks.all()] == [article]


def _saved(article: Article) -> Article:
    article.save_revision()
    return article


def test_states_are_what_they_were(
    publish: Publish, news: SectionPage, contributor: Contributor, there_and_back: Trip
) -> None:
    actions.unpublish_article(publish("Withdrawn", published_at=datetime(2026, 4, 1, tzinfo=UTC)))
    draft = actions.file_article(news, Copy(headline="Draft"))
    draft.title = "Draft, seen again"
    draft.save_revision()
    due = actions.file_article(
        news,
        Copy(
            headline="Due",
            credits=[Credit(contributor)],
            published_at=datetime(2026, 6, 1, tzinfo=UTC),
        ),
    )
    actions.publish_article(due, go_live_at=datetime(2026, 6, 1, tzinfo=UTC))
    about = actions.add_standing_page(
        news.site, title="About & all", body=text("Us."), standfirst="Who", in_menu=False
    )
    actions.add_standing_page(news.site, title="Crew", body=text("They."), parent=about)
    actions.add_standing_page(news.site, title="To come", body=text("Later."), live=False)
    actions.add_standing_page(
        news.site, title="Rules", body=text("Be kind."), policy="comment_policy", before=about
    )
    links = [
        ("Write & call", "mailto:desk@harbour.example"),
        ("Shop", "https://shop.example/?a=1&b=2"),
        ("Us", about.url),
    ]
    actions.set_links(news.site, links)
    here = inventory(news.site)
    back = there_and_back()
    assert {name: row["state"] for name, row in back["articles"].items()} == {
        "Withdrawn": "draft", "Draft, seen again": "draft", "Due": "scheduled"
    }  # fmt: skip
    for row in (*here["articles"].values(), *back["articles"].values()):
        row["path"] = row["guid"] = ""  # those of what is not out are given when it is
    for row in (*here["pages"].values(), *back["pages"].values()):
        row["path"] = row["path"].replace("page-", "")
    assert back == here
    assert settings_of(Site.objects.get()).more_links == links
    assert [
        page.title
        for page in StandingPage.objects.filter(show_in_menus=True, live=True).order_by("path")
    ] == [
        "Rules",
        "Crew",
    ]


def test_a_withdrawn_articles_address_stays_its_own(
    publish: Publish, there_and_back: Trip, reader: Client
) -> None:
    article = publish("Withdrawn")
    actions.unpublish_article(article)
    assert reader.get(article.permalink).status_code == 410
    there_and_back()
    assert reader.get(article.permalink).status_code == 410


def test_every_voice_keeps_its_number_and_its_state(
    ferry: Article, respond: Respond, comment_rules: CommentRules, there_and_back: Trip
) -> None:
    first = respond("It ran **late** & <b>so</b> did I:\n\n- one\n- two")
    second = respond("So it did.", parent=first.number, link="https://tove.example/?a=1&copy=2")
    third = respond("Buy more boats.")
    fourth = respond("Rude.", parent=second.number)
    fifth = respond("Mine.")
    respond(
        "A page that links here",
        kind=Kind.PINGBACK,
        response_type=ResponseType.MENTION,
        name="Lagoon & more",
        link="https://lagoon.example/a",
    )
    comment_rules.premoderation = Premoderation.ALL
    comment_rules.save()
    respond("Waits.", name="Ben")
    decide(respond("Buy boats."), Act.REJECT, Grounds(Reason.SPAM))
    decide(respond("You are wrong."), Act.REJECT, Grounds(Reason.ABUSE))
    decide(third, Act.REMOVE, Grounds(Reason.SPAM))
    decide(fourth, Act.REMOVE, Grounds(Reason.ABUSE))
    erase(fifth, Grounds(Reason.AUTHOR_WISH))
    pin(second, pinned=True)
    here = inventory(ferry.site)
    back = there_and_back()
    assert [row["number"] for row in back["responses"].values()] == [
        *range(1, 7),
        *[None] * 3,
    ]
    assert back["responses"] == here["responses"]
    assert Article.objects.get().thread.published == Comment.objects.published().count()


def test_gaps_between_numbers_stay(ferry: Article, respond: Respond, there_and_back: Trip) -> None:
    respond("One."), respond("Two.").delete(), respond("Three.")
    assert [row["number"] for row in there_and_back()["responses"].values()] == [1, 3]


def test_addresses_come_back_where_they_were_asked_for(
    ferry: Article, respond: Respond, there_and_back: Trip
) -> None:
    respond("It ran late.")
    here = inventory(ferry.site, with_addresses=True)
    for row in here["responses"].values():
        row["agent"] = ""  # a WordPress export has no place for it
    assert there_and_back(with_addresses=True) == here


def test_an_old_wordpress_site_is_the_same_after_a_second_journey(
    import_export: ImportExport, there_and_back: Trip
) -> None:
    head = (
        author("inga", "Inga & Holm")
        + category("port", "Port &amp; pier", number=3)
        + category("quay", "Quay", parent="port")
    )
    talk = comment(
        41, "First &amp; <b>bold</b>\n\nagain http://a.example/b", author="A &amp; B"
    ) + comment(40, "Before", parent=41, date="2016-09-18 09:00:00", gmt="2016-09-18 07:00:00")
    talk += (
        comment(42, "Waits", approved="0")
        + comment(43, "Buy", approved="spam")
        + comment(44, "Gone", approved="trash")
    )
    talk += comment(45, "Linked", kind="pingback", url="http://b.example/x", mail="", parent=0)
    body = (
        '<p>One <em>two</em></p><img src="https://harbour.example/wp-content/uploads/a.jpg" alt="A">'
        "<blockquote><p>Said <a href='/x/'>x</a></p></blockquote>[poll id=3]<!--more--><pre>a\n  b</pre>"
    )
    import_export(
        item(
            7,
            "A &amp; <em>B</em>",
            body,
            more=filed("category", "quay", "Quay") + meta("views", "12") + talk,
        ),
        item(9, "Secret", status="private"),
        item(11, "Crew", kind="page", slug="crew", parent=10),
        item(10, "About", kind="page", slug="about"),
        head=head,
    )
    here = inventory(Site.objects.get())
    assert len(here["responses"]) == 6
    assert there_and_back() == here


def test_a_second_run_of_our_own_export_changes_nothing(
    publish: Publish, photograph: Picture, paper: Any, tmp_path: Path
) -> None:
    publish("The ferry", body=blocks(photograph, paper, publish("Before")))
    exported_xml(tmp_path / "out.xml")
    delete_all_content()
    runs: list[ImportReport] = [
        import_wordpress(tmp_path / "out.xml", ImportOptions(uploads=media_folder()))
        for _ in range(2)
    ]
    changed = [
        outcome
        for outcome in ("created", "updated", "failed")
        for kind in ("post", "page", "comment", "author", "attachment")
        if runs[1].number(kind, outcome)
    ]
    assert (runs[0].number("post", "created"), changed) == (2, [])
    assert Site.objects.get().hostname == HOST


def test_what_was_changed_in_wordpress_since_counts_as_it_is_there(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran **late**.")
    Article.objects.filter(pk=ferry.pk).update(respond=OpenState.OPEN)
    there = exported_xml(tmp_path / "out.xml")
    there = there.replace("<wp:comment_status>open", "<wp:comment_status>closed").replace(
        "<p>It ran <strong>late", "<p>It ran <strong>early"
    )
    (tmp_path / "out.xml").write_text(there, encoding="utf-8")
    delete_all_content()
    import_wordpress(tmp_path / "out.xml")
    article = Article.objects.get()
    assert (article.respond, article.comments.get().text) == (OpenState.CLOSED, "It ran early.")


def test_what_led_elsewhere_still_does_and_what_is_gone_is_gone(
    ferry: Article, contributor: Contributor, there_and_back: Trip, reader: Client
) -> None:
    site = ferry.site
    actions.redirect_root(site, "/blog/")
    actions.redirect_to(site, "/team/rosa/", contributor.address)
    actions.redirect_to(site, "/gone/", "")
    there_and_back()
    assert (reader.get("/blog/")["Location"], reader.get("/team/rosa/")["Location"]) == (
        "/",
        contributor.address,
    )
    assert (reader.get("/gone/").status_code, reader.get("/never/").status_code) == (410, 404)


def test_numbers_of_deleted_articles_are_not_given_again(
    news: SectionPage, publish: Publish, there_and_back: Trip
) -> None:
    publish("Ferry")
    for headline in ("Tides", "Anchors"):
        Article.objects.get(pk=publish(headline).pk).delete()
    there_and_back()
    section = SectionPage.objects.get()
    assert actions.file_article(section, Copy("Buoys")).post_id == 4
