"""The discussion's pages for readers."""

from byline.discussion.views.account_panel import own_responses
from byline.discussion.views.change import change
from byline.discussion.views.confirm import confirm
from byline.discussion.views.my_data import my_data_of_account, my_data_of_guest, request_my_data
from byline.discussion.views.objection import objection
from byline.discussion.views.own_response import (
    own_response,
    own_response_of_account,
    withdraw_response,
)
from byline.discussion.views.report import report, report_illegal, report_receipt
from byline.discussion.views.respond import respond
from byline.discussion.views.response_pages import responses
from byline.discussion.views.script_data import me, proof
from byline.discussion.views.transparency_report import transparency_report
from byline.discussion.views.unsubscribe import unsubscribe

__all__ = [
    "change",
    "confirm",
    "me",
    "my_data_of_account",
    "my_data_of_guest",
    "objection",
    "own_response",
    "own_response_of_account",
    "own_responses",
    "proof",
    "report",
    "report_illegal",
    "report_receipt",
    "request_my_data",
    "respond",
    "responses",
    "transparency_report",
    "unsubscribe",
    "withdraw_response",
]
