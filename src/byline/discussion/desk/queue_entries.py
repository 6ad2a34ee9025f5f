"""Responses with everything that the queue shows beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Prefetch, Q

from byline.discussion.choices import MODERATOR_REASONS, Act, Reason, State
from byline.discussion.desk.permissions import with_article
from byline.discussion.history import by_author
from byline.discussion.models import Comment, Decision, Objection, Report
from byline.discussion.models.comment import CommentQuerySet
from byline.discussion.reply_texts import reply_texts

SECONDARY_ACTS = (Act.EDIT, Act.CONFIRM)
"""Acts of authors, which do not explain the state of a response."""
DeskAuthor = tuple[int, str, str]  # the site, what the author is known by there, and the key


@dataclass
class AuthorRecord:
    """An author's responses on the site: published, rejected or removed, others, and since when."""

    published: int = 0
    rejected: int = 0
    others: int = 0
    first_seen: datetime | None = None

    @property
    def count(self) -> int:
        return self.published + self.rejected + self.others


@dataclass
class QueueEntry:
    """A response in the queue, with its last decision, open reports and open objections."""

    comment: Comment
    decision: Decision | None
    reports: list[Report]
    objections: list[Objection]
    past: AuthorRecord
    replies: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The full address of the response, or of its article if it was never published."""
        comment = self.comment
        return comment.article.site.root_url + (
            comment.permalink if comment.was_published else comment.article.href
        )

    @property
    def can_approve(self) -> bool:
        """Whether it can be published, restored, or kept in spite of reports."""
        state = self.comment.state
        return not self.objections and (
            state in (State.PENDING, State.UNCONFIRMED, State.REJECTED, State.REMOVED)
            or (state == State.PUBLISHED and bool(self.reports))
        )

    @property
    def can_reject(self) -> bool:
        return not self.objections and self.comment.state in (
            State.PENDING,
            State.UNCONFIRMED,
            State.PUBLISHED,
        )

    @property
    def reasons(self) -> list[tuple[Reason, str]]:
        """The reasons for rejecting it, with the texts to its author."""
        return [(reason, self.replies.get(reason.value, "")) for reason in MODERATOR_REASONS]


def queue_entries(comments: CommentQuerySet | Sequence[Comment]) -> list[QueueEntry]:
    """The entries of the responses, in a fixed number of queries."""
    loaded = (
        list(with_decisions_and_reports(comments))
        if isinstance(comments, CommentQuerySet)
        else list(comments)
    )
    pasts, replies = author_records(loaded), reply_texts({comment.site_id for comment in loaded})
    return [
        _entry(comment, pasts[author_of(comment)], replies[comment.site_id]) for comment in loaded
    ]


def with_decisions_and_reports(comments: CommentQuerySet) -> CommentQuerySet:
    """Responses with their decisions, open reports and open objections."""
    return with_article(comments).prefetch_related(
        Prefetch("decisions", Decision.objects.select_related("by").order_by("pk")),
        Prefetch(
            "reports",
            Report.objects.filter(settled_at=None).select_related("reporter"),
            to_attr="open_reports",
        ),
        Prefetch(
            "objections",
            Objection.objects.filter(settled_at=None).select_related("decision__by"),
            to_attr="open_objections",
        ),
    )


def _entry(comment: Comment, past: AuthorRecord, replies: dict[str, str]) -> QueueEntry:
    near: Any = comment
    if comment.parent:
        comment.parent.article = comment.article
    all_of_them = list(near.decisions.all())
    decided = [
        decision
        for decision in all_of_them
        if decision.rule != "author" or decision.act not in SECONDARY_ACTS
    ] or all_of_them
    return QueueEntry(
        comment,
        decided[-1] if decided else None,
        near.open_reports,
        near.open_objections,
        past,
        replies,
    )


def author_of(comment: Comment) -> DeskAuthor:
    """How the author is known on the site, as in `history.by_author`."""
    if comment.author_id:
        return comment.site_id, "account", str(comment.author_id)
    if comment.mail_key and comment.is_mail_confirmed:
        return comment.site_id, "mail", comment.mail_key
    return comment.site_id, "address" if comment.address_key else "", comment.address_key


def author_records(comments: Iterable[Comment]) -> dict[DeskAuthor, AuthorRecord]:
    """The authors' records, in one query."""
    pasts: dict[DeskAuthor, AuthorRecord] = defaultdict(AuthorRecord)
    authors = {author_of(comment) for comment in comments}
    for row in _counted(authors):
        for author in _names_of(row) & authors:
            _add(pasts[author], row)
    return pasts


def _counted(authors: set[DeskAuthor]) -> Iterable[Any]:
    known: dict[str, set[str]] = defaultdict(set)
    for _site, kind, key in authors:
        known[kind].add(key)
    is_by_any = Q(author__in=known["account"]) | Q(author=None, mail_key__in=known["mail"])
    is_by_any |= Q(author=None, address_key__in=known["address"])
    return (
        Comment.objects.filter(is_by_any, site__in={site for site, _kind, _key in authors})
        .values("site", "author", "mail_key", "is_mail_confirmed", "address_key")
        .annotate(
            all=Count("pk"),
            published=Count("pk", filter=Q(state=State.PUBLISHED)),
            rejected=Count("pk", filter=Q(state__in=(State.REJECTED, State.REMOVED))),
            first=Min("posted_at"),
        )
    )


def _names_of(row: dict[str, Any]) -> set[DeskAuthor]:
    site = row["site"]
    if row["author"]:
        return {(site, "account", str(row["author"]))}
    by_address = (site, "address", row["address_key"])
    return (
        {by_address, (site, "mail", row["mail_key"])} if row["is_mail_confirmed"] else {by_address}
    )


def _add(past: AuthorRecord, row: dict[str, Any]) -> None:
    past.published += row["published"]
    past.rejected += row["rejected"]
    past.others += row["all"] - row["published"] - row["rejected"]
    past.first_seen = min(filter(None, (past.first_seen, row["first"])))


def earlier_responses(comment: Comment, most: int = 12) -> CommentQuerySet:
    """Other responses by the author on the site, newest first."""
    mail_key = comment.mail_key if comment.is_mail_confirmed else ""
    author = by_author(comment.author_id, mail_key, comment.address_key)
    if author is None:
        return Comment.objects.none()
    others = Comment.objects.filter(author, site=comment.site_id).exclude(pk=comment.pk)
    return with_article(others).order_by("-posted_at")[:most]
