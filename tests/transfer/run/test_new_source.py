"""A new source costs a reader and a mapping: here a newsletter's archive, invented for this test."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.network.models import Delivery
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.transfer.actions import import_source, save_report
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.handlers import convert_html
from byline.transfer.models import ImportedItem
from byline.transfer.run import item_loop
from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ImportReport
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.source_items import PendingPost, SourceItem
from byline.transfer.run.upsert import UpsertItem, upsert
from byline.transfer.run.vocabulary import AUTHOR, LIVE

pytestmark = pytest.mark.django_db

LETTERS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "title": "The ferry stays",
        "by": "Rosa Quill",
        "sent": "2024-03-01T08:00:00+00:00",
        "path": "/p/the-ferry-stays",
        "html": "<h2>At last</h2><p>It sails <b>daily</b>.</p><script>count()</script>",
        "replies": [
            {"id": "r1", "name": "Ada", "text": "<p>Good news.</p>", "to": ""},
            {"id": "r2", "name": "Ben", "text": "<p>Indeed.</p>", "to": "r1"},
        ],
    },
    {
        "id": "a2",
        "title": "Winter timetable",
        "by": "Rosa Quill",
        "sent": "2024-11-01T08:00:00+00:00",
        "path": "/p/winter-timetable",
        "html": "<p>Four a day.</p>",
        "replies": [{"id": "r3", "name": "Ada", "text": "<p>Too few.</p>", "to": ""}],
    },
]


class LetterReader:
    """The reader: one JSON object a line."""

    kind = "letters"
    address = "letters.example"

    def __init__(self, path: Path, *, stop_before: str = "") -> None:
        self.path, self.stop_before = path, stop_before
        self.total = len(path.read_text().splitlines())

    def __iter__(self) -> Iterator[SourceItem]:
        for line, text in enumerate(self.path.read_text().splitlines(), 1):
            letter = json.loads(text)
            if letter["id"] == self.stop_before:
                raise KeyboardInterrupt
            yield SourceItem(
                key=letter["id"],
                name=letter["title"],
                fingerprint=fingerprint_of({**letter, "replies": []}),
                state=LIVE,
                line=line,
                guid=f"letters:{letter['id']}",
                addresses=(letter["path"],),
                responses=[
                    SourceComment(
                        key=reply["id"],
                        page=letter["id"],
                        state="published",
                        text=reply["text"],
                        name=reply["name"],
                        at="2025-01-01T12:00:00+00:00",
                        parent=reply["to"],
                    )
                    for reply in letter["replies"]
                ],
                record=letter,
            )


class LetterMapping:
    """The mapping: a letter's fields as an article's."""

    def __init__(self, context: RunContext) -> None:
        self.context = context

    def article(self, item: SourceItem, *, number: int | None, guid: str) -> PendingPost:
        letter = item.record
        buffer = convert_html(letter["html"], ConverterContext(base="https://letters.example"))
        copy = Copy(
            headline=letter["title"],
            body=buffer.blocks,
            credits=[Credit(self._contributor(letter["by"]))],
            published_at=datetime.fromisoformat(letter["sent"]),
            post_id=number,
            guid=guid,
        )
        return PendingPost(
            item,
            SectionPage.objects.get(),
            copy,
            permalink=letter["path"],
            remarks=[(remark.kind, remark.what) for remark in buffer.remarks],
        )

    def _contributor(self, name: str) -> Contributor:
        ledger, report = self.context.ledger, self.context.report
        if ledger.target(AUTHOR, name) is None:
            item = UpsertItem(
                AUTHOR,
                name,
                name,
                fingerprint_of(name),
                create=lambda: actions.add_contributor(site=ledger.source.site, name=name),
                revise=lambda contributor: contributor,
                current=lambda contributor: fingerprint_of(contributor.name),
            )
            upsert(ledger, report, item)
        contributor: Contributor = ledger.target(AUTHOR, name)
        return contributor


@pytest.fixture
def site(db: None) -> Site:
    site = actions.open_site(name="The Harbour Bell", hostname="bell.example")
    actions.add_section(site, name="Harbour")
    return site


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.jsonl"
    path.write_text("\n".join(json.dumps(letter) for letter in LETTERS))
    return path


def run(letters: Path, site: Site, **more: Any) -> ImportReport:
    return import_source(LetterReader(letters, **more), LetterMapping, site)


def test_articles_and_responses_are_imported_and_proved(letters: Path, site: Site) -> None:
    report = run(letters, site)
    ferry = Article.objects.get(guid="letters:a1")
    assert (ferry.permalink, ferry.live, ferry.title) == (
        "/p/the-ferry-stays",
        True,
        "The ferry stays",
    )
    assert [block.block_type for block in ferry.body] == ["heading", "text"]
    assert [byline.contributor.name for byline in ferry.bylines.all()] == ["Rosa Quill"]
    responses = Comment.objects.filter(article=ferry).order_by("number")
    assert [(row.name, row.parent and row.parent.name) for row in responses] == [
        ("Ada", None),
        ("Ben", "Ada"),
    ]
    assert (report.number("post", CREATED), report.number("comment", CREATED)) == (2, 3)
    assert report.remarks["removed"] == {"<script>": ["The ferry stays"]}
    assert report.proof is not None
    assert report.proof.agrees
    assert [(row.kind, row.state, row.read, row.here) for row in report.proof.counts] == [
        ("post", "published", 2, 2),
        ("comment, response", "published", 3, 3),
    ]


def test_a_stopped_run_is_completed_by_the_next(
    letters: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_loop, "INDEX_BATCH_SIZE", 1)
    with pytest.raises(KeyboardInterrupt):
        run(letters, site, stop_before="a2")
    assert (Article.objects.count(), Comment.objects.count()) == (1, 0)
    assert not ImportedItem.objects.filter(is_indexed=False).exists()
    report = run(letters, site)
    assert (report.number("post", UNCHANGED), report.number("post", CREATED)) == (1, 1)
    assert report.number("comment", CREATED) == 3
    assert report.proof is not None
    assert report.proof.agrees


def test_a_second_run_changes_and_announces_nothing(letters: Path, site: Site) -> None:
    run(letters, site)
    rows = list(Article.objects.order_by("pk").values("pk", "latest_revision_id", "updated_at"))
    deliveries = Delivery.objects.count()
    report = run(letters, site)
    assert (report.number("post", UNCHANGED), report.number("comment", UNCHANGED)) == (2, 3)
    assert list(Article.objects.order_by("pk").values(*rows[0])) == rows
    assert Delivery.objects.count() == deliveries == 0


def test_what_changed_there_is_updated_unless_it_was_edited_here(letters: Path, site: Site) -> None:
    run(letters, site)
    edited = Article.objects.get(guid="letters:a2")
    edited.title = "Our winter timetable"
    edited.save_revision().publish()
    changed = [{**letter, "html": "<p>Five a day.</p>"} for letter in LETTERS]
    letters.write_text("\n".join(json.dumps(letter) for letter in changed))
    deliveries = Delivery.objects.count()
    report = run(letters, site)
    assert report.number("post", UPDATED) == 1
    assert [entry.why for entry in report.skipped] == ["edited here since, so left unchanged"]
    assert "Five" in str(Article.objects.get(guid="letters:a1").body)
    assert Article.objects.get(guid="letters:a2").title == "Our winter timetable"
    assert Delivery.objects.count() == deliveries
    assert report.proof is not None
    assert report.proof.agrees


def test_a_rehearsal_writes_nothing_and_reports_the_same(letters: Path, site: Site) -> None:
    rehearsed = import_source(LetterReader(letters), LetterMapping, site, rehearse=True)
    assert (Article.objects.count(), Comment.objects.count()) == (0, 0)
    assert rehearsed.outcomes == run(letters, site).outcomes


def test_the_report_is_saved_as_a_page(letters: Path, site: Site, tmp_path: Path) -> None:
    page = save_report(run(letters, site), tmp_path / "reports").read_text()
    assert "letters letters.example" in page
    assert "The ferry stays" in page
    assert page.count("<h2>") >= 3
