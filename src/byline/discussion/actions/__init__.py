"""The discussion's verbs: the only writers of what models/ names."""

from byline.discussion.actions.deciding import Ground, NotNow, decide, pin, speak_as, undo
from byline.discussion.actions.following import mark_gone, refresh
from byline.discussion.actions.posting import Posted, Refused, post_comment
from byline.discussion.actions.receiving import Talk, receive_responses, revise_received

__all__ = [
    "Ground",
    "NotNow",
    "Posted",
    "Refused",
    "Talk",
    "decide",
    "mark_gone",
    "pin",
    "post_comment",
    "receive_responses",
    "refresh",
    "revise_received",
    "speak_as",
    "undo",
]
