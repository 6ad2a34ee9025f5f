"""What stands beside the words of an article: reads, search engines' titles, what lay on top,
fields that have no place.
"""

import json
from pathlib import Path

import pytest
from django.test import Client

from byline.newsroom import actions
from byline.newsroom.models import Article, FrontPick, StandingPage
from byline.readership.models import Tally
from byline.transfer.models import ImportedItem
from transfer.conftest import ImportExport
from transfer.exports import SITE, comment, item, meta
from transfer.test_wordpress_again import rows

STICKY = "<wp:is_sticky>1</wp:is_sticky>"


def sticky(number: int, date: str) -> str:
    return item(number, date=date, gmt=date).replace("<wp:is_sticky>0</wp:is_sticky>", STICKY)


@pytest.mark.parametrize("name", ["views", "post_views_count", "wpb_post_views_count"])
def test_the_read_count_goes_on_from_the_old_one(import_export: ImportExport, name: str) -> None:
    report = import_export(item(1, more=meta(name, "1,204")), item(2, more=meta(name, "many")))
    assert [(tally.article.post_id, tally.shown) for tally in Tally.objects.all()] == [(1, 1204)]
    assert report.number("read count", "created") == 1
    again = import_export(item(1, more=meta(name, "1,204")), item(2, more=meta(name, "many")))
    assert (again.number("read count", "unchanged"), again.number("post", "unchanged")) == (1, 2)
    later = import_export(item(1, more=meta(name, "1300")))
    assert (Tally.objects.get().shown, later.number("post", "unchanged")) == (1300, 1)


def test_titles_and_descriptions_for_search_engines(
    import_export: ImportExport, reader: Client
) -> None:
    own = meta("_yoast_wpseo_title", "Ferries: what is known %%sep%% %%sitename%%") + meta(
        "_yoast_wpseo_metadesc", "All & sundry"
    )
    every = meta("rank_math_title", "%title% %sep% %sitename%") + meta(
        "rank_math_description", "Of %title%"
    )
    page = item(3, "About", kind="page", slug="about", link=f"{SITE}/about/", more=own)
    import_export(item(1, "Ferries", more=own), item(2, "Tides", more=every), page)
    first, second = Article.objects.order_by("post_id")
    about = StandingPage.objects.get()
    assert (first.seo_title, first.search_description) == (
        "Ferries: what is known – The Harbour Bell",
        "All & sundry",
    )
    assert (second.seo_title, second.search_description) == ("", "Of Tides")
    assert (about.seo_title, about.search_description) == (first.seo_title, "All & sundry")
    assert (
        "<title>Ferries: what is known – The Harbour Bell"
        in reader.get(first.permalink).content.decode()
    )


def test_what_lay_on_top_is_picked_once(import_export: ImportExport) -> None:
    both = [sticky(1, "2016-09-17 08:00:00"), sticky(2, "2016-09-18 08:00:00")]
    import_export(*both, item(3))
    assert [pick.article.post_id for pick in FrontPick.objects.order_by("sort_order")] == [2, 1]
    actions.pick_for_front(Article.objects.first().site, [])
    import_export(*both, item(3))
    assert FrontPick.objects.count() == 0


def test_what_an_editor_picked_stays(import_export: ImportExport) -> None:
    import_export(item(1))
    actions.pick_for_front(Article.objects.get().site, [Article.objects.get()])
    import_export(item(1), sticky(2, "2016-09-18 08:00:00"))
    assert [pick.article.post_id for pick in FrontPick.objects.all()] == [1]


def test_fields_without_a_place_are_kept_beside_the_report(
    import_export: ImportExport, tmp_path: Path
) -> None:
    file = tmp_path / "reports" / "fields.jsonl"
    own = "<wp:commentmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:commentmeta>"
    report = import_export(
        item(1, more=meta("photographer", "Bo") + meta("_edit_lock", "1:2") + comment(7, more=own)),
        item(2, kind="page", more=comment(8, "On a page.")),
        options={"fields": file},
    )
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(line["kind"], line["id"], line.get("fields")) for line in lines] == [
        ("post", "1", {"photographer": "Bo"}),
        ("comment", "7", {"rating": "5"}),
        ("comment", "8", None),
    ]
    assert lines[2]["comment"]["text"] == "On a page."
    assert report.fields == {"photographer": 1, "rating": 1}


def test_a_rehearsal_tells_the_same_and_writes_nothing(import_export: ImportExport) -> None:
    import_export(item(1))
    before = rows()
    whole = [
        item(1, "Changed"),
        item(2, more=comment(1) + comment(2, parent=1)),
        item(3, kind="page"),
    ]
    rehearsed = import_export(*whole, rehearse=True)
    assert rows() == before
    real = import_export(*whole)
    assert rehearsed.outcomes == real.outcomes
    assert rehearsed.proof == real.proof


def test_only_some_kinds(import_export: ImportExport) -> None:
    whole = [item(1, more=comment(1)), item(2, kind="page", link=f"{SITE}/two/")]
    report = import_export(*whole, options={"only": frozenset({"post"})})
    assert (Article.objects.count(), StandingPage.objects.count()) == (1, 0)
    assert sorted(report.reasons()) == [
        ("comment", "not selected (--only)", 1),
        ("page", "not selected (--only)", 1),
    ]
    report = import_export(*whole, options={"only": frozenset({"comment"})})
    assert report.number("comment", "created") == 1
    assert [
        report.proof.wrong if report.proof else None,
        ImportedItem.objects.filter(kind="page").count(),
    ] == [[], 0]
