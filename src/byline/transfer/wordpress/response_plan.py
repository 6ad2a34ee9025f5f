"""Decides what becomes of the old site's comments: new, changed, unchanged or not imported.

`run/conversation.py` decides it for sources whose comments are read as a whole before any is
imported. Here they are imported with their posts while the export is read, so a parent may be on
another item or come from another export, and a number may occur twice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from byline.discussion.actions import ImportedThread
from byline.discussion.models import Comment
from byline.discussion.submission import ImportedComment
from byline.newsroom.models import Article
from byline.transfer.run.comment_authors import CommentAuthors
from byline.transfer.run.comment_states import HIDDEN_STATES
from byline.transfer.run.conversation import (
    LEFT_OUT_BY_CHOICE,
    UNDATED,
    as_imported_comment,
    comment_moment,
)
from byline.transfer.run.ledger import KnownItem
from byline.transfer.run.report import CREATED, UNCHANGED
from byline.transfer.run.seen_keys import SeenKeys
from byline.transfer.run.unchanged import is_unchanged
from byline.transfer.run.vocabulary import COMMENT, POST
from byline.transfer.wordpress.comment_fields import (
    as_source_comment,
    fingerprint,
    is_response,
    posted_at,
    source_state,
)
from byline.transfer.wordpress.comment_targets import CommentTargets
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.roundtrip_comments import restore_comment
from byline.transfer.wordpress.wxr_records import WordPressComment

UNASKED, TOO_OLD = "not selected (--only)", "older than selected (--since)"
NO_ARTICLE = "its article is not here"


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
    states: dict[str, str] = field(default_factory=dict)
    changed: list[tuple[ItemComments, WordPressComment, ImportedComment]] = field(
        default_factory=list
    )
    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[ItemComments, WordPressComment, str]] = field(default_factory=list)
    notes: list[tuple[ItemComments, WordPressComment, str]] = field(default_factory=list)
    orphans: list[tuple[ItemComments, WordPressComment]] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)


class ResponsePlanner:
    """Plans what a transaction writes. `imported` are the keys that are known to be here."""

    def __init__(self, context: ImportContext) -> None:
        self.context = context
        self.comment_authors = CommentAuthors(context.survey.logins, context.ledger)
        self.imported = SeenKeys()

    def plan(self, threads: list[ItemComments]) -> ResponseBatch:
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
        options, state = self.context.options, source_state(comment)
        reasons = (
            (thread.type != POST, no_place(thread)),
            (place is None, NO_ARTICLE),
            (
                comment.key in met or comment.key in self.imported,
                f"another one with the number {comment.key}",
            ),
            (not is_response(comment), f"of an unknown type ({comment.type})"),
            (not options.wants(COMMENT), UNASKED),
            (
                options.since is not None
                and options.is_late(posted_at(comment, self.context.zone)),
                TOO_OLD,
            ),
            (
                options.leave_out_spam and state in HIDDEN_STATES,
                LEFT_OUT_BY_CHOICE.format(state),
            ),
        )
        return next((why for applies, why in reasons if applies), "")

    def _plan_one(
        self,
        batch: ResponseBatch,
        thread: ItemComments,
        articles: CommentTargets,
        comment: WordPressComment,
        has_parent: bool,
    ) -> ImportedComment | None:
        """The comment if it is new, None if it is here."""
        key, known = comment.key, batch.known.get(comment.key)
        content_hash = fingerprint(comment, has_imported_parent=has_parent)
        if comment.parent and not has_parent:
            batch.orphans.append((thread, comment))
        if is_unchanged(known, content_hash):
            batch.outcomes[UNCHANGED] += 1
            batch.proven.append(key)
            return None
        imported = self._imported_comment(
            batch, thread, articles.whole(thread.item), comment, has_parent
        )
        batch.hashes[key], batch.lines[key], batch.states[key] = (
            content_hash,
            comment.line,
            source_state(comment),
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
        has_parent: bool,
    ) -> ImportedComment:
        source = as_source_comment(comment, thread.item, self.context.zone)
        if comment_moment(source) is None:
            batch.notes.append((thread, comment, UNDATED))
        imported = as_imported_comment(
            source,
            article,
            source.parent if has_parent else "",
            self.comment_authors.of(comment.user, article),
            self.context.now,
        )
        return restore_comment(imported, comment)


def no_place(thread: ItemComments) -> str:
    """Why the comments of something that is not a post are not imported."""
    return f"under a {thread.type or 'item without a type'}, which has no responses here"
