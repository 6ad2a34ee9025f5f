"""Objecting: an author says that a decision was wrong, and another person decides once more (DSA, article 20)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions.deciding import Ground, NotNow, decide, move
from byline.discussion.actions.telling import MAY_OBJECT, tell_author
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision, Objection
from byline.discussion.moderators import others_moderate

ALONE = "settled by whom it is about: nobody else moderates here"
TURNS_OVER = {State.REJECTED: Act.RESTORE, State.REMOVED: Act.RESTORE, State.PENDING: Act.PUBLISH}
AGAINST = (
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
    last = comment.decisions.filter(act__in=AGAINST).exclude(rule="author").order_by("-pk").first()
    if (
        last is None
        or now > last.at + MAY_OBJECT
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
        raise NotNow(current, Act.UPHOLD)
    return Objection.objects.create(decision=decision, comment=current, words=words, made_at=now)


def may_settle(objection: Objection, user: User) -> bool:
    """Whether this person decides about it: not who made the decision, unless nobody else moderates the site."""
    return objection.decision.by_id != user.pk or not others_moderate(
        user, objection.comment.site_id
    )


@transaction.atomic
def settle_objection(objection: Objection, *, by: User, upheld: bool, told: str) -> Decision:
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
        raise NotNow(comment, Act.UPHOLD)
    ground = Ground(
        Reason.MISTAKE if upheld else Reason(open_one.decision.reason),
        by=by,
        told=told,
        detail=ALONE if open_one.decision.by_id == by.pk else "",
        now=timezone.now(),
    )
    act = TURNS_OVER.get(State(comment.state)) if upheld else None
    outcome = decide(comment, act, ground) if act else _stand(comment, ground)
    Objection.objects.filter(pk=open_one.pk).update(outcome=outcome, settled_at=ground.now)
    return outcome


def _stand(comment: Comment, ground: Ground) -> Decision:
    decision = move(comment, State(comment.state), Act.UPHOLD, ground)
    tell_author(decision)
    return decision
