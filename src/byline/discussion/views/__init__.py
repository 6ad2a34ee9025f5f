"""What readers see and send of the discussion."""

from byline.discussion.views.bits import me, proof
from byline.discussion.views.change import change
from byline.discussion.views.confirm import confirm
from byline.discussion.views.objection import objection
from byline.discussion.views.own import own_responses
from byline.discussion.views.pages import responses
from byline.discussion.views.respond import respond
from byline.discussion.views.unsubscribe import unsubscribe
from byline.discussion.views.yours import mine, withdrawn, yours

__all__ = [
    "change",
    "confirm",
    "me",
    "mine",
    "objection",
    "own_responses",
    "proof",
    "respond",
    "responses",
    "unsubscribe",
    "withdrawn",
    "yours",
]
