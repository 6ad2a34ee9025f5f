"""The loop over a source's items. One that fails is reported, and the others still come."""

from collections.abc import Callable, Iterable
from typing import Any

import structlog

from byline.lib.analyze import analyze_tables
from byline.lib.disk_full import is_disk_full
from byline.transfer.run.articles import ArticleImporter
from byline.transfer.run.indexing import INDEX_BATCH_SIZE, deferred_indexing, index_pending
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.source_items import Mapping, SourceItem

log = structlog.get_logger(__name__)
ANALYZE_AFTER = frozenset(INDEX_BATCH_SIZE << doubling for doubling in range(16))
"""After how many items SQLite analyzes its tables: they have doubled by then."""
MAX_WAITING_CHARACTERS = 2_000_000
"""Characters of articles and responses that wait to be imported together."""


class ItemLoop:
    """Imports articles in batches. A source with other kinds of items extends `take` and `finish`.

    `done_beside` counts what else was read with the items, such as responses, for the progress.
    """

    def __init__(self, context: RunContext, mapping: Mapping, progress: Progress) -> None:
        self.context, self.progress = context, progress
        self.articles = ArticleImporter(context, mapping, self.attempt)
        self.done_beside = 0
        self._waiting: list[SourceItem] = []

    def run(self, records: Iterable[Any], total: int) -> None:
        """Import all that the reader gives, and index items that a stopped run left unindexed."""
        source = self.context.ledger.source
        with deferred_indexing():
            try:
                for done, record in enumerate(records, 1):
                    self.take(record)
                    self.progress("Articles, pages and responses", done + self.done_beside, total)
                    if done % INDEX_BATCH_SIZE == 0:
                        index_pending(source)
                    if done in ANALYZE_AFTER:
                        analyze_tables()
                self.import_waiting()
                self.finish()
            finally:
                index_pending(source)
                analyze_tables()

    def take(self, record: Any) -> None:
        """Import one record of the reader, or put it aside."""
        self.wait(record)

    def imported(self, item: SourceItem) -> None:
        """Called for each article of a batch when the batch is imported."""

    def finish(self) -> None:
        """Called when all items are imported."""

    def wait(self, item: SourceItem) -> None:
        """Put an article aside until a batch is full."""
        self._waiting.append(item)
        size = sum(item.size for item in self._waiting)
        if len(self._waiting) >= INDEX_BATCH_SIZE or size > MAX_WAITING_CHARACTERS:
            self.import_waiting()

    def import_waiting(self) -> None:
        items, self._waiting = self._waiting, []
        self.articles.import_batch(items)
        for item in items:
            self.imported(item)

    def attempt(self, item: SourceItem, do_import: Callable[[SourceItem], None]) -> None:
        """Report an item that fails. Only a full disk ends the run."""
        try:
            before = self._imported_count(item.kind)
            do_import(item)
            if self._imported_count(item.kind) > before:
                self.context.items.note(item)
        except Exception as error:
            if is_disk_full(error):
                raise
            log.exception("item not imported", kind=item.kind, id=item.key, line=item.line)
            self.context.report.fail(item.entry(f"{type(error).__name__}: {error}"))

    def _imported_count(self, kind: str) -> int:
        outcomes = (CREATED, UPDATED, UNCHANGED)
        return sum(self.context.report.number(kind, outcome) for outcome in outcomes)
