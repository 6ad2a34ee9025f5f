"""The one place that decides whether an import leaves something as it is.

An item is unchanged when its fingerprint is the one in the ledger. It is left alone when somebody
changed or deleted here what the last run had written.
"""

from collections.abc import Callable
from typing import Any

from byline.discussion.choices import State
from byline.discussion.models import Comment
from byline.newsroom.models import Article, StandingPage
from byline.transfer.html.block_buffer import MISSING_FILE
from byline.transfer.models import ImportedItem
from byline.transfer.run.comment_states import COMMENT_STATES
from byline.transfer.run.ledger import KnownItem
from byline.transfer.run.vocabulary import DRAFT, LIVE, SCHEDULED

DELETED_HERE = "deleted here since"
EDITED_HERE = "edited here since, so left unchanged"
DECIDED_HERE = "changed here since, so left unchanged"


def no_file(address: str) -> bool:
    """No file was given with the import."""
    return False


def is_unchanged(
    known: ImportedItem | KnownItem | None,
    fingerprint: str,
    has_file: Callable[[str], bool] = no_file,
) -> bool:
    """Whether the source's item is as the last run imported it.

    `has_file` tells whether a file that was missing in the last run is given now: then there is
    something to do although the item itself did not change.
    """
    if known is None or known.content_hash != fingerprint:
        return False
    return not any(kind == MISSING_FILE and has_file(what) for kind, what in known.remarks)


def why_left_alone(known: ImportedItem, target: Article | StandingPage | None) -> str:
    """Why an article or page that changed in the source may not be written here; "" when it may."""
    if target is None:
        return DELETED_HERE
    if target.latest_revision_id != known.revision:
        return EDITED_HERE
    if known.state != state_of(target) and not (known.state == SCHEDULED and target.live):
        return "published here since" if target.live else "unpublished here since"
    return ""


def why_upsert_left_alone(known: ImportedItem, target: Any, current: Callable[[Any], str]) -> str:
    """As why_left_alone, for objects without revisions.

    `current` gives the fingerprint of what is here.
    """
    if target is None:
        return DELETED_HERE
    return EDITED_HERE if current(target) != known.content_hash else ""


def why_comment_left_alone(
    known: KnownItem, comment: Comment | None, article: int | None = None
) -> str:
    """As why_left_alone, for comments. `article` is the key of the article it belongs under."""
    if comment is None:
        return DELETED_HERE
    if article is not None and comment.article_id != article:
        return "under another article here, so left there"
    state = COMMENT_STATES[known.state].state if known.state in COMMENT_STATES else State.PUBLISHED
    return DECIDED_HERE if comment.state != state or comment.decided_at or comment.edited_at else ""


def state_of(article: Article | StandingPage) -> str:
    """The state in which an import leaves it, for the ledger."""
    return LIVE if article.live else SCHEDULED if article.go_live_at else DRAFT
