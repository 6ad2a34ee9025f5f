"""The discussion's verbs: the only writers of what models/ names."""

from byline.discussion.actions.deciding import Ground, NotNow, decide, pin, speak_as, undo
from byline.discussion.actions.following import follow, lose
from byline.discussion.actions.posting import Posted, Refused, post_comment
from byline.discussion.actions.receiving import Talk, receive_responses, revise_received

__all__ = [
    "Ground",
    "NotNow",
    "Posted",
    "Refused",
    "Talk",
    "decide",
    "follow",
    "lose",
    "pin",
    "post_comment",
    "receive_responses",
    "revise_received",
    "speak_as",
    "undo",
]
