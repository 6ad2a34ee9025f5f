"""Answering: a moderator's word on a response, which also answers the reports about it."""

from django.db import transaction

from byline.accounts.models import User
from byline.discussion.actions.deciding import (
    Grounds,
    StateConflict,
    change_state,
    decide,
    settle_reports,
    undo,
)
from byline.discussion.choices import Act, State
from byline.discussion.models import Comment, Decision, Report

SETTLING_ACTS = {Act.PUBLISH, Act.RESTORE, Act.REJECT, Act.REMOVE}


@transaction.atomic
def decide_and_settle(comment: Comment, act: Act, ground: Grounds) -> Decision:
    """Do `act`, as decide() does, and settle the reports about the response by it. Raises NotNow."""
    decision = decide(comment, act, ground)
    if act in SETTLING_ACTS:
        settle_reports(decision)
    return decision


@transaction.atomic
def keep_published(comment: Comment, ground: Grounds) -> Decision:
    """Look at a published response again and leave it; the reports about it are settled. Raises NotNow."""
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    if current.state != State.PUBLISHED:
        raise StateConflict(current, Act.PUBLISH)
    decision = change_state(current, State.PUBLISHED, Act.PUBLISH, ground)
    settle_reports(decision)
    return decision


@transaction.atomic
def undo_and_reopen(decision: Decision, *, by: User) -> Decision:
    """Undo the decision; the reports that it settled are open again. Raises NotNow."""
    undone = undo(decision, by=by)
    Report.objects.filter(outcome=decision).update(outcome=None, settled_at=None, notified_at=None)
    return undone
