"""An import may be run again at any time: nothing is doubled, nothing that was edited here is
overwritten.
"""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from wagtail.models import Revision, Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Address, Article, Contributor, SectionPage, StandingPage
from byline.transfer.models import ImportedItem
from byline.transfer.run.report import ImportReport
from byline.transfer.run.site_choice import NoTargetSite
from transfer.conftest import ImportExport
from transfer.exports import SITE, author, category, filed, item

ByNumber = Callable[[int], Article]
HEAD = author("inga", "Inga Holm") + category("town", "Town")
WHOLE = (
    item(1, "One", more=filed("category", "town", "Town") + filed("post_tag", "tide", "Tide")),
    item(2, "Two", status="draft", link=f"{SITE}/?p=2"),
    item(3, "About", kind="page", slug="about", link=f"{SITE}/about/"),
)


def rows() -> dict[str, list[Any]]:
    """Every row of every table, but for what the database notes for itself."""
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if not table.startswith("sqlite_")
        ]
        return {
            table: sorted(map(repr, cursor.execute(f'SELECT * FROM "{table}"').fetchall()))
            for table in tables
        }


def outcomes(report: ImportReport) -> set[tuple[str, str]]:
    return {(kind, outcome) for (kind, outcome), number in report.outcomes.items() if number}


def edited(article: Article, headline: str) -> Article:
    copy = Copy(
        headline,
        body=article.body.raw_data,
        credits=[Credit(byline.contributor) for byline in article.bylines.all()],
    )
    return actions.publish_article(actions.revise_article(article, copy))


def test_the_second_time_nothing_happens(import_export: ImportExport) -> None:
    first = import_export(*WHOLE, head=HEAD)
    before = rows()
    second = import_export(*WHOLE, head=HEAD)
    assert outcomes(first) == {
        (kind, "created") for kind in ("author", "category", "tag", "post", "page")
    }
    assert outcomes(second) == {
        (kind, "unchanged") for kind in ("author", "category", "tag", "post", "page")
    }
    assert rows() == before


def test_an_item_may_move_in_the_file(import_export: ImportExport) -> None:
    import_export(*WHOLE, head=HEAD)
    before = rows()
    import_export(*WHOLE[::-1], head="\n" * 50 + HEAD)
    assert rows() == before


@time_machine.travel("2026-05-01 10:00:00", tick=False)
def test_what_changed_there_changes_here(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(*WHOLE, head=HEAD)
    changed = item(
        1,
        "One and a half",
        "<p>New words.</p>",
        slug="another-slug",
        more=filed("category", "port", "Port"),
    )
    report = import_export(changed, *WHOLE[1:], head=HEAD)
    piece = article(1)
    assert report.number("post", "updated") == 1
    assert (piece.title, piece.permalink, piece.section.title) == (
        "One and a half",
        "/2016/09/17/piece-1/",
        "Port",
    )
    assert piece.updated_at is None  # the export says of no change that readers should be told of
    assert [tag.name for tag in piece.tags.all()] == []
    assert "New words." in reader.get("/2016/09/17/piece-1/").content.decode()
    assert Revision.objects.for_instance(piece).count() == 2


def test_an_unedited_page_changes_too(import_export: ImportExport, reader: Client) -> None:
    import_export(*WHOLE)
    report = import_export(
        *WHOLE[:2],
        item(3, "About us", "<p>New words.</p>", kind="page", slug="about", link=f"{SITE}/about/"),
    )
    assert (report.number("page", "updated"), StandingPage.objects.count()) == (1, 1)
    assert "New words." in reader.get("/about/").content.decode()


def test_what_was_edited_here_is_left_alone_and_told(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(*WHOLE, head=HEAD)
    edited(article(1), "Ours now")
    actions.revise_standing_page(StandingPage.objects.get(), title="Ours too", body=[])
    report = import_export(item(1, "Theirs"), WHOLE[1], item(3, "Theirs", kind="page"), head=HEAD)
    assert (article(1).title, StandingPage.objects.get().title) == ("Ours now", "Ours too")
    assert [(entry.kind, entry.id, entry.why) for entry in report.skipped] == [
        ("post", "1", "edited here since, so left unchanged"),
        ("page", "3", "edited here since, so left unchanged"),
    ]


def test_an_edit_alone_is_not_told(import_export: ImportExport, article: ByNumber) -> None:
    import_export(*WHOLE, head=HEAD)
    edited(article(1), "Ours now")
    assert outcomes(import_export(*WHOLE, head=HEAD)) == {
        (kind, "unchanged") for kind in ("author", "category", "tag", "post", "page")
    }


def test_what_was_withdrawn_or_published_here_stays_so(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(item(1), item(2, status="draft"))
    actions.unpublish_article(article(1))
    actions.publish_article(article(2))
    report = import_export(item(1, "New"), item(2, "New", status="draft"))
    assert [article(number).live for number in (1, 2)] == [False, True]
    assert [entry.why for entry in report.skipped] == [
        "unpublished here since",
        "published here since",
    ]


def test_what_was_deleted_here_does_not_come_back(
    import_export: ImportExport, article: ByNumber
) -> None:
    import_export(*WHOLE, head=HEAD)
    article(1).delete()
    assert outcomes(import_export(*WHOLE, head=HEAD)) == {
        (kind, "unchanged") for kind in ("author", "category", "tag", "post", "page")
    }
    report = import_export(item(1, "New"), *WHOLE[1:], head=HEAD)
    assert [entry.why for entry in report.skipped] == ["deleted here since"]
    assert not Article.objects.filter(post_id=1).exists()


def test_a_draft_that_came_out_there_comes_out_here(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(item(1, "Early", status="draft", link=f"{SITE}/?p=1", slug=""))
    import_export(item(1, "Late", slug="late", link=f"{SITE}/2016/09/17/late/"))
    assert (article(1).live, article(1).permalink) == (True, "/2016/09/17/late/")
    assert reader.get("/2016/09/17/late/").status_code == 200


def test_what_was_taken_back_there_is_taken_back_here(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(*WHOLE)
    page = item(3, "About", kind="page", slug="about", link=f"{SITE}/about/", status="private")
    import_export(item(1, "One", status="private"), WHOLE[1], page)
    assert (article(1).live, StandingPage.objects.get().live) == (False, False)
    assert [reader.get(path).status_code for path in ("/2016/09/17/piece-1/", "/about/")] == [
        410,
        404,
    ]


def test_names_follow_unless_they_were_changed_here(import_export: ImportExport) -> None:
    import_export(
        item(1),
        head=author("inga", "Inga")
        + author("bo", "Bo")
        + category("town", "Town")
        + category("port", "Port"),
    )
    bo, port = Contributor.objects.get(name="Bo"), SectionPage.objects.get(title="Port")
    actions.revise_contributor(bo, name="Bo of the desk", biography="")
    actions.revise_section(port, name="Our port", description="")
    report = import_export(
        item(1),
        head=author("inga", "Inga Holm")
        + author("bo", "Bo Ek")
        + category("town", "Towns")
        + category("port", "Ports"),
    )
    assert {person.name for person in Contributor.objects.all()} == {"Inga Holm", "Bo of the desk"}
    assert {section.title for section in SectionPage.objects.all()} == {
        "Towns",
        "Our port",
        "Uncategorized",
    }
    assert [(entry.kind, entry.id) for entry in report.skipped] == [
        ("author", "bo"),
        ("category", "port"),
    ]


def test_a_longer_export_brings_what_is_new(import_export: ImportExport) -> None:
    import_export(*WHOLE, head=HEAD)
    report = import_export(
        *WHOLE,
        item(4),
        item(5, kind="page", parent=3, slug="crew", link=f"{SITE}/about/crew/"),
        head=HEAD,
    )
    assert (report.number("post", "created"), report.number("page", "created")) == (1, 1)
    assert StandingPage.objects.get(title="Piece 5").get_parent().title == "About"


def test_what_a_killed_run_left_unindexed_is_found_after_the_next(
    import_export: ImportExport, reader: Client
) -> None:
    import_export(item(1, "Lighthouse"))
    ImportedItem.objects.filter(kind="post").update(is_indexed=False)
    Article.objects.get().index_entries.all().delete()
    assert "Lighthouse" not in reader.get("/search/?q=lighthouse").content.decode()
    import_export(item(1, "Lighthouse"))
    assert "Lighthouse" in reader.get("/search/?q=lighthouse").content.decode()


def test_what_came_in_can_be_searched(import_export: ImportExport, reader: Client) -> None:
    import_export(item(1, "Lighthouse"), item(2, "Hidden lamp", status="draft"))
    assert "/2016/09/17/piece-1/" in reader.get("/search/?q=lighthouse").content.decode()
    assert "Hidden lamp" not in reader.get("/search/?q=lamp").content.decode()


@pytest.mark.parametrize("first", [None, "harbour.example"])
def test_a_site_that_is_here_is_recognised_by_its_host(
    import_export: ImportExport, db: None, first: str | None
) -> None:
    site = actions.open_site(
        name="Ours", hostname="harbour.example", time_zone="Asia/Tokyo", is_default=True
    )
    report = import_export(item(1), site=first)
    assert (Site.objects.count(), report.site, report.guesses) == (1, "harbour.example", [])
    assert Article.objects.get().site == site


def test_into_a_site_of_another_name_only_when_told(import_export: ImportExport, db: None) -> None:
    actions.open_site(name="Ours", hostname="lagoon.example", is_default=True)
    with pytest.raises(NoTargetSite, match=r"--site harbour.example for a new site"):
        import_export(item(1))
    with pytest.raises(NoTargetSite, match=r"No site here is called lagon.example"):
        import_export(item(1), site="lagon.example")
    assert (Article.objects.count(), ImportedItem.objects.count()) == (0, 0)
    assert import_export(item(1), site="lagoon.example").site == "lagoon.example"
    assert import_export(item(1)).site == "lagoon.example"  # where it went the first time
    assert (Site.objects.count(), Article.objects.count(), Address.objects.count()) == (1, 1, 1)


def test_into_a_new_site_beside_others(import_export: ImportExport, db: None) -> None:
    actions.open_site(name="Ours", hostname="lagoon.example", is_default=True)
    import_export(item(1), site="harbour.example")
    assert {site.hostname: site.is_default_site for site in Site.objects.all()} == {
        "lagoon.example": True,
        "harbour.example": False,
    }
