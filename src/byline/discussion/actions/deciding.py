"""Deciding: what moderators do to a response, each time with a reason, and kept."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from byline.accounts.models import User
from byline.discussion import signals
from byline.discussion.actions.notifying import cancel_notice, notify_author, notify_of_reply
from byline.discussion.choices import Act, Reason, State, Voice
from byline.discussion.models import Comment, Decision, Report, Thread
from byline.press.actions import invalidate

STATE_AFTER = {
    Act.PUBLISH: State.PUBLISHED,
    Act.RESTORE: State.PUBLISHED,
    Act.HOLD: State.PENDING,
    Act.REJECT: State.REJECTED,
    Act.REMOVE: State.REMOVED,
    Act.WITHDRAW: State.WITHDRAWN,
    Act.ERASE: State.ERASED,
}
REPORT_ENDING_STATES = {State.REJECTED, State.REMOVED, State.WITHDRAWN, State.ERASED}
ALLOWED_STATES = {
    Act.PUBLISH: {State.PENDING, State.UNCONFIRMED},
    Act.RESTORE: {State.REJECTED, State.REMOVED, State.WITHDRAWN},
    Act.HOLD: {State.PUBLISHED},
    Act.REJECT: {State.PENDING, State.UNCONFIRMED},
    Act.REMOVE: {State.PUBLISHED},
    Act.WITHDRAW: {State.PENDING, State.UNCONFIRMED, State.PUBLISHED},
    Act.ERASE: set(State) - {State.ERASED},
}


class StateConflict(Exception):
    """The response is no longer in a state in which this can be done to it: somebody else was quicker."""

    def __init__(self, comment: Comment, act: Act) -> None:
        words = _("Response %(number)d is “%(state)s” by now; this can't be done to it: %(act)s.")
        super().__init__(
            words
            % {"number": comment.number, "state": comment.get_state_display(), "act": act.label}
        )
        self.comment = comment


@dataclass(frozen=True)
class Grounds:
    """Why: a reason's code, the person or the rule that decides, and words for the author (`told`) or for the desk."""

    reason: Reason
    by: User | None = None
    rule: str = ""
    message: str = ""
    detail: str = ""
    now: datetime = field(default_factory=timezone.now)


@transaction.atomic
def decide(comment: Comment, act: Act, ground: Grounds) -> Decision:
    """Do `act` to the response, count it, and write down who did it and why. Raises NotNow, with nothing changed.

    The decision is kept with the text of the time; after commit, `comment_decided` is sent.
    """
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    before = State(current.state)
    is_open = before in ALLOWED_STATES[act] or (act == Act.WITHDRAW and current.is_silenced)
    if not is_open:
        raise StateConflict(current, act)
    decision = change_state(current, STATE_AFTER[act], act, ground)
    notify_author(decision)
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: User, now: datetime | None = None) -> Decision:
    """Put the response back where it was before its last decision. Raises NotNow when another one followed."""
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=decision.comment_id)
    )
    if current.decisions.order_by("-pk").first() != decision or not decision.before:
        raise StateConflict(current, Act.RESTORE)
    ground = Grounds(Reason.MISTAKE, by=by, now=now or timezone.now())
    act = Act.RESTORE if decision.before == State.PUBLISHED else Act.HOLD
    undone = change_state(current, State(decision.before), act, ground)
    if not cancel_notice(decision):
        notify_author(undone)
    return undone


def change_state(comment: Comment, state: State, act: Act, ground: Grounds) -> Decision:
    """Bring a response that is locked into `state`, with its count and a decision that tells of it."""
    before, published = State(comment.state), state == State.PUBLISHED
    decision = Decision.objects.create(
        comment=comment,
        act=act,
        reason=ground.reason,
        rule=ground.rule,
        by=ground.by,
        detail=ground.detail[:300],
        message=ground.message,
        policy_version=comment.policy_version,
        before=before,
        text=comment.text,
        at=ground.now,
    )
    comment.state, comment.reason, comment.decided_at = state, ground.reason, ground.now
    is_first = published and not comment.was_published
    comment.was_published = comment.was_published or published
    comment.next_state = ""
    comment.is_pinned = comment.is_pinned and published
    comment.save(
        update_fields=["state", "reason", "decided_at", "was_published", "next_state", "is_pinned"]
    )
    if comment.was_published:
        invalidate(f"discussion:{comment.article_id}", f"responses:{comment.site_id}")
    adjust_published_count(comment, published - (before == State.PUBLISHED))
    if is_first:
        notify_of_reply(comment)
    if state in REPORT_ENDING_STATES:
        settle_reports(decision)
    transaction.on_commit(
        partial(signals.comment_decided.send, Comment, comment=comment, decision=decision)
    )
    return decision


def settle_reports(decision: Decision) -> None:
    """The decision answers the open reports about its response; actions.reporting tells who made them."""
    Report.objects.filter(comment=decision.comment_id, settled_at=None).update(
        outcome=decision, settled_at=decision.at
    )


def adjust_published_count(comment: Comment, change: int) -> None:
    """Keep the number of published responses of its article."""
    if change:
        Thread.objects.filter(article=comment.article_id).update(published=F("published") + change)


@transaction.atomic
def pin(comment: Comment, *, pinned: bool) -> None:
    """Show the published response above the others, or no longer."""
    Comment.objects.published().filter(pk=comment.pk).update(is_pinned=pinned)
    invalidate(f"discussion:{comment.article_id}")
    transaction.on_commit(partial(signals.comment_edited.send, Comment, comment=comment))


@transaction.atomic
def speak_as(comment: Comment, voice: Voice) -> None:
    """Mark the response as a reader's, the article's author's or the staff's."""
    Comment.objects.filter(pk=comment.pk).update(voice=voice)
    invalidate(f"discussion:{comment.article_id}")
    transaction.on_commit(partial(signals.comment_edited.send, Comment, comment=comment))
