"""Plans the import of one article's comments: new, changed or skipped, and their parents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from byline.discussion.submission import ImportedComment
from byline.newsroom.models import Article
from byline.transfer.run.comment_authors import CommentAuthor
from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.comment_states import COMMENT_STATES, HIDDEN_STATES
from byline.transfer.run.comment_types import COMMENT_TYPES
from byline.transfer.run.ledger import KnownItem
from byline.transfer.run.unchanged import is_unchanged

LEFT_OUT_BY_CHOICE = "{} there, left out by choice"
ORPHANED = "replies to comment {}, which is not under its article here"
UNDATED = "has no date there: dated like its article"


@dataclass(slots=True)
class Conversation:
    """`parents` gives each imported comment's parent here, "" for none; `orphans` have a parent
    that is not here.
    """

    article: Article
    taken: list[SourceComment] = field(default_factory=list)
    skipped: list[tuple[SourceComment, str]] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    orphans: list[SourceComment] = field(default_factory=list)
    fresh: list[SourceComment] = field(default_factory=list)
    changed: list[SourceComment] = field(default_factory=list)
    unchanged: list[SourceComment] = field(default_factory=list)


def plan_conversation(
    article: Article,
    comments: list[SourceComment],
    known: Mapping[str, KnownItem],
    elsewhere: Collection[str],
    *,
    leave_out_spam: bool,
) -> Conversation:
    """`elsewhere` are the keys of comments that are under the article already, but not in this
    file.
    """
    conversation = Conversation(article)
    for comment in comments:
        why = _why_not(comment, leave_out_spam=leave_out_spam)
        if why:
            conversation.skipped.append((comment, why))
        else:
            conversation.taken.append(comment)
    keys_here = (
        {comment.key for comment in conversation.taken}
        | {comment.key for comment in comments if comment.key in known}
        | set(elsewhere)
    )
    conversation.parents = _without_circles(
        {
            comment.key: comment.parent if comment.parent in keys_here else ""
            for comment in conversation.taken
        }
    )
    for comment in conversation.taken:
        has_parent = bool(conversation.parents[comment.key])
        if comment.parent and not has_parent:
            conversation.orphans.append(comment)
        known_item = known.get(comment.key)
        if known_item is None:
            conversation.fresh.append(comment)
        elif is_unchanged(known_item, comment.fingerprint(has_imported_parent=has_parent)):
            conversation.unchanged.append(comment)
        else:
            conversation.changed.append(comment)
    conversation.fresh.sort(
        key=lambda comment: (
            comment_moment(comment) or datetime.max.replace(tzinfo=UTC),
            len(comment.key),
            comment.key,
        )
    )
    return conversation


def _why_not(comment: SourceComment, *, leave_out_spam: bool) -> str:
    if comment.type.lower() not in COMMENT_TYPES:
        return f"of an unknown type ({comment.type})"
    return (
        LEFT_OUT_BY_CHOICE.format(comment.state)
        if leave_out_spam and comment.state in HIDDEN_STATES
        else ""
    )


def _without_circles(parents: dict[str, str]) -> dict[str, str]:
    """Cut circles: a comment that replies to itself in the end has no parent."""
    checked: set[str] = set()
    for key in parents:
        chain: dict[str, None] = {}
        current = key
        while current in parents and current not in checked and current not in chain:
            chain[current] = None
            if parents[current] in chain:
                parents[current] = ""
            current = parents[current]
        checked.update(chain)
    return parents


def comment_moment(comment: SourceComment) -> datetime | None:
    """When it was written, in UTC; None if that is not a date, or outside of the years 1000 to
    9000.
    """
    try:
        moment = datetime.fromisoformat(comment.at)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment if 1000 < moment.year < 9000 else None  # noqa: PLR2004


def as_imported_comment(
    comment: SourceComment, article: Article, parent: str, author: CommentAuthor, now: datetime
) -> ImportedComment:
    """The comment as the discussion imports it; `parent` is the key of its parent here, or "".

    Without a date, it gets its article's.
    """
    kind, response_type = COMMENT_TYPES[comment.type.lower()]
    state_here = COMMENT_STATES[comment.state]
    return ImportedComment(
        key=comment.key,
        name=comment.name,
        html=comment.text,
        is_markdown=comment.is_markdown,
        posted_at=comment_moment(comment) or article.published_at or now,
        state=state_here.state,
        parent=parent,
        mail=comment.mail,
        link=comment.link,
        address=comment.address or None,
        user=author.user,
        voice=author.voice,
        kind=kind,
        response_type=response_type,
        anchor=comment.anchor,
        reason=state_here.reason,
        detail=state_here.why,
    )
