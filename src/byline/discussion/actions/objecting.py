"""Objections by authors to decisions, settled by another person (DSA, article 20)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions.deciding import (
    Grounds,
    StateConflict,
    change_state,
    decide,
    locked,
)
from byline.discussion.actions.notifying import OBJECTION_PERIOD, notify_author
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision, Objection
from byline.discussion.moderators import others_moderate

ONLY_MODERATOR_NOTE = "settled by the person who decided: nobody else moderates this site"
REVERSAL_FOR_STATE = {
    State.REJECTED: Act.RESTORE,
    State.REMOVED: Act.RESTORE,
    State.PENDING: Act.PUBLISH,
}
CONTESTABLE_ACTS = (Act.REJECT, Act.REMOVE, Act.HOLD, Act.EDIT)
"""With edits, because a rule may have held or rejected the changed text."""


def contestable_decision(comment: Comment, now: datetime) -> Decision | None:
    """The decision that hides the response from readers, if its author may object to it."""
    is_held_again = comment.state == State.PENDING and comment.was_published
    is_hidden = comment.state in (State.REJECTED, State.REMOVED) or is_held_again
    if not is_hidden or comment.is_silenced:
        return None
    decisions = comment.decisions.filter(act__in=CONTESTABLE_ACTS).exclude(rule="author")
    last = decisions.order_by("-pk").first()
    if last is None or now > last.at + OBJECTION_PERIOD:
        return None
    return None if Objection.objects.filter(decision=last).exists() else last


@transaction.atomic
def object_to(comment: Comment, words: str) -> Objection:
    """Object, as the author, to the last decision about the response: it returns to the queue.

    Raises StateConflict if there is no decision that the author may object to.
    """
    current = locked(comment)
    now = timezone.now()
    decision = contestable_decision(current, now)
    if decision is None:
        raise StateConflict(current, Act.UPHOLD)
    return Objection.objects.create(decision=decision, comment=current, words=words, made_at=now)


def may_settle(objection: Objection, user: User) -> bool:
    """Whether this person may settle it: not the one who decided, unless nobody else moderates."""
    site = objection.comment.site_id
    return objection.decision.by_id != user.pk or not others_moderate(user, site)


@transaction.atomic
def settle_objection(objection: Objection, *, by: User, upheld: bool, message: str) -> Decision:
    """Reverse the decision if the objection is `upheld`, else confirm it; tell the author why.

    Raises PermissionDenied for a person who may not settle it, StateConflict if it has been settled
    or the response is gone.
    """
    objections = Objection.objects.select_for_update(of=("self",)).select_related(
        "decision", "comment"
    )
    current = objections.get(pk=objection.pk)
    if not may_settle(current, by):
        raise PermissionDenied
    comment = locked(current.comment)
    if current.settled_at:
        raise StateConflict(comment, Act.UPHOLD)
    grounds = Grounds(
        Reason.MISTAKE if upheld else Reason(current.decision.reason),
        by=by,
        message=message,
        detail=ONLY_MODERATOR_NOTE if current.decision.by_id == by.pk else "",
        now=timezone.now(),
    )
    act = REVERSAL_FOR_STATE.get(State(comment.state)) if upheld else None
    outcome = decide(comment, act, grounds) if act else _confirm(comment, grounds)
    Objection.objects.filter(pk=current.pk).update(outcome=outcome, settled_at=grounds.now)
    return outcome


def _confirm(comment: Comment, grounds: Grounds) -> Decision:
    decision = change_state(comment, State(comment.state), Act.UPHOLD, grounds)
    notify_author(decision)
    return decision
