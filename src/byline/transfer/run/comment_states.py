"""The states of comments in a source, and what they are here."""

from dataclasses import dataclass

from byline.discussion.choices import Reason, State

PUBLISHED, PENDING, SPAM, TRASH = "published", "pending", "spam", "trash"
HIDDEN_STATES = (SPAM, TRASH)


@dataclass(frozen=True, slots=True)
class StateHere:
    """The state of a comment here. `why` is for moderators."""

    state: State
    reason: Reason = Reason.FINE
    why: str = ""


STATES_HERE = {
    PUBLISHED: StateHere(State.PUBLISHED),
    PENDING: StateHere(State.PENDING, Reason.PREMODERATED, "was pending there, too"),
    SPAM: StateHere(State.REJECTED, Reason.SPAM, "spam there"),
    TRASH: StateHere(State.REJECTED, Reason.OTHER, "in the trash there"),
}
DELETED = "deleted"
"""Has no text; the source keeps it for its replies, and readers see that it was deleted."""
COMMENT_STATES = {
    **STATES_HERE,
    DELETED: StateHere(State.WITHDRAWN, Reason.OTHER, "deleted there, but has replies"),
}


def source_state_of(state: str, reason: str) -> str:
    """The state in the source that a state here corresponds to."""
    states = {
        State.PUBLISHED.value: PUBLISHED,
        State.PENDING.value: PENDING,
        State.WITHDRAWN.value: DELETED,
    }
    return states.get(state, SPAM if reason == Reason.SPAM else TRASH)
