"""Responses that stand for pages elsewhere change and disappear with their pages."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from byline.discussion.actions.deciding import Grounds, change_state, locked
from byline.discussion.actions.posting import ResponseRefused, context_of
from byline.discussion.actions.rule_hits import count_hit
from byline.discussion.choices import LENIENT_FIRST, Act, Reason, State
from byline.discussion.models import Comment, Decision
from byline.discussion.moderation.context import RuleContext, Verdict
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.openness import conditions_of
from byline.discussion.submission import Submission
from byline.press.actions import invalidate

VISIBLE_OR_PENDING = (State.PUBLISHED, State.PENDING)
SOURCE_RULE = "source"  # the rule in decisions of which the page itself is the cause
ACT_FOR_STATE = {State.PUBLISHED: Act.RESTORE, State.PENDING: Act.HOLD, State.REJECTED: Act.REJECT}


def refresh(comment: Comment, submission: Submission) -> Decision | None:
    """Update a response to what its page says now, or bring it back with its page.

    The rules run again. A response that a moderator rejected or removed stays that way, and no
    change publishes a pending one. Returns None if there was nothing to do. Raises
    ValidationError, or ResponseRefused, with the response unchanged.
    """
    now = timezone.now()
    conditions = conditions_of(comment.article)
    context = context_of(comment.article, submission, now, conditions, editing=comment)
    if not _may_refresh(comment, context):
        return None
    verdict = run_rules(context)
    if verdict.state is None:
        count_hit(verdict, now)
        raise ResponseRefused(verdict)
    with transaction.atomic():
        current = locked(comment)
        if not _may_refresh(current, context):
            return None
        _rewrite(current, context)
        count_hit(verdict, now)
        return _apply(verdict, current, now)


def _may_refresh(comment: Comment, context: RuleContext) -> bool:
    if _is_source_gone(comment):
        return True
    sanitized, response_type = context.sanitized, context.submission.response_type
    before = (comment.text, comment.name, comment.response_type)
    is_changed = before != (sanitized.text, sanitized.name, response_type)
    return comment.state in VISIBLE_OR_PENDING and is_changed


def _is_source_gone(comment: Comment) -> bool:
    return comment.state == State.WITHDRAWN and comment.reason == Reason.SOURCE_GONE


def _apply(verdict: Verdict, comment: Comment, now: datetime) -> Decision:
    """Move the response to the state of the verdict, unless its own is stricter."""
    after = verdict.state or State.PENDING
    if not _is_source_gone(comment):
        before = State(comment.state)
        after = max(before, after, key=LENIENT_FIRST.index)
        if after == before:
            grounds = Grounds(Reason(comment.reason), rule=SOURCE_RULE, now=now)
            return change_state(comment, before, Act.EDIT, grounds)
    grounds = Grounds(verdict.reason, rule=verdict.rule, detail=verdict.detail, now=now)
    return change_state(comment, after, ACT_FOR_STATE[after], grounds)


def _rewrite(comment: Comment, context: RuleContext) -> None:
    sanitized = context.sanitized
    comment.name, comment.link = sanitized.name, sanitized.link
    comment.text, comment.html, comment.text_key = sanitized.text, sanitized.html, context.text_key
    comment.response_type, comment.edited_at = context.submission.response_type, context.now
    comment.save(
        update_fields=["name", "link", "text", "html", "text_key", "response_type", "edited_at"]
    )
    invalidate(f"discussion:{comment.article_id}")


@transaction.atomic
def mark_gone(comment: Comment, detail: str = "") -> Decision | None:
    """Withdraw a response whose page is gone or no longer links here.

    Returns None if the response is neither visible nor pending.
    """
    current = locked(comment)
    if current.state not in VISIBLE_OR_PENDING:
        return None
    grounds = Grounds(Reason.SOURCE_GONE, rule=SOURCE_RULE, detail=detail)
    return change_state(current, State.WITHDRAWN, Act.WITHDRAW, grounds)
