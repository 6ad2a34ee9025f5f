"""Where a comment stands here, from where it stood there."""

from byline.discussion.choices import Reason, State
from byline.transfer.wordpress.comment_types import (
    PENDING,
    PUBLISHED,
    SPAM,
    STATES_HERE,
    TRASH,
    StateHere,
)

DELETED = "deleted"
"""Without words, but kept there for those who answer it: readers see that something stood there."""
COMMENT_STATES = {
    **STATES_HERE,
    DELETED: StateHere(State.WITHDRAWN, Reason.OTHER, "deleted there, but answered"),
}


def state_word(state: str, reason: str) -> str:
    """The word for a state here."""
    words = {
        State.PUBLISHED.value: PUBLISHED,
        State.PENDING.value: PENDING,
        State.WITHDRAWN.value: DELETED,
    }
    return words.get(state, SPAM if reason == Reason.SPAM else TRASH)
