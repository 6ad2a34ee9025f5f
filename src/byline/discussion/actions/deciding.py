"""Decisions about responses, each stored with its reason."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from byline.accounts.models import User
from byline.discussion.actions.notifying import cancel_notice, notify_author, notify_of_reply
from byline.discussion.actions.numbering import adjust_published_count, give_number
from byline.discussion.choices import Act, Reason, State, Voice
from byline.discussion.integrations.registry import report_decision
from byline.discussion.models import Comment, Decision, Report
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
MAX_DETAIL_LENGTH = 300


class StateConflict(Exception):
    """The response is no longer in a state that allows the act: somebody else was faster."""

    def __init__(self, comment: Comment, act: Act) -> None:
        message = _("The response is now “%(state)s”, so this is no longer possible: %(act)s.")
        super().__init__(message % {"state": comment.get_state_display(), "act": act.label})
        self.comment = comment


@dataclass(frozen=True)
class Grounds:
    """Why a decision is made: a reason's code, and the person or rule that decides.

    `message` is for the author, `detail` for the desk.
    """

    reason: Reason
    by: User | None = None
    rule: str = ""
    message: str = ""
    detail: str = ""
    now: datetime = field(default_factory=timezone.now)


def locked(comment: Comment) -> Comment:
    """The response as it is now, locked until the end of the transaction."""
    comments = Comment.objects.select_for_update(of=("self",)).select_related(
        "article", "policy_version"
    )
    return comments.get(pk=comment.pk)


@transaction.atomic
def decide(comment: Comment, act: Act, grounds: Grounds) -> Decision:
    """Do `act` to the response, adjust the counts, store the decision and notify the author.

    The decision keeps the text as it was. Raises StateConflict, with nothing changed.
    """
    current = locked(comment)
    is_unheard = act == Act.WITHDRAW and current.is_silenced
    if State(current.state) not in ALLOWED_STATES[act] and not is_unheard:
        raise StateConflict(current, act)
    decision = change_state(current, STATE_AFTER[act], act, grounds)
    notify_author(decision)
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: User, now: datetime | None = None) -> Decision:
    """Restore the state before the response's last decision.

    Raises StateConflict when another decision followed.
    """
    current = locked(decision.comment)
    if current.decisions.order_by("-pk").first() != decision or not decision.before:
        raise StateConflict(current, Act.RESTORE)
    grounds = Grounds(Reason.MISTAKE, by=by, now=now or timezone.now())
    act = Act.RESTORE if decision.before == State.PUBLISHED else Act.HOLD
    undone = change_state(current, State(decision.before), act, grounds)
    if not cancel_notice(decision):
        notify_author(undone)
    return undone


def change_state(comment: Comment, state: State, act: Act, grounds: Grounds) -> Decision:
    """Bring a locked response into `state`, with the count, the decision and its consequences."""
    before, is_published = State(comment.state), state == State.PUBLISHED
    decision = Decision.objects.create(
        comment=comment,
        act=act,
        reason=grounds.reason,
        rule=grounds.rule,
        by=grounds.by,
        detail=grounds.detail[:MAX_DETAIL_LENGTH],
        message=grounds.message,
        policy_version=comment.policy_version,
        before=before,
        text=comment.text,
        at=grounds.now,
    )
    comment.state, comment.reason, comment.decided_at = state, grounds.reason, grounds.now
    is_first_publication = is_published and not comment.was_published
    if is_published:
        give_number(comment)
    comment.next_state = ""
    comment.is_pinned = comment.is_pinned and is_published
    comment.save(
        update_fields=[
            "state",
            "reason",
            "decided_at",
            "number",
            "was_published",
            "next_state",
            "is_pinned",
        ]
    )
    if comment.was_published:
        invalidate(f"discussion:{comment.article_id}", f"responses:{comment.site_id}")
    adjust_published_count(comment, is_published - (before == State.PUBLISHED))
    if is_first_publication:
        notify_of_reply(comment)
    if state in REPORT_ENDING_STATES:
        settle_reports(decision)
    report_decision(decision)
    return decision


def settle_reports(decision: Decision) -> None:
    """Settle the open reports; `reporting.notify_reporters` mails the outcome later."""
    Report.objects.filter(comment=decision.comment_id, settled_at=None).update(
        outcome=decision, settled_at=decision.at
    )


@transaction.atomic
def pin(comment: Comment, *, pinned: bool) -> None:
    """Show a published response above the others, or stop doing so."""
    Comment.objects.published().filter(pk=comment.pk).update(is_pinned=pinned)
    invalidate(f"discussion:{comment.article_id}")


@transaction.atomic
def speak_as(comment: Comment, voice: Voice) -> None:
    """Mark the response as a reader's, the article's author's or the staff's."""
    Comment.objects.filter(pk=comment.pk).update(voice=voice)
    invalidate(f"discussion:{comment.article_id}")
