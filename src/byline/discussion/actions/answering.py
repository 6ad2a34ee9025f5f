"""Answering: a moderator's word on a response, which also answers the reports about it."""

from django.db import transaction

from byline.accounts.models import User
from byline.discussion.actions.deciding import Ground, NotNow, decide, move, settle_reports, undo
from byline.discussion.choices import Act, State
from byline.discussion.models import Comment, Decision, Report

ANSWERS = {Act.PUBLISH, Act.RESTORE, Act.REJECT, Act.REMOVE}


@transaction.atomic
def answer(comment: Comment, act: Act, ground: Ground) -> Decision:
    """Do `act`, as decide() does, and settle the reports about the response by it. Raises NotNow."""
    decision = decide(comment, act, ground)
    if act in ANSWERS:
        settle_reports(decision)
    return decision


@transaction.atomic
def let_stand(comment: Comment, ground: Ground) -> Decision:
    """Look at a published response again and leave it; the reports about it are settled. Raises NotNow."""
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    if current.state != State.PUBLISHED:
        raise NotNow(current, Act.PUBLISH)
    decision = move(current, State.PUBLISHED, Act.PUBLISH, ground)
    settle_reports(decision)
    return decision


@transaction.atomic
def take_back(decision: Decision, *, by: User) -> Decision:
    """Undo the decision; the reports that it settled are open again. Raises NotNow."""
    undone = undo(decision, by=by)
    Report.objects.filter(outcome=decision).update(outcome=None, settled_at=None, told_at=None)
    return undone
