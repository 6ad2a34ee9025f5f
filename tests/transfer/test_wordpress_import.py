"""The Harbour Bell moves in: a small WordPress site becomes a site of this installation."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from byline.network.queries import settings_of
from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage, Tag
from byline.transfer.run.report import ImportReport
from transfer.conftest import ImportExport
from transfer.exports import SITE, author, category, filed, item, meta

ByNumber = Callable[[int], Article]


def counts(report: ImportReport, kind: str) -> dict[str, int]:
    outcomes = ("created", "updated", "unchanged", "skipped", "failed")
    return {
        outcome: report.number(kind, outcome)
        for outcome in outcomes
        if report.number(kind, outcome)
    }


def decisions(report: ImportReport) -> list[tuple[str, str]]:
    return [(entry.id, entry.why) for entry in report.decisions]


def test_an_empty_installation_becomes_what_the_export_says_of_itself(
    import_export: ImportExport,
) -> None:
    report = import_export(item(1), item(2, date="2016-12-01 12:00:00", gmt="2016-12-01 10:00:00"))
    [site] = Site.objects.all()
    chosen = settings_of(site)
    assert (site.hostname, site.port, site.site_name, site.is_default_site) == (
        "harbour.example",
        443,
        "The Harbour Bell",
        True,
    )
    assert (chosen.tagline, chosen.language, chosen.time_zone) == (
        "Tides, trades and town talk",
        "en-GB",
        "Etc/GMT-2",
    )
    assert chosen.permalink_pattern == "/%year%/%monthnum%/%day%/%postname%/"
    assert report.guesses[1].startswith("Time zone: all dates are ahead of GMT by 2:00: Etc/GMT-2")


def test_a_post_is_read_at_its_old_address(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(
        item(
            7,
            "The ferry is late",
            "<p>By <b>two</b> hours.</p>",
            slug="ferry-late",
            excerpt="Fog &amp; <em>tide</em>",
        )
    )
    page = reader.get("/2016/09/17/ferry-late/")
    assert page.status_code == 200
    assert "The ferry is late" in page.content.decode()
    piece = article(7)
    assert (piece.permalink, piece.slug, piece.standfirst) == (
        "/2016/09/17/ferry-late/",
        "ferry-late",
        "Fog & tide",
    )
    assert piece.published_at == datetime(2016, 9, 17, 6, 30, tzinfo=UTC)
    assert piece.body.raw_data[0]["value"] == "<p>By <b>two</b> hours.</p>"
    moved = reader.get("/?p=7")
    assert (moved.status_code, moved["Location"]) == (301, "/2016/09/17/ferry-late/")


@pytest.mark.parametrize(
    "unpublished",
    [
        {"status": "draft", "link": f"{SITE}/?p=7"},
        {"status": "pending"},
        {"status": "private"},
        {"password": "tide"},
        {"status": "future", "gmt": "2001-01-01 00:00:00", "date": "2001-01-01 00:00:00"},
        {"status": "made-up"},
        {"status": ""},
    ],
    ids=lambda settings: " ".join(settings.values())[:20],
)
def test_what_not_everybody_could_read_nobody_can(
    import_export: ImportExport, reader: Client, article: ByNumber, unpublished: dict[str, str]
) -> None:
    report = import_export(item(7, "Secret", slug="secret", **unpublished))
    assert (article(7).live, counts(report, "post")) == (False, {"created": 1})
    for path in ("/2016/09/17/secret/", "/?p=7", "/secret/", "/?page_id=7"):
        answer = reader.get(path)
        assert "Secret" not in answer.content.decode()
    assert reader.get("/2016/09/17/secret/").status_code == 404
    assert (decisions(report) == []) == (unpublished.get("status") == "draft")


@pytest.mark.parametrize("status", ["trash", "auto-draft"])
def test_what_was_thrown_away_stays_away(import_export: ImportExport, status: str) -> None:
    report = import_export(item(7, status=status))
    assert (Article.objects.count(), counts(report, "post")) == (0, {"skipped": 1})


@time_machine.travel("2026-05-01 10:00:00", tick=False)
def test_what_is_to_come_out_later_still_will(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(
        item(
            7,
            status="future",
            date="2026-05-02 12:00:00",
            gmt="2026-05-02 10:00:00",
            link=f"{SITE}/?p=7",
        )
    )
    assert (article(7).live, article(7).go_live_at) == (False, datetime(2026, 5, 2, 10, tzinfo=UTC))
    assert reader.get("/?p=7").status_code == 404


@time_machine.travel("2026-05-01 10:00:00", tick=False)
def test_dates(import_export: ImportExport, article: ByNumber) -> None:
    changed = "<wp:post_modified_gmt>2017-01-02 03:04:05</wp:post_modified_gmt>"
    report = import_export(
        item(1, more=changed),
        item(2, gmt="0000-00-00 00:00:00"),
        item(3, gmt="0000-00-00 00:00:00", date="0000-00-00 00:00:00"),
        item(4, status="draft"),
    )
    assert article(1).updated_at == datetime(2017, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert article(2).published_at == datetime(
        2016, 9, 17, 6, 30, tzinfo=UTC
    )  # local time, in the site's zone
    assert article(3).published_at == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert article(4).published_at is None
    assert decisions(report) == [("3", "has no date there: dated with the day of the import")]


def test_authors_become_contributors_without_their_private_address(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    report = import_export(
        item(1, creator="inga.holm"), head=author("inga.holm", "Inga Holm") + author("bo", "Bo", 2)
    )
    inga = Contributor.objects.get(name="Inga Holm")
    assert (inga.slug, inga.email, inga.user) == ("inga-holm", "", None)
    assert [byline.contributor for byline in article(1).bylines.all()] == [inga]
    assert (reader.get("/author/inga-holm/").status_code, counts(report, "author")) == (
        200,
        {"created": 2},
    )


def test_a_creator_whom_nobody_introduces_is_a_contributor_too(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(item(1, creator="Night Desk"))
    assert [byline.contributor.name for byline in article(1).bylines.all()] == ["Night Desk"]


def test_without_any_author_the_paper_signs(import_export: ImportExport, article: ByNumber) -> None:
    report = import_export(item(1, creator=""), item(2, creator=""))
    assert [article(number).names for number in (1, 2)] == ["The Harbour Bell"] * 2
    assert Contributor.objects.count() == 1
    assert decisions(report) == [
        (number, "no author in the file: the site itself is its byline") for number in ("1", "2")
    ]


def test_co_authors_are_named_in_their_order(
    import_export: ImportExport, article: ByNumber
) -> None:
    guest = item(
        90,
        "Mo Reef",
        "",
        kind="guest-author",
        slug="cap-mo-reef",
        more=meta("cap-display_name", "Mo Reef") + meta("cap-description", "Writes of reefs"),
    )
    credited = (
        filed("author", "cap-mo-reef", "mo-reef")
        + filed("author", "cap-inga", "inga")
        + filed("author", "cap-mo-reef", "mo-reef")
    )
    stranger = filed("author", "cap-sid", "Sid Sand")
    import_export(
        item(1, more=credited), item(2, more=stranger), guest, head=author("inga", "Inga Holm")
    )
    assert article(1).names == "Mo Reef, Inga Holm"
    assert article(2).names == "Sid Sand"
    assert Contributor.objects.get(name="Mo Reef").biography == "Writes of reefs"
    assert Contributor.objects.count() == 3


def test_categories_become_the_tree_of_sections(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    head = (
        category("ferries", "Ferries", parent="port")
        + category("port", "Port &amp; pier")
        + category("empty", "Empty")
    )
    report = import_export(
        item(1, more=filed("category", "ferries", "Ferries") + filed("category", "town", "Town")),
        head=head,
    )
    ferries = SectionPage.objects.get(title="Ferries")
    assert (ferries.address, ferries.get_parent().title) == (
        "/category/port/ferries/",
        "Port & pier",
    )
    assert article(1).section == ferries
    assert [section.title for section in article(1).further_sections.all()] == ["Town"]
    for path in (
        "/category/port/",
        "/category/port/ferries/",
        "/category/town/",
        "/category/empty/",
    ):
        assert reader.get(path).status_code == 200
    assert counts(report, "category") == {"created": 4}


def test_categories_below_themselves_are_cut_loose(import_export: ImportExport) -> None:
    import_export(item(1), head=category("a", "A", parent="b") + category("b", "B", parent="a"))
    assert {section.address for section in SectionPage.objects.filter(title__in="AB")} == {
        "/category/b/",
        "/category/b/a/",
    }


def test_the_primary_category_is_the_one_that_was_chosen_or_stood_in_the_address(
    import_export: ImportExport, article: ByNumber
) -> None:
    head = category("port", "Port", number=3) + category("town", "Town", number=4)
    both = filed("category", "port", "Port") + filed("category", "town", "Town")
    import_export(
        item(1, more=both + meta("_yoast_wpseo_primary_category", "4")),
        item(2, more=both, link=f"{SITE}/town/piece-2/"),
        item(3, more=both),
        head=head,
    )
    assert [article(number).section.title for number in (1, 2, 3)] == ["Town", "Town", "Port"]


def test_what_nobody_filed_is_filed_where_the_old_site_put_it(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(item(1), item(2))
    assert [article(number).section.address for number in (1, 2)] == [
        "/category/uncategorized/"
    ] * 2
    assert SectionPage.objects.count() == 1


def test_the_default_category_may_have_another_name(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(item(1), head=category("allgemein", "Allgemein", number=1))
    assert article(1).section.title == "Allgemein"


def test_tags_keep_their_addresses(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    head = "<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>high-water</wp:tag_slug><wp:tag_name>Flood</wp:tag_name></wp:tag>"
    import_export(
        item(1, more=filed("post_tag", "high-water", "Flood") + filed("tag", "cafe", "Café")),
        head=head,
    )
    assert {tag.name for tag in article(1).tags.all()} == {"Flood", "Café"}
    assert [
        reader.get(f"/tag/{slug}/").status_code for slug in ("high-water", "cafe", "flood")
    ] == [200, 200, 404]
    assert Tag.objects.count() == 2


def test_responses_and_pings_that_were_closed_stay_closed(
    import_export: ImportExport, article: ByNumber
) -> None:
    closed = (
        item(2)
        .replace("<wp:comment_status>open", "<wp:comment_status>closed")
        .replace("<wp:ping_status>open", "<wp:ping_status>closed")
    )
    import_export(item(1), closed)
    assert [(article(number).respond, article(number).pings) for number in (1, 2)] == [
        ("inherit", "inherit"),
        ("closed", "closed"),
    ]


def test_what_an_article_is_not_is_left_out_with_its_reason(import_export: ImportExport) -> None:
    report = import_export(
        item(1), item(2, kind="nav_menu_item"), item(3, kind="recipe"), item(4, kind="")
    )
    assert [(entry.id, entry.line > 0) for entry in report.skipped] == [
        ("2", True),
        ("3", True),
        ("4", True),
    ]
    assert [entry.why for entry in report.skipped] == [
        "a menu entry for something else (): menus link sections, pages and addresses",
        "of an unknown type (recipe)",
        "the file does not name its type (no wp:post_type)",
    ]


def test_a_post_without_a_title_is_called_by_its_first_words(
    import_export: ImportExport, article: ByNumber
) -> None:
    untitled = item(1, body="<h2>Ebb</h2><p>The water goes.</p>").replace("Piece 1", "")
    report = import_export(untitled, item(2, "A &amp; <em>B</em>"))
    assert [article(number).title for number in (1, 2)] == ["Ebb…", "A & B"]
    assert decisions(report) == [("1", "has no title there, here “Ebb…”")]


def test_pages_become_standing_pages_where_they_stood(
    import_export: ImportExport, reader: Client
) -> None:
    report = import_export(
        item(
            11,
            "Crew",
            "<p>Who we are.</p>",
            kind="page",
            slug="crew",
            parent=10,
            link=f"{SITE}/about/crew/",
        ),
        item(10, "About", kind="page", slug="about", link=f"{SITE}/about/"),
        item(12, "Hidden", kind="page", slug="hidden", status="private", link=f"{SITE}/hidden/"),
        item(13, "Lost child", kind="page", slug="lost", parent=99, link=f"{SITE}/gone/lost/"),
    )
    for path in ("/about/", "/about/crew/", "/lost/"):
        assert reader.get(path).status_code == 200
    assert "Who we are." in reader.get("/about/crew/").content.decode()
    assert reader.get("/hidden/").status_code == 404
    assert [reader.get(path)["Location"] for path in ("/?page_id=11", "/gone/lost/")] == [
        "/about/crew/",
        "/lost/",
    ]
    assert counts(report, "page") == {"created": 4}
    assert [number for number, _ in decisions(report)] == ["12", "13", "13"]


def test_pages_below_each_other_in_a_ring_still_come(import_export: ImportExport) -> None:
    report = import_export(item(1, kind="page", parent=2), item(2, kind="page", parent=1))
    assert (StandingPage.objects.count(), counts(report, "page")) == (2, {"created": 2})


def test_an_article_is_called_by_its_words_in_the_report(import_export: ImportExport) -> None:
    assert import_export(item(1, "Fish &amp; chips", "[poll id=3]")).remarks == {
        "shortcode": {"[poll]": ["Fish & chips"]}
    }


def test_remarks_say_in_which_articles(import_export: ImportExport) -> None:
    report = import_export(
        item(1, "One", "[poll id=3]"), item(2, "Two", "[poll id=4] <script>x</script>")
    )
    assert report.remarks == {
        "shortcode": {"[poll]": ["One", "Two"]},
        "removed": {"<script>": ["Two"]},
    }


def test_an_address_longer_than_any_gives_way_to_another(
    import_export: ImportExport, article: ByNumber
) -> None:
    report = import_export(item(1), item(2, link=f"{SITE}/" + "y/" * 2000), item(3))
    assert [article(number).permalink for number in (1, 2, 3)] == [
        f"/2016/09/17/piece-{number}/" for number in (1, 2, 3)
    ]
    assert [entry.id for entry in report.decisions] == ["2"]


def test_a_date_beyond_the_calendar_is_no_date(
    import_export: ImportExport, article: ByNumber
) -> None:
    report = import_export(item(1, gmt="9999-12-31 23:59:59", date="9999-12-31 23:59:59"))
    assert (article(1).live, decisions(report)) == (
        True,
        [("1", "has no date there: dated with the day of the import")],
    )


def test_a_category_called_as_nothing_can_be_called_comes_under_another_slug(
    import_export: ImportExport, reader: Client
) -> None:
    report = import_export(item(1), head=category("feed", "Feed"))
    section = SectionPage.objects.get(title="Feed")
    assert section.address == "/category/feed-2/"
    assert reader.get("/category/feed/")["Location"] == section.href
    assert ("feed", "its address was taken: now at /category/feed-2/") in decisions(report)
