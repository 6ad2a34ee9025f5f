"""Imports whole conversations as responses, some hundreds of responses in a transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

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
from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.comment_spool import IMPORTED, CommentSpool
from byline.transfer.run.conversation import (
    ORPHANED,
    UNDATED,
    Conversation,
    as_imported_comment,
    comment_moment,
    plan_conversation,
)
from byline.transfer.run.ledger import KnownItem, Ledger, NewItem
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ImportReport, ReportEntry
from byline.transfer.run.unchanged import why_comment_left_alone
from byline.transfer.run.vocabulary import COMMENT

RESPONSES_PER_TRANSACTION = 500

log = structlog.get_logger(__name__)


class ResponseImporter:
    """Imports what the spool has placed. `now` is when the run began."""

    def __init__(
        self,
        spool: CommentSpool,
        ledger: Ledger,
        comment_authors: CommentAuthors,
        report: ImportReport,
        now: datetime,
        *,
        leave_out_spam: bool,
    ) -> None:
        self.spool, self.ledger, self.comment_authors, self.report = (
            spool,
            ledger,
            comment_authors,
            report,
        )
        self.now, self.leave_out_spam = now, leave_out_spam

    def import_all(self, progress: Progress) -> None:
        waiting: list[int] = []
        count = done = 0
        for article, number in self.spool.articles():
            waiting.append(article)
            count += number
            if count >= RESPONSES_PER_TRANSACTION:
                self._attempt(waiting)
                done, count, waiting = done + count, 0, []
                progress("Responses", done, self.spool.total)
        if waiting:
            self._attempt(waiting)

    def _attempt(self, articles: list[int]) -> None:
        """If it fails, each conversation is tried alone, so that the others are still imported."""
        try:
            with write_lock():
                comments = {pk: self.spool.of_article(pk) for pk in articles}
                known = self.ledger.known(COMMENT, _keys(comments.values()))
                conversations = self._plan(comments, known)
                outcomes = self._write(conversations, known)
        except Exception as error:
            if is_disk_full(error):
                raise
            if len(articles) > 1:
                for article in articles:
                    self._attempt([article])
                return
            log.exception("responses not imported", article=articles[0])
            self._fail(articles[0], f"{type(error).__name__}: {error}")
            return
        self._report(conversations, outcomes)

    def _plan(
        self, comments: Mapping[int, list[SourceComment]], known: Mapping[str, KnownItem]
    ) -> list[Conversation]:
        articles = (
            Article.objects.filter(pk__in=comments)
            .select_related("site")
            .prefetch_related("bylines")
        )
        outside = {comment.parent for thread in comments.values() for comment in thread} - {
            comment.key for thread in comments.values() for comment in thread
        }
        places = dict(
            Comment.objects.filter(
                pk__in=[known[key].target for key in outside & set(known)]
            ).values_list("pk", "article")
        )
        return [
            plan_conversation(
                article,
                comments[article.pk],
                known,
                {
                    key
                    for key in outside & set(known)
                    if places.get(known[key].target) == article.pk
                },
                leave_out_spam=self.leave_out_spam,
            )
            for article in articles
        ]

    def _write(
        self, conversations: list[Conversation], known: Mapping[str, KnownItem]
    ) -> dict[str, str]:
        """By key, what became of new and changed comments: an outcome of the report, or why it was
        skipped.
        """
        ids = {key: row.target for key, row in known.items()}
        fresh = {
            source.key: (conversation, source)
            for conversation in conversations
            for source in conversation.fresh
        }
        imported = import_responses(
            [
                ImportedThread(
                    conversation.article,
                    [self._as_imported(conversation, source) for source in conversation.fresh],
                )
                for conversation in conversations
                if conversation.fresh
            ],
            ids,
        )
        record_imported_mentions(
            [comment for comment in imported.values() if comment.kind != Kind.RESPONSE]
        )
        self.ledger.record_all(
            COMMENT,
            [NewItem(key, comment, *_noted(*fresh[key])) for key, comment in imported.items()],
        )
        outcomes = dict.fromkeys(imported, CREATED)
        ids |= {key: comment.pk for key, comment in imported.items()}
        changed = [
            (conversation, source)
            for conversation in conversations
            for source in conversation.changed
        ]
        comments_here = Comment.objects.in_bulk(
            [known[source.key].target for _conversation, source in changed]
        )
        for conversation, source in changed:
            known_item = known[source.key]
            comment_here = comments_here.get(known_item.target)
            outcomes[source.key] = (
                why_comment_left_alone(known_item, comment_here, conversation.article.pk) or UPDATED
            )
            if comment_here is not None and outcomes[source.key] == UPDATED:
                update_imported(
                    comment_here,
                    self._as_imported(conversation, source),
                    ids.get(conversation.parents[source.key]),
                )
                self.ledger.update(known_item, *_noted(conversation, source))
        return outcomes

    def _as_imported(self, conversation: Conversation, comment: SourceComment) -> ImportedComment:
        return as_imported_comment(
            comment,
            conversation.article,
            conversation.parents[comment.key],
            self.comment_authors.of(comment.user, conversation.article),
            self.now,
        )

    def _report(self, conversations: list[Conversation], outcomes: Mapping[str, str]) -> None:
        for conversation in conversations:
            settled: list[tuple[str, str, str]] = []
            for comment in conversation.taken:
                outcome = outcomes.get(comment.key, UNCHANGED)
                if outcome in (CREATED, UPDATED, UNCHANGED):
                    self.report.count(COMMENT, outcome)
                    settled.append((IMPORTED, conversation.parents[comment.key], comment.key))
                else:
                    conversation.skipped.append((comment, outcome))
            for comment, why in conversation.skipped:
                self.report.skip(response_entry(comment, why, conversation.article.title))
                settled.append((why, "", comment.key))
            self._report_decisions(conversation, outcomes)
            self.spool.settle(settled)

    def _report_decisions(self, conversation: Conversation, outcomes: Mapping[str, str]) -> None:
        for comment in conversation.orphans:
            self.report.note_decision(
                response_entry(
                    comment,
                    ORPHANED.format(comment.parent),
                    conversation.article.title,
                )
            )
        for comment in conversation.taken:
            if comment_moment(comment) is None and outcomes.get(comment.key) in (CREATED, UPDATED):
                self.report.note_decision(
                    response_entry(
                        comment,
                        UNDATED,
                        conversation.article.title,
                    )
                )

    def _fail(self, article: int, why: str) -> None:
        comments = self.spool.of_article(article)
        for comment in comments:
            self.report.fail(response_entry(comment, why, f"article {article}"))
        self.spool.settle((why, "", comment.key) for comment in comments)


def response_entry(comment: SourceComment, why: str, under: str) -> ReportEntry:
    return ReportEntry(
        COMMENT,
        comment.key,
        f"{comment.name or 'Anonymous'}, {comment.at or 'without a date'}, under “{under}”",
        comment.line,
        why,
    )


def _keys(threads: Iterable[list[SourceComment]]) -> set[str]:
    return {
        key
        for thread in threads
        for comment in thread
        for key in (comment.key, comment.parent)
        if key
    }


def _noted(conversation: Conversation, comment: SourceComment) -> tuple[str, int, str]:
    """What the ledger keeps of it: fingerprint, line and state."""
    return (
        comment.fingerprint(has_imported_parent=bool(conversation.parents[comment.key])),
        comment.line,
        comment.state,
    )
