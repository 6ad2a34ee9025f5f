"""Imports the old site's comments as responses, some hundreds in a transaction, in whole
conversations.
"""

from collections import Counter

import structlog

from byline.discussion.actions import import_responses, update_imported
from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.discussion.submission import ImportedComment
from byline.lib.disk_full import is_disk_full
from byline.lib.locks import write_lock
from byline.linkbacks.actions import record_imported_mentions
from byline.transfer.run.conversation import ORPHANED
from byline.transfer.run.ledger import NewItem
from byline.transfer.run.proof import reply_checksum
from byline.transfer.run.report import UPDATED, ReportEntry
from byline.transfer.run.seen_keys import SeenKeys
from byline.transfer.run.unchanged import why_comment_left_alone
from byline.transfer.run.vocabulary import COMMENT
from byline.transfer.wordpress.comment_fields import kind_of, source_state
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.response_plan import (
    NO_ARTICLE,
    TOO_OLD,
    UNASKED,
    ItemComments,
    ResponseBatch,
    ResponsePlanner,
    no_place,
)
from byline.transfer.wordpress.wxr_records import WordPressComment, WordPressItem

RESPONSES_PER_TRANSACTION = 500

log = structlog.get_logger(__name__)


class ItemResponses:
    """Collects the comments of items and imports them in batches; `finish` imports the rest.

    For the proof, `proven` are the comments that should be here. `skipped` counts the others by
    item, kind and state, and `cut` is the checksum of replies whose parent is not here.
    """

    def __init__(self, context: ImportContext) -> None:
        self.context = context
        self.proven = SeenKeys()
        self._planner = ResponsePlanner(context)
        self.skipped: Counter[tuple[str, str, str]] = Counter()
        self.cut: Counter[str] = Counter()
        self._waiting: list[ItemComments] = []

    def take(self, item: WordPressItem) -> None:
        if item.comments:
            self._waiting.append(ItemComments(item.key, item.name, item.type, item.comments))
        if sum(len(thread.comments) for thread in self._waiting) >= RESPONSES_PER_TRANSACTION:
            self.finish()

    def finish(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._attempt(waiting)

    def _attempt(self, threads: list[ItemComments]) -> None:
        """If it fails, each conversation is tried alone, so that the others are still imported."""
        try:
            with write_lock():
                batch = self._planner.plan(threads)
                self._write(batch)
        except Exception as error:
            if is_disk_full(error):
                raise
            if len(threads) > 1:
                for thread in threads:
                    self._attempt([thread])
                return
            log.exception("responses not imported", item=threads[0].item)
            self._fail(threads[0], f"{type(error).__name__}: {error}")
            return
        self._report(batch)

    def _write(self, batch: ResponseBatch) -> None:
        ids = {key: row.target for key, row in batch.known.items()}
        arrived = import_responses(
            [imported_thread for _thread, imported_thread in batch.fresh], ids
        )
        record_imported_mentions(
            [comment for comment in arrived.values() if comment.kind != Kind.RESPONSE]
        )
        self.context.ledger.record_all(
            COMMENT,
            [
                NewItem(key, comment, batch.hashes[key], batch.lines[key], batch.states[key])
                for key, comment in arrived.items()
            ],
        )
        ids |= {key: comment.pk for key, comment in arrived.items()}
        here = Comment.objects.in_bulk(
            [batch.known[imported.key].target for _thread, _comment, imported in batch.changed]
        )
        for thread, comment, imported in batch.changed:
            self._revise(
                batch,
                thread,
                comment,
                imported,
                here.get(batch.known[imported.key].target),
                ids.get(imported.parent),
            )

    def _revise(
        self,
        batch: ResponseBatch,
        thread: ItemComments,
        comment: WordPressComment,
        imported: ImportedComment,
        here: Comment | None,
        parent: int | None,
    ) -> None:
        known = batch.known[imported.key]
        if why := why_comment_left_alone(known, here):
            batch.skipped.append((thread, comment, why))
        elif here is not None:
            update_imported(here, imported, parent)
            self.context.ledger.update(
                known,
                batch.hashes[imported.key],
                batch.lines[imported.key],
                batch.states[imported.key],
            )
            batch.outcomes[UPDATED] += 1
            batch.proven.append(imported.key)

    def _report(self, batch: ResponseBatch) -> None:
        report = self.context.report
        for outcome, number in batch.outcomes.items():
            report.count(COMMENT, outcome, number)
        for key in batch.proven:
            self.proven.add(key)
            self._planner.imported.add(key)
        for thread, imported_thread in batch.fresh:
            fresh = {imported.key for imported in imported_thread.comments}
            for comment in thread.comments:
                if comment.meta and comment.key in fresh:
                    self.context.fields.keep_comment(comment)
        for thread, comment, why in batch.skipped:
            self._skip(thread, comment, why)
        for thread, comment, why in batch.notes:
            report.note_decision(_entry(thread, comment, why))
        for thread, comment in batch.orphans:
            if comment.key in self.proven:
                self.cut[thread.item] += reply_checksum(comment.key, str(comment.parent))
            report.note_decision(
                _entry(
                    thread,
                    comment,
                    ORPHANED.format(comment.parent),
                )
            )

    def _skip(self, thread: ItemComments, comment: WordPressComment, why: str) -> None:
        if why in (UNASKED, TOO_OLD):
            self.context.report.skip_many(COMMENT, 1, why)
        else:
            self.context.report.skip(_entry(thread, comment, why))
        if why in (NO_ARTICLE, no_place(thread)):
            self.context.fields.keep_whole_comment(comment, thread.name)
        self._miss(thread, comment)

    def _fail(self, thread: ItemComments, why: str) -> None:
        for comment in thread.comments:
            self.context.report.fail(_entry(thread, comment, why))
            self._miss(thread, comment)

    def _miss(self, thread: ItemComments, comment: WordPressComment) -> None:
        self.skipped[thread.item, kind_of(comment), source_state(comment)] += 1
        if comment.parent:
            self.cut[thread.item] += reply_checksum(comment.key, str(comment.parent))


def _entry(thread: ItemComments, comment: WordPressComment, why: str) -> ReportEntry:
    return ReportEntry(
        COMMENT, comment.key, f"{comment.name}, under “{thread.name}”", comment.line, why
    )
