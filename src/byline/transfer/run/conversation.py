"""Plans the import of one article's comments: which are new, changed or skipped, and their parents."""

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


@dataclass(slots=True)
class Conversation:
    """`parents` gives each imported comment's parent here, "" for none; `orphans` have a parent
    that is not here.
    """

    article: Article
    taken: list[SourceComment] = field(default_factory=list)
    skipped: list[tuple[SourceComment, str]] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    cut: list[SourceComment] = field(default_factory=list)
    fresh: list[SourceComment] = field(default_factory=list)
    changed: list[SourceComment] = field(default_factory=list)
    unchanged: list[SourceComment] = field(default_factory=list)


def plan_conversation(
    article: Article,
    said: list[SourceComment],
    known: Mapping[str, KnownItem],
    elsewhere: Collection[str],
    *,
    leave_out_spam: bool,
) -> Conversation:
    """`elsewhere` are the keys of comments that are under the article already, but not in this
    file.
    """
    talk = Conversation(article)
    for one in said:
        why = _why_not(one, leave_out_spam=leave_out_spam)
        if why:
            talk.skipped.append((one, why))
        else:
            talk.taken.append(one)
    here = (
        {one.key for one in talk.taken}
        | {one.key for one in said if one.key in known}
        | set(elsewhere)
    )
    talk.parents = _without_rings(
        {one.key: one.parent if one.parent in here else "" for one in talk.taken}
    )
    for one in talk.taken:
        answers = bool(talk.parents[one.key])
        if one.parent and not answers:
            talk.cut.append(one)
        before = known.get(one.key)
        if before is None:
            talk.fresh.append(one)
        elif is_unchanged(before, one.fingerprint(answers=answers)):
            talk.unchanged.append(one)
        else:
            talk.changed.append(one)
    talk.fresh.sort(
        key=lambda one: (
            comment_moment(one) or datetime.max.replace(tzinfo=UTC),
            len(one.key),
            one.key,
        )
    )
    return talk


def _why_not(said: SourceComment, *, leave_out_spam: bool) -> str:
    if said.type.lower() not in COMMENT_TYPES:
        return f"of an unknown type ({said.type})"
    return (
        LEFT_OUT_BY_CHOICE.format(said.word)
        if leave_out_spam and said.word in HIDDEN_STATES
        else ""
    )


def _without_rings(parents: dict[str, str]) -> dict[str, str]:
    """Cut circles: a comment that answers itself in the end has no parent."""
    sound: set[str] = set()
    for key in parents:
        chain: dict[str, None] = {}
        one = key
        while one in parents and one not in sound and one not in chain:
            chain[one] = None
            if parents[one] in chain:
                parents[one] = ""
            one = parents[one]
        sound.update(chain)
    return parents


def comment_moment(said: SourceComment) -> datetime | None:
    """When it was written, in UTC; None if that is not a date, or outside of the years 1000 to
    9000.
    """
    try:
        moment = datetime.fromisoformat(said.at)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment if 1000 < moment.year < 9000 else None  # noqa: PLR2004


def as_imported_comment(
    said: SourceComment, talk: Conversation, author: CommentAuthor, now: datetime
) -> ImportedComment:
    """The comment as the discussion takes it. Without a date, it gets its article's."""
    kind, response_type = COMMENT_TYPES[said.type.lower()]
    place = COMMENT_STATES[said.word]
    return ImportedComment(
        key=said.key,
        name=said.name,
        html=said.words,
        is_markdown=said.is_markdown,
        posted_at=comment_moment(said) or talk.article.published_at or now,
        state=place.state,
        parent=talk.parents[said.key],
        mail=said.mail,
        link=said.link,
        address=said.address or None,
        user=author.user,
        voice=author.voice,
        kind=kind,
        response_type=response_type,
        anchor=said.anchor,
        reason=place.reason,
        detail=place.why,
    )
