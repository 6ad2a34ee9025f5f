"""WordPress exports: well-formed, all or nothing, and without private addresses by default."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.transfer.to_wordpress import article_items
from byline.transfer.to_wordpress.actions import WordPressExportError, export_wordpress
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.wordpress_format import field_names
from newsrooms import Publish, text
from response_helpers import Respond
from transfer.to_wordpress.inventory import exported_xml

WP = "{http://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(autouse=True)
def _on_a_day_in_may() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 5, 1, 13, 30, tzinfo=UTC), tick=False):
        yield


def items(xml: str, kind: str = "post") -> list[dict[str, str]]:
    """The items of a kind, by the element names that WordPress's importer reads."""
    root = etree.fromstring(xml.encode())
    elements = [item for item in root.iter("item") if item.findtext(f"{WP}post_type") == kind]
    return [
        {str(field.tag).replace(WP, "wp:"): field.text or "" for field in item} for item in elements
    ]


def talk(xml: str) -> list[dict[str, str]]:
    root = etree.fromstring(xml.encode())
    return [
        {str(field.tag).replace(WP, ""): field.text or "" for field in response}
        for response in root.iter(f"{WP}comment")
    ]


def test_dates_are_the_sites_own_and_greenwichs(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran late.")
    xml = exported_xml(tmp_path / "out.xml")
    [post], [response] = items(xml), talk(xml)
    assert (post["wp:post_date"], post["wp:post_date_gmt"]) == (
        "2026-05-02 01:30:00",
        "2026-05-01 13:30:00",
    )
    assert (response["comment_date"], response["comment_date_gmt"]) == (
        "2026-05-02 01:30:00",
        "2026-05-01 13:30:00",
    )
    assert post["pubDate"] == "Fri, 01 May 2026 13:30:00 +0000"


def test_an_answer_names_the_comment_that_it_answers(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    first = respond("It ran late.")
    respond("So it did.", parent=first.number)
    above, below = talk(exported_xml(tmp_path / "out.xml"))
    assert (above["comment_parent"], below["comment_parent"]) == ("0", above["comment_id"])
    assert int(below["comment_id"]) > int(
        above["comment_id"]
    )  # WordPress's importer goes by these, and answers come later


def test_nobodys_address_leaves_unless_it_is_asked_for(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran late.")
    xml = exported_xml(tmp_path / "without.xml")
    assert re.findall(r"tove@reader|203\.0\.113", xml) == []
    [response] = talk(exported_xml(tmp_path / "with.xml", with_addresses=True))
    assert (response["comment_author_email"], response["comment_author_IP"]) == (
        "tove@reader.example",
        "203.0.113.7",
    )


def test_what_xml_cannot_hold_is_left_out_and_its_own_marks_are_words(
    publish: Publish, tmp_path: Path
) -> None:
    publish(
        "Bell \x07 & <b> ]]>",
        body=[{"type": "imported_html", "value": "<p>a ]]> b \x0b\ufffe 𝄞</p>"}],
    )
    [post] = items(exported_xml(tmp_path / "out.xml"))
    assert post["title"] == "Bell  &amp; &lt;b&gt; ]]&gt;"
    assert "<p>a ]]> b  𝄞</p>" in post[CONTENT]


def test_a_body_is_in_blocks_of_the_block_editor(publish: Publish, tmp_path: Path) -> None:
    quote = {
        "type": "quote",
        "value": {"text": "Ahoy [gallery]", "attribution": "A sailor", "pull": False},
    }
    publish("The ferry", body=[*text("It <b>ran</b>."), quote])
    [post] = items(exported_xml(tmp_path / "out.xml"))
    assert post[CONTENT] == (
        "<!-- wp:paragraph -->\n<p>It <strong>ran</strong>.</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>Ahoy &#91;gallery]</p>\n'
        "<!-- /wp:paragraph --><cite>A sailor</cite></blockquote>\n<!-- /wp:quote -->"
    )


def test_wordpresss_readers_are_told_what_ours_are(
    ferry: Article, publish: Publish, tmp_path: Path
) -> None:
    actions.correct_article(
        publish("Boats", label="sponsored", notice_line="A notice"), "It was cod."
    )
    actions.publish_article(Article.objects.get(title="Boats"))
    bodies = {post["title"]: post[CONTENT] for post in items(exported_xml(tmp_path / "out.xml"))}
    assert [
        bodies["Boats"].count(words)
        for words in ("Sponsored: somebody paid", "It was cod.", "A notice")
    ] == [1, 1, 1]
    assert "byline-note" not in bodies["The ferry"]


def test_everybody_who_signed_is_named_and_the_first_is_its_author(
    publish: Publish, contributor: Contributor, tmp_path: Path
) -> None:
    sami = actions.add_contributor(site=contributor.site, name="سامي", slug="سامي")
    publish("Boats", credits=[Credit(sami), Credit(contributor)])
    xml = exported_xml(tmp_path / "out.xml")
    [post] = items(xml)
    root = etree.fromstring(xml.encode())
    assert post["{http://purl.org/dc/elements/1.1/}creator"] == f"author-{sami.pk}"
    logins = {
        author.findtext(f"{WP}author_login"): author.findtext(f"{WP}author_display_name")
        for author in root.iter(f"{WP}author")
    }
    assert logins == {f"author-{sami.pk}": "سامي", "rosa-quill": "Rosa Quill"}
    assert re.findall(r'domain="author" nicename="([^"]*)"', xml) == ["cap-سامي", "cap-rosa-quill"]


def test_articles_of_other_sites_are_not_exported(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran late.")
    actions.open_site(name="The Lagoon", hostname="lagoon.example")
    xml = exported_xml(tmp_path / "out.xml", host="lagoon.example")
    assert (items(xml), talk(xml), "Rosa Quill" in xml) == ([], [], False)


def test_a_second_export_has_the_same_ids(
    ferry: Article, respond: Respond, publish: Publish, tmp_path: Path
) -> None:
    respond("It ran late.")
    before = exported_xml(tmp_path / "one.xml")
    publish("Later")
    after = exported_xml(tmp_path / "two.xml")
    assert [item["wp:post_id"] for item in items(before)] == [
        item["wp:post_id"] for item in items(after)
    ][:1]
    assert [response["comment_id"] for response in talk(before)] == [
        response["comment_id"] for response in talk(after)
    ]


def test_an_error_of_the_disk_is_reported(ferry: Article, tmp_path: Path) -> None:
    with pytest.raises(WordPressExportError) as refused:
        export_wordpress(SiteExport(ferry.site), tmp_path / "nowhere/out.xml", lambda *_: None)
    assert str(refused.value).startswith(f"{tmp_path}/nowhere/out.xml could not be written: ")


def test_an_interrupted_export_keeps_the_old_file(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    for _ in range(3):
        respond(f"Again {_}.")
    file = tmp_path / "out.xml"
    file.write_text("yesterday's")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_wordpress(SiteExport(ferry.site), file, stop, interval=1)
    assert (file.read_text(), [path.name for path in tmp_path.iterdir()]) == (
        "yesterday's",
        ["out.xml"],
    )


@pytest.mark.parametrize("number", [1, 3])
def test_articles_are_loaded_in_batches(publish: Publish, news: SectionPage, number: int) -> None:
    for place in range(number):
        publish(f"The weir, part {place}", body=text("Water."))
    export = SiteExport(Site.objects.get())
    _ = export.ids, export.front_picks, export.nicenames
    with CaptureQueriesContext(connection) as queries:
        assert [kind for kind, _part in article_items.article_items(export)].count(
            "articles"
        ) == number
    assert len(queries) == 10


def test_a_draft_without_a_byline_is_exported(news: SectionPage, tmp_path: Path) -> None:
    actions.file_article(news, Copy(headline="Draft"))
    [post] = items(exported_xml(tmp_path / "out.xml"))
    assert (post["wp:status"], post["wp:post_date_gmt"], post["wp:post_date"]) == (
        "draft", "0000-00-00 00:00:00", "2026-05-02 01:30:00"
    )  # fmt: skip


def test_every_custom_field_is_documented_and_no_other() -> None:
    formats = (Path(__file__).parents[3] / "docs/formats.md").read_text(encoding="utf-8")
    named = {
        value
        for value in vars(field_names).values()
        if str(value).startswith(field_names.FIELD_PREFIX)
    }
    rows = re.findall(r"^\| (`_byline_.*?) \|", formats, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == named - {
        field_names.FIELD_PREFIX
    }
