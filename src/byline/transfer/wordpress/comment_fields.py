"""What is told of a comment from what it says of itself: its kind, whether it was in sight, and when it was said."""

from datetime import datetime, tzinfo
from operator import attrgetter

from byline.transfer.run.comment_states import PENDING, PUBLISHED, SPAM, TRASH
from byline.transfer.run.comment_types import COMMENT_TYPES
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.wordpress.dates import moment_of, wordpress_date
from byline.transfer.wordpress.wxr_records import WordPressComment

CONVERTER = 1
"""Goes up when comments are set differently, so that a later run brings untouched ones up to date."""

APPROVED_WORDS = {
    "1": PUBLISHED,
    "approve": PUBLISHED,
    "approved": PUBLISHED,
    "spam": SPAM,
    "trash": TRASH,
    "post-trashed": TRASH,
}


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
