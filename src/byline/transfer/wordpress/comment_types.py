"""What is told of a comment from what it says of itself: its kind, whether it was in sight, and when it was said."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from operator import attrgetter

from byline.discussion.choices import Kind, Reason, ResponseType, State
from byline.transfer.run.unchanged import fingerprint_of
from byline.transfer.wordpress.dates import moment_of, wordpress_date
from byline.transfer.wordpress.wxr_records import WordPressComment

COMMENT = "comment"
CONVERTER = 1
"""Goes up when comments are set differently, so that a later run brings untouched ones up to date."""

PUBLISHED, PENDING, SPAM, TRASH = "published", "pending", "spam", "trash"
HIDDEN_STATES = (SPAM, TRASH)
APPROVED_WORDS = {
    "1": PUBLISHED,
    "approve": PUBLISHED,
    "approved": PUBLISHED,
    "spam": SPAM,
    "trash": TRASH,
    "post-trashed": TRASH,
}


@dataclass(frozen=True, slots=True)
class StateHere:
    """Where a comment stands here. `why` is for moderators."""

    state: State
    reason: Reason = Reason.FINE
    why: str = ""


STATES_HERE = {
    PUBLISHED: StateHere(State.PUBLISHED),
    PENDING: StateHere(State.PENDING, Reason.PREMODERATED, "waited for a moderator there, too"),
    SPAM: StateHere(State.REJECTED, Reason.SPAM, "taken for spam there"),
    TRASH: StateHere(State.REJECTED, Reason.OTHER, "in the trash there"),
}
COMMENT_TYPES = {
    "": (Kind.RESPONSE, ""),
    "comment": (Kind.RESPONSE, ""),
    "pingback": (Kind.PINGBACK, ResponseType.MENTION),
    "trackback": (Kind.TRACKBACK, ResponseType.MENTION),
    "webmention": (Kind.WEBMENTION, ResponseType.MENTION),
    "mention": (Kind.WEBMENTION, ResponseType.MENTION),
    "reply": (Kind.WEBMENTION, ResponseType.REPLY),
    "like": (Kind.WEBMENTION, ResponseType.LIKE),
    "repost": (Kind.WEBMENTION, ResponseType.REPOST),
}
"""WordPress's own types, and those of its webmention and fediverse plugins."""


def word_of(comment: WordPressComment) -> str:
    """published, pending, spam or trash. What a plugin says that nobody knows here is not published."""
    return APPROVED_WORDS.get(comment.approved.lower(), PENDING)


def kind_of(comment: WordPressComment) -> str:
    """The kind it has here, or the type that it has there where none fits."""
    known = COMMENT_TYPES.get(comment.type.lower())
    return known[0].value if known else comment.type[:20]


def is_taken(comment: WordPressComment) -> bool:
    """Whether it is a response of some kind. Shops and forms keep notes of their own as comments, too."""
    return comment.type.lower() in COMMENT_TYPES


def said_at(comment: WordPressComment, zone: tzinfo) -> datetime | None:
    return moment_of(wordpress_date(comment.date_gmt), wordpress_date(comment.date), zone)


SAID = attrgetter(*(name for name in WordPressComment.__slots__ if name not in ("line", "meta")))
"""All that a comment says, without the line where and what plugins noted."""


def fingerprint(comment: WordPressComment, *, answers: bool) -> str:
    """Tells whether it has changed since it was imported. `answers`: whether the one that it answers is known here."""
    return fingerprint_of(0, *SAID(comment), (), answers, CONVERTER)
