"""What readers see and send of the discussion."""

from byline.discussion.views.bits import me, proof
from byline.discussion.views.change import change
from byline.discussion.views.confirm import confirm
from byline.discussion.views.figures import moderation_figures
from byline.discussion.views.held import ask_held, held_of_account, held_of_guest
from byline.discussion.views.objection import objection
from byline.discussion.views.own import own_responses
from byline.discussion.views.pages import responses
from byline.discussion.views.report import report, report_illegal, report_receipt
from byline.discussion.views.respond import respond
from byline.discussion.views.unsubscribe import unsubscribe
from byline.discussion.views.yours import mine, withdrawn, yours

__all__ = [
    "ask_held",
    "change",
    "confirm",
    "held_of_account",
    "held_of_guest",
    "me",
    "mine",
    "moderation_figures",
    "objection",
    "own_responses",
    "proof",
    "report",
    "report_illegal",
    "report_receipt",
    "respond",
    "responses",
    "unsubscribe",
    "withdrawn",
    "yours",
]
