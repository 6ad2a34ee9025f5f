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

    def bring_all(self, progress: Progress) -> None:
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
                said = {pk: self.spool.of_article(pk) for pk in articles}
                known = self.ledger.known(COMMENT, _keys(said.values()))
                talks = self._plan(said, known)
                outcomes = self._write(talks, known)
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
        self._tell(talks, outcomes)

    def _plan(
        self, said: Mapping[int, list[SourceComment]], known: Mapping[str, KnownItem]
    ) -> list[Conversation]:
        articles = (
            Article.objects.filter(pk__in=said).select_related("site").prefetch_related("bylines")
        )
        outside = {one.parent for some in said.values() for one in some} - {
            one.key for some in said.values() for one in some
        }
        places = dict(
            Comment.objects.filter(
                pk__in=[known[key].target for key in outside & set(known)]
            ).values_list("pk", "article")
        )
        return [
            plan_conversation(
                article,
                said[article.pk],
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

    def _write(self, talks: list[Conversation], known: Mapping[str, KnownItem]) -> dict[str, str]:
        """By key, what became of new and changed comments: an outcome of the report, or why it was
        skipped.
        """
        ids = {key: row.target for key, row in known.items()}
        fresh = {one.key: (talk, one) for talk in talks for one in talk.fresh}
        arrived = import_responses(
            [
                ImportedThread(talk.article, [self._as_brought(talk, one) for one in talk.fresh])
                for talk in talks
                if talk.fresh
            ],
            ids,
        )
        record_imported_mentions(
            [comment for comment in arrived.values() if comment.kind != Kind.RESPONSE]
        )
        self.ledger.record_all(
            COMMENT,
            [NewItem(key, comment, *_noted(*fresh[key])) for key, comment in arrived.items()],
        )
        outcomes = dict.fromkeys(arrived, CREATED)
        ids |= {key: comment.pk for key, comment in arrived.items()}
        changed = [(talk, one) for talk in talks for one in talk.changed]
        here = Comment.objects.in_bulk([known[one.key].target for _talk, one in changed])
        for talk, one in changed:
            before = known[one.key]
            current = here.get(before.target)
            outcomes[one.key] = why_comment_left_alone(before, current, talk.article.pk) or UPDATED
            if current is not None and outcomes[one.key] == UPDATED:
                update_imported(
                    current, self._as_brought(talk, one), ids.get(talk.parents[one.key])
                )
                self.ledger.touch(before, *_noted(talk, one))
        return outcomes

    def _as_brought(self, talk: Conversation, said: SourceComment) -> ImportedComment:
        return as_imported_comment(
            said, talk, self.comment_authors.of(said.user, talk.article), self.now
        )

    def _tell(self, talks: list[Conversation], outcomes: Mapping[str, str]) -> None:
        for talk in talks:
            settled: list[tuple[str, str, str]] = []
            for one in talk.taken:
                outcome = outcomes.get(one.key, UNCHANGED)
                if outcome in (CREATED, UPDATED, UNCHANGED):
                    self.report.count(COMMENT, outcome)
                    settled.append((IMPORTED, talk.parents[one.key], one.key))
                else:
                    talk.skipped.append((one, outcome))
            for one, why in talk.skipped:
                self.report.skip(response_entry(one, why, talk.article.title))
                settled.append((why, "", one.key))
            self._tell_decisions(talk, outcomes)
            self.spool.settle(settled)

    def _tell_decisions(self, talk: Conversation, outcomes: Mapping[str, str]) -> None:
        for one in talk.cut:
            self.report.note_decision(
                response_entry(
                    one,
                    f"replies to comment {one.parent}, which is not under its article here",
                    talk.article.title,
                )
            )
        for one in talk.taken:
            if comment_moment(one) is None and outcomes.get(one.key) in (CREATED, UPDATED):
                self.report.note_decision(
                    response_entry(
                        one, "has no date there: dated like its article", talk.article.title
                    )
                )

    def _fail(self, article: int, why: str) -> None:
        said = self.spool.of_article(article)
        for one in said:
            self.report.fail(response_entry(one, why, f"article {article}"))
        self.spool.settle((why, "", one.key) for one in said)


def response_entry(said: SourceComment, why: str, under: str) -> ReportEntry:
    return ReportEntry(
        COMMENT,
        said.key,
        f"{said.name or 'Anonymous'}, {said.at or 'without a date'}, under “{under}”",
        said.line,
        why,
    )


def _keys(said: Iterable[list[SourceComment]]) -> set[str]:
    return {key for some in said for one in some for key in (one.key, one.parent) if key}


def _noted(talk: Conversation, said: SourceComment) -> tuple[str, int, str]:
    """What the ledger keeps of it: fingerprint, line and state."""
    return said.fingerprint(answers=bool(talk.parents[said.key])), said.line, said.word
