"""Moderators' decisions about reported responses, which also settle the open reports."""

from django.db import transaction

from byline.accounts.models import User
from byline.discussion.actions.deciding import (
    Grounds,
    StateConflict,
    change_state,
    decide,
    locked,
    settle_reports,
    undo,
)
from byline.discussion.choices import Act, State
from byline.discussion.models import Comment, Decision, Report

SETTLING_ACTS = {Act.PUBLISH, Act.RESTORE, Act.REJECT, Act.REMOVE}


@transaction.atomic
def decide_and_settle(comment: Comment, act: Act, grounds: Grounds) -> Decision:
    """Apply `act` as `decide` does, and settle the reports about the response.

    Raises StateConflict.
    """
    decision = decide(comment, act, grounds)
    if act in SETTLING_ACTS:
        settle_reports(decision)
    return decision


@transaction.atomic
def keep_published(comment: Comment, grounds: Grounds) -> Decision:
    """Confirm a published response and settle the reports about it. Raises StateConflict."""
    current = locked(comment)
    if current.state != State.PUBLISHED:
        raise StateConflict(current, Act.PUBLISH)
    decision = change_state(current, State.PUBLISHED, Act.PUBLISH, grounds)
    settle_reports(decision)
    return decision


@transaction.atomic
def undo_and_reopen(decision: Decision, *, by: User) -> Decision:
    """Undo a decision and reopen the reports that it settled. Raises StateConflict."""
    undone = undo(decision, by=by)
    Report.objects.filter(outcome=decision).update(outcome=None, settled_at=None, notified_at=None)
    return undone
