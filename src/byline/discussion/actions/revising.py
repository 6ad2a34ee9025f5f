"""What authors do to their own responses."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from byline.discussion.actions.deciding import Grounds, change_state, decide, locked
from byline.discussion.actions.posting import ResponseRefused, context_of
from byline.discussion.actions.rule_hits import count_hit
from byline.discussion.choices import LENIENT_FIRST, Act, Reason, State
from byline.discussion.models import Comment, CommentRules, Decision
from byline.discussion.moderation.context import Verdict
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.openness import Conditions
from byline.discussion.submission import Submission
from byline.press.actions import invalidate

CHANGEABLE_STATES = (State.PUBLISHED, State.PENDING, State.UNCONFIRMED)


class TooLate(Exception):
    """The response can no longer be changed by its author."""


def changeable_until(comment: Comment, rules: CommentRules, now: datetime) -> datetime | None:
    """Until when its author may change the response; None: no longer."""
    until = comment.posted_at + timedelta(minutes=rules.edit_minutes)
    is_changeable = comment.state_for_author in CHANGEABLE_STATES and now < until
    return until if is_changeable else None


def revise(
    comment: Comment,
    text: str,
    conditions: Conditions,
    *,
    address: str | None = None,
    agent: str = "",
) -> Decision:
    """Replace the text of the response, as its author; the rules run as for a new response.

    If a rule objects, the response is held or rejected; but no edit publishes a pending response.
    Each text is stored with its decision. Raises TooLate, ValidationError, keyed by field, or
    ResponseRefused, with the response unchanged.
    """
    now = timezone.now()
    submission = Submission(
        name=comment.name,
        text=text,
        mail=comment.mail,
        link=comment.link,
        user=comment.author,
        address=address,
        agent=agent,
        kind=comment.kind,
    )
    context = context_of(comment.article, submission, now, conditions, editing=comment)
    verdict = run_rules(context)
    if verdict.state is None:
        count_hit(verdict, now)
        raise ResponseRefused(verdict)
    with transaction.atomic():
        current = locked(comment)
        if changeable_until(current, conditions.rules, now) is None:
            raise TooLate
        current.text, current.html = context.sanitized.text, context.sanitized.html
        current.text_key, current.edited_at = context.text_key, now
        current.save(update_fields=["text", "html", "text_key", "edited_at"])
        invalidate(f"discussion:{current.article_id}", f"responses:{current.site_id}")
        count_hit(verdict, now)
        return _apply(verdict, current, now)


def _apply(verdict: Verdict, comment: Comment, now: datetime) -> Decision:
    """Move a changed response to the state of the verdict, unless its own is stricter."""
    is_unconfirmed = comment.state == State.UNCONFIRMED
    before = State(comment.next_state or State.PENDING) if is_unconfirmed else State(comment.state)
    after = max(before, verdict.state or State.PENDING, key=LENIENT_FIRST.index)
    grounds = Grounds(verdict.reason, rule=verdict.rule, detail=verdict.detail, now=now)
    if after == before:  # what kept it in its state before still does
        grounds = Grounds(Reason(comment.reason), rule="author", now=now)
    state = State.UNCONFIRMED if is_unconfirmed and after != State.REJECTED else after
    decision = change_state(comment, state, Act.EDIT, grounds)
    if state == State.UNCONFIRMED:
        Comment.objects.filter(pk=comment.pk).update(next_state=after)
    return decision


def withdraw(comment: Comment) -> Decision:
    """Withdraw one's own response for good; its number and a placeholder stay.

    Raises StateConflict.
    """
    return decide(comment, Act.WITHDRAW, Grounds(Reason.AUTHOR_WISH, rule="author"))


def unsubscribe_from_replies(comment: Comment, *, anywhere: bool) -> None:
    """Send the author no more mail about replies: to their responses under this article, or to
    those `anywhere` on the site.
    """
    own = Comment.objects.filter(pk=comment.pk)
    if comment.author_id:
        own |= Comment.objects.filter(author=comment.author_id, site=comment.site_id)
    elif comment.mail_key:
        own |= Comment.objects.filter(author=None, mail_key=comment.mail_key, site=comment.site_id)
    if not anywhere:
        own = own.filter(article=comment.article_id)
    own.filter(wants_replies=True).update(wants_replies=False)
