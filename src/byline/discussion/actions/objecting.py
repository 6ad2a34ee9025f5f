"""Objecting: an author says that a decision was wrong, and another person decides once more (DSA, article 20)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, StateConflict, change_state, decide
from byline.discussion.actions.notifying import OBJECTION_PERIOD, notify_author
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision, Objection
from byline.discussion.moderators import others_moderate

ONLY_MODERATOR_NOTE = "settled by whom it is about: nobody else moderates here"
REVERSAL_FOR_STATE = {
    State.REJECTED: Act.RESTORE,
    State.REMOVED: Act.RESTORE,
    State.PENDING: Act.PUBLISH,
}
CONTESTABLE_ACTS = (
    Act.REJECT,
    Act.REMOVE,
    Act.HOLD,
    Act.EDIT,
)  # an edit, where a rule held or rejected what it came to


def contestable(comment: Comment, now: datetime) -> Decision | None:
    """The decision that keeps the response from readers, while its author may object to it."""
    kept_away = comment.state in (State.REJECTED, State.REMOVED) or (
        comment.state == State.PENDING and comment.was_published
    )
    if not kept_away or comment.is_silenced:
        return None
    last = (
        comment.decisions.filter(act__in=CONTESTABLE_ACTS)
        .exclude(rule="author")
        .order_by("-pk")
        .first()
    )
    if (
        last is None
        or now > last.at + OBJECTION_PERIOD
        or Objection.objects.filter(decision=last).exists()
    ):
        return None
    return last


@transaction.atomic
def object_to(comment: Comment, words: str) -> Objection:
    """Say, as its author, that what was decided last about the response was wrong: it returns to the queue.

    Raises NotNow when there is nothing to object to: nothing keeps it from readers, it is too late, or it was done already.
    """
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    now = timezone.now()
    decision = contestable(current, now)
    if decision is None:
        raise StateConflict(current, Act.UPHOLD)
    return Objection.objects.create(decision=decision, comment=current, words=words, made_at=now)


def may_settle(objection: Objection, user: User) -> bool:
    """Whether this person decides about it: not who made the decision, unless nobody else moderates the site."""
    return objection.decision.by_id != user.pk or not others_moderate(
        user, objection.comment.site_id
    )


@transaction.atomic
def settle_objection(objection: Objection, *, by: User, upheld: bool, message: str) -> Decision:
    """Turn the decision over where the objection is right (`upheld`), else let it stand, and tell the author why.

    Raises PermissionDenied for who may not settle it, NotNow when it is settled already or the response is gone.
    """
    open_one = (
        Objection.objects.select_for_update()
        .select_related("decision", "comment")
        .get(pk=objection.pk)
    )
    if not may_settle(open_one, by):
        raise PermissionDenied
    comment = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=open_one.comment_id)
    )
    if open_one.settled_at:
        raise StateConflict(comment, Act.UPHOLD)
    ground = Grounds(
        Reason.MISTAKE if upheld else Reason(open_one.decision.reason),
        by=by,
        message=message,
        detail=ONLY_MODERATOR_NOTE if open_one.decision.by_id == by.pk else "",
        now=timezone.now(),
    )
    act = REVERSAL_FOR_STATE.get(State(comment.state)) if upheld else None
    outcome = decide(comment, act, ground) if act else _stand(comment, ground)
    Objection.objects.filter(pk=open_one.pk).update(outcome=outcome, settled_at=ground.now)
    return outcome


def _stand(comment: Comment, ground: Grounds) -> Decision:
    decision = change_state(comment, State(comment.state), Act.UPHOLD, ground)
    notify_author(decision)
    return decision
