"""Reads a comment's fields: its type, whether it was public, and when it was written."""

from datetime import datetime, tzinfo
from operator import attrgetter

from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.comment_states import PENDING, PUBLISHED, SPAM, TRASH
from byline.transfer.run.comment_types import COMMENT_TYPES, kind_name
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.wordpress.dates import moment_of, wordpress_date
from byline.transfer.wordpress.wxr_records import WordPressComment

CONVERTER = 1
"""Increased when comments are converted differently, so that a later run updates unedited ones."""

STATES_BY_APPROVAL = {
    "1": PUBLISHED,
    "approve": PUBLISHED,
    "approved": PUBLISHED,
    "spam": SPAM,
    "trash": TRASH,
    "post-trashed": TRASH,
}


def source_state(comment: WordPressComment) -> str:
    """published, pending, spam or trash. Unknown states of plugins count as pending."""
    return STATES_BY_APPROVAL.get(comment.approved.lower(), PENDING)


def kind_of(comment: WordPressComment) -> str:
    """The kind of response it becomes, or its own type if no kind fits."""
    return kind_name(comment.type)


def is_response(comment: WordPressComment) -> bool:
    """Whether it is a response. Shops and forms keep their own notes as comments too."""
    return comment.type.lower() in COMMENT_TYPES


def posted_at(comment: WordPressComment, zone: tzinfo) -> datetime | None:
    return moment_of(wordpress_date(comment.date_gmt), wordpress_date(comment.date), zone)


_content_of = attrgetter(
    *(name for name in WordPressComment.__slots__ if name not in ("line", "meta"))
)
"""All of a comment's content, without its line and the plugins' notes."""


def fingerprint(comment: WordPressComment, *, has_imported_parent: bool) -> str:
    """Changes when the comment does, or when its parent is imported now but was not before."""
    return fingerprint_of(0, *_content_of(comment), (), has_imported_parent, CONVERTER)


def as_source_comment(
    comment: WordPressComment, page: str, zone: tzinfo, hashes: tuple[str, str] | None = None
) -> SourceComment:
    """The comment as a record that all imports share; `page` is the key of its item."""
    at = posted_at(comment, zone)
    return SourceComment(
        key=comment.key,
        page=page,
        state=source_state(comment),
        text=comment.content,
        name=comment.author,
        at=at.isoformat() if at else "",
        parent=str(comment.parent or ""),
        mail=comment.mail,
        link=comment.url,
        address=comment.address,
        type=comment.type,
        user=comment.user,
        anchor=f"comment-{comment.id}" if comment.id else "",
        line=comment.line,
        hashes=hashes,
    )
