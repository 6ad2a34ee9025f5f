"""Posts come some hundreds together, and make the same installation as one after another, whatever stands
in the way of one.
"""

from typing import Any

import pytest
import time_machine
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from byline.newsroom.models import Address, Article
from byline.transfer.models import ImportedItem
from byline.transfer.run import item_loop
from byline.transfer.run.report import ImportReport
from transfer.conftest import ImportExport
from transfer.exports import SITE, comment, filed, item, meta

TOWN = (
    filed("category", "town", "Town")
    + filed("category", "tide", "Tide")
    + filed("post_tag", "fog", "Fog")
)
LINKED = f'<p>As <a href="{SITE}/2016/09/17/piece-1/">told</a>, and <a href="https://sea.example/">there</a>.</p>'
POSTS = [
    item(1, more=TOWN + comment(11)),
    item(2, body=LINKED, more=TOWN + comment(21) + comment(22, parent=21)),
    item(
        3,
        slug="piece-1",
        link=f"{SITE}/2016/09/18/piece-1/",
        date="2016-09-18 08:30:00",
        gmt="2016-09-18 06:30:00",
    ),
    item(4, link=f"{SITE}/2016/09/17/piece-1/"),  # where another stands
    item(5, status="draft", slug=""),
    item(6, title="Piece 5", status="draft", slug=""),
    item(7).replace("<wp:post_id>7</wp:post_id>", ""),
    item(8).replace(f"{SITE}/?p=8", f"{SITE}/?p=1"),  # known to subscribers as another
    item(9, status="future", date="2030-01-01 08:30:00", gmt="2030-01-01 06:30:00"),
    item(10, password="tide"),
    item(11, link=f"{SITE}/?p=11"),
    item(12, status="trash"),
    item(13, creator="", more=meta("views", "1812")),
    item(14, title="Piece 2", slug="piece-2", status="draft"),
    item(2, body="<p>The second time in one file.</p>", more=TOWN),
    item(10, password="tide", more=TOWN),
    item(15, kind="page", slug="about", link=f"{SITE}/about/"),
    item(16, link=f"{SITE}/about/"),
]


def site_contents() -> dict[str, Any]:
    """What there is, in the order of the numbers it got."""
    pages = Article.objects.order_by("pk").values_list(
        "title",
        "slug",
        "path",
        "url_path",
        "live",
        "permalink",
        "guid",
        "post_id",
        "section__slug",
        "go_live_at",
    )
    return {
        "articles": list(pages),
        "tree": list(Page.objects.order_by("path").values_list("path", "numchild", "live")),
        "addresses": sorted(
            Address.objects.values_list("path", "page__title", "is_current", "slug", "pattern")
        ),
        "ledger": sorted(
            ImportedItem.objects.values_list("kind", "key", "content_hash", "state", "is_indexed")
        ),
    }


def decisions(report: ImportReport) -> list[tuple[str, ...]]:
    return sorted(
        (entry.kind, entry.id, entry.why) for entry in [*report.decisions, *report.skipped]
    )


@time_machine.travel("2026-05-01 10:00:00", tick=False)
def test_many_at_once_are_as_one_after_another(
    import_export: ImportExport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_loop, "INDEX_BATCH_SIZE", 1)
    with transaction.atomic():
        at_once, one_by_one = decisions(import_export(*POSTS)), site_contents()
        transaction.set_rollback(True)
    monkeypatch.setattr(item_loop, "INDEX_BATCH_SIZE", 200)
    report = import_export(*POSTS)
    assert (decisions(report), site_contents()) == (at_once, one_by_one)
    assert len(one_by_one["articles"]) == 14
    assert Page.find_problems() == ([], [], [], [], [])
    assert (report.failed, report.proof and report.proof.wrong) == ([], [])


def test_the_index_of_references_is_wagtails(import_export: ImportExport) -> None:
    import_export(*POSTS[:3])
    ours = set(ReferenceIndex.objects.values_list())
    with transaction.atomic():
        for article in Article.objects.all():
            ReferenceIndex.create_or_update_for_object(article)
    assert len(ours) >= 9
    assert set(ReferenceIndex.objects.values_list()) == ours


def test_again_asks_for_as_much_whatever_is_unchanged(
    import_export: ImportExport, django_assert_max_num_queries: Any
) -> None:
    def of(number: int) -> list[str]:
        return [item(key, more=TOWN + comment(key * 10)) for key in range(1, number + 1)]

    import_export(*of(3))
    with django_assert_max_num_queries(200) as one:
        import_export(*of(1))
    with django_assert_max_num_queries(200) as three:
        import_export(*of(3))
    assert len(three) == len(one)
