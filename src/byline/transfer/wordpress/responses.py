"""Imports the old site's comments as responses, some hundreds in a transaction, in whole
conversations.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from byline.discussion.actions import ImportedThread, import_responses, update_imported
from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.discussion.submission import ImportedComment
from byline.lib.disk_full import is_disk_full
from byline.lib.locks import write_lock
from byline.linkbacks.actions import record_imported_mentions
from byline.newsroom.models import Article
from byline.transfer.run.comment_authors import CommentAuthors
from byline.transfer.run.comment_states import HIDDEN_STATES, STATES_HERE
from byline.transfer.run.comment_types import COMMENT_TYPES
from byline.transfer.run.ledger import KnownItem, NewItem
from byline.transfer.run.proof import answer_checksum
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ReportEntry
from byline.transfer.run.seen_keys import SeenKeys
from byline.transfer.run.unchanged import is_unchanged, why_comment_left_alone
from byline.transfer.run.vocabulary import COMMENT, POST
from byline.transfer.wordpress.comment_fields import (
    fingerprint,
    is_taken,
    kind_of,
    said_at,
    word_of,
)
from byline.transfer.wordpress.comment_targets import CommentTargets
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.roundtrip_comments import restore_comment
from byline.transfer.wordpress.wxr_records import WordPressComment, WordPressItem

RESPONSES_PER_TRANSACTION = 500
UNASKED, TOO_OLD = "not selected (--only)", "older than selected (--since)"
NO_ARTICLE = "its article is not here"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class ItemComments:
    """The comments of one item."""

    item: str
    name: str
    type: str
    comments: list[WordPressComment]


@dataclass(slots=True)
class ResponseBatch:
    """What a transaction will write, and what the report says once it is written."""

    known: Mapping[str, KnownItem]
    fresh: list[tuple[ItemComments, ImportedThread]] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    changed: list[tuple[ItemComments, WordPressComment, ImportedComment]] = field(
        default_factory=list
    )
    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[ItemComments, WordPressComment, str]] = field(default_factory=list)
    notes: list[tuple[ItemComments, WordPressComment, str]] = field(default_factory=list)
    unanswering: list[tuple[ItemComments, WordPressComment]] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)


class ItemResponses:
    """Collects the comments of items and imports them in batches; `finish` imports the rest.

    For the proof, `proven` are the comments that should be here. `skipped` counts the others by
    item, kind and state, and `cut` is the checksum of answers whose parent is not here.
    """

    def __init__(self, context: ImportContext) -> None:
        self.context = context
        self.comment_authors = CommentAuthors(context.survey.logins, context.ledger)
        self.proven, self._met = SeenKeys(), SeenKeys()
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
                batch = self._plan(threads)
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

    def _plan(self, threads: list[ItemComments]) -> ResponseBatch:
        keys = {
            key
            for thread in threads
            for comment in thread.comments
            for key in (comment.key, str(comment.parent))
        }
        batch = ResponseBatch(self.context.ledger.known(COMMENT, keys))
        articles = self._articles(threads)
        elsewhere = self._articles_of_parents(threads, batch.known)
        met: set[str] = set()
        for thread in threads:
            self._plan_thread(batch, thread, articles, elsewhere, met)
        return batch

    def _articles(self, threads: list[ItemComments]) -> CommentTargets:
        known = self.context.ledger.known(
            POST, {thread.item for thread in threads if thread.type == POST}
        )
        return CommentTargets({key: row.target for key, row in known.items()})

    def _articles_of_parents(
        self, threads: list[ItemComments], known: Mapping[str, KnownItem]
    ) -> dict[str, int]:
        """By key, the articles of parents on another item or from another export."""
        outside = {
            key
            for thread in threads
            for key in {str(one.parent) for one in thread.comments if one.parent}
            - {one.key for one in thread.comments}
            if key in known
        }
        rows = Comment.objects.filter(pk__in=[known[key].target for key in outside]).values_list(
            "pk", "article"
        )
        places = dict(rows)
        return {key: places[known[key].target] for key in outside if known[key].target in places}

    def _plan_thread(
        self,
        batch: ResponseBatch,
        thread: ItemComments,
        articles: CommentTargets,
        elsewhere: Mapping[str, int],
        met: set[str],
    ) -> None:
        place = articles.place(thread.item) if thread.type == POST else None
        taken: list[WordPressComment] = []
        for comment in thread.comments:
            why = self._why_not(thread, comment, place, met)
            met.add(comment.key)
            if why:
                batch.skipped.append((thread, comment, why))
            else:
                taken.append(comment)
        if place is None:
            return
        here = {comment.key for comment in taken}
        here |= {key for key, other in elsewhere.items() if other == place}
        here |= {comment.key for comment in thread.comments if comment.key in batch.known}
        planned = [
            self._plan_one(batch, thread, articles, comment, str(comment.parent) in here)
            for comment in taken
        ]
        if fresh := sorted(
            filter(None, planned), key=lambda one: (one.posted_at, len(one.key), one.key)
        ):
            batch.fresh.append((thread, ImportedThread(articles.whole(thread.item), fresh)))

    def _why_not(
        self, thread: ItemComments, comment: WordPressComment, place: int | None, met: set[str]
    ) -> str:
        options, word = self.context.options, word_of(comment)
        reasons = (
            (thread.type != POST, _no_place(thread)),
            (place is None, NO_ARTICLE),
            (
                comment.key in met or comment.key in self._met,
                f"another one with the number {comment.key}",
            ),
            (not is_taken(comment), f"of an unknown type ({comment.type})"),
            (not options.wants(COMMENT), UNASKED),
            (
                options.since is not None and options.is_late(said_at(comment, self.context.zone)),
                TOO_OLD,
            ),
            (options.leave_out_spam and word in HIDDEN_STATES, f"{word} there, left out by choice"),
        )
        return next((why for applies, why in reasons if applies), "")

    def _plan_one(
        self,
        batch: ResponseBatch,
        thread: ItemComments,
        articles: CommentTargets,
        comment: WordPressComment,
        answers: bool,
    ) -> ImportedComment | None:
        """The comment if it is new, None if it is here."""
        key, known = comment.key, batch.known.get(comment.key)
        print_of_it = fingerprint(comment, answers=answers)
        if comment.parent and not answers:
            batch.unanswering.append((thread, comment))
        if is_unchanged(known, print_of_it):
            batch.outcomes[UNCHANGED] += 1
            batch.proven.append(key)
            return None
        imported = self._imported_comment(
            batch, thread, articles.whole(thread.item), comment, answers
        )
        batch.hashes[key], batch.lines[key], batch.words[key] = (
            print_of_it,
            comment.line,
            word_of(comment),
        )
        if known:
            batch.changed.append((thread, comment, imported))
            return None
        batch.outcomes[CREATED] += 1
        batch.proven.append(key)
        return imported

    def _imported_comment(
        self,
        batch: ResponseBatch,
        thread: ItemComments,
        article: Article,
        comment: WordPressComment,
        answers: bool,
    ) -> ImportedComment:
        kind, response_type = COMMENT_TYPES[comment.type.lower()]
        place = STATES_HERE[word_of(comment)]
        at = said_at(comment, self.context.zone)
        if at is None:
            at = article.published_at or self.context.now
            batch.notes.append((thread, comment, "has no date there: dated like its article"))
        author = self.comment_authors.of(comment.user, article)
        brought = ImportedComment(
            key=comment.key,
            name=comment.author,
            html=comment.content,
            posted_at=at,
            state=place.state,
            parent=str(comment.parent) if answers else "",
            mail=comment.mail,
            link=comment.url,
            address=comment.address or None,
            user=author.user,
            voice=author.voice,
            kind=kind,
            response_type=response_type,
            anchor=f"comment-{comment.id}" if comment.id else "",
            reason=place.reason,
            detail=place.why,
        )
        return restore_comment(brought, comment)

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
                NewItem(key, comment, batch.hashes[key], batch.lines[key], batch.words[key])
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
                batch.words[imported.key],
            )
            batch.outcomes[UPDATED] += 1
            batch.proven.append(imported.key)

    def _report(self, batch: ResponseBatch) -> None:
        report = self.context.report
        for outcome, number in batch.outcomes.items():
            report.count(COMMENT, outcome, number)
        for key in batch.proven:
            self.proven.add(key)
            self._met.add(key)
        for thread, imported_thread in batch.fresh:
            fresh = {imported.key for imported in imported_thread.comments}
            for comment in thread.comments:
                if comment.meta and comment.key in fresh:
                    self.context.fields.keep_comment(comment)
        for thread, comment, why in batch.skipped:
            self._skip(thread, comment, why)
        for thread, comment, why in batch.notes:
            report.note_decision(_entry(thread, comment, why))
        for thread, comment in batch.unanswering:
            if comment.key in self.proven:
                self.cut[thread.item] += answer_checksum(comment.key, str(comment.parent))
            report.note_decision(
                _entry(
                    thread,
                    comment,
                    f"replies to comment {comment.parent}, which is not under its article here",
                )
            )

    def _skip(self, thread: ItemComments, comment: WordPressComment, why: str) -> None:
        if why in (UNASKED, TOO_OLD):
            self.context.report.skip_many(COMMENT, 1, why)
        else:
            self.context.report.skip(_entry(thread, comment, why))
        if why in (NO_ARTICLE, _no_place(thread)):
            self.context.fields.keep_words(comment, thread.name)
        self._miss(thread, comment)

    def _fail(self, thread: ItemComments, why: str) -> None:
        for comment in thread.comments:
            self.context.report.fail(_entry(thread, comment, why))
            self._miss(thread, comment)

    def _miss(self, thread: ItemComments, comment: WordPressComment) -> None:
        self.skipped[thread.item, kind_of(comment), word_of(comment)] += 1
        if comment.parent:
            self.cut[thread.item] += answer_checksum(comment.key, str(comment.parent))


def _no_place(thread: ItemComments) -> str:
    return f"under a {thread.type or 'item without a type'}, which has no responses here"


def _entry(thread: ItemComments, comment: WordPressComment, why: str) -> ReportEntry:
    return ReportEntry(
        COMMENT, comment.key, f"{comment.name}, under “{thread.name}”", comment.line, why
    )
