"""Following a page elsewhere: what it says of an article is changed, withdrawn and brought back as that page is."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from byline.discussion import signals
from byline.discussion.actions.deciding import Grounds, change_state
from byline.discussion.actions.posting import ResponseRefused, context_of
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision
from byline.discussion.moderation.context import RuleContext, Verdict
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.openness import conditions_of
from byline.discussion.submission import Submission
from byline.press.actions import invalidate

VISIBLE_OR_PENDING = (State.PUBLISHED, State.PENDING)
LENIENT_FIRST = (State.PUBLISHED, State.PENDING, State.REJECTED)
RULE = "source"  # what a decision names where the page itself is the reason
ACT_FOR_STATE = {State.PUBLISHED: Act.RESTORE, State.PENDING: Act.HOLD, State.REJECTED: Act.REJECT}


def refresh(comment: Comment, said: Submission) -> Decision | None:
    """Let the response say what its page says by now, if that is something new, or is there again; the rules look at it anew.

    What a moderator rejected or removed stays so, and no change publishes what waits. None: nothing was to be done.
    Raises ValidationError, or Refused, with nothing changed.
    """
    now = timezone.now()
    context = context_of(
        comment.article, said, now, conditions_of(comment.article), editing=comment
    )
    if not _may_follow(comment, context):
        return None
    verdict = run_rules(context)
    if verdict.state is None:
        raise ResponseRefused(verdict)
    with transaction.atomic():
        current = (
            Comment.objects.select_for_update()
            .select_related("article", "policy_version")
            .get(pk=comment.pk)
        )
        if not _may_follow(current, context):
            return None
        _rewrite(current, context)
        decision = _place(current, verdict, now)
        transaction.on_commit(partial(signals.comment_edited.send, Comment, comment=current))
    return decision


def _may_follow(comment: Comment, context: RuleContext) -> bool:
    if _is_lost(comment):
        return True
    said, has = context.scrubbed, (comment.text, comment.name, comment.response_type)
    return comment.state in VISIBLE_OR_PENDING and has != (
        said.text,
        said.name,
        context.submission.response_type,
    )


def _is_lost(comment: Comment) -> bool:
    return comment.state == State.WITHDRAWN and comment.reason == Reason.SOURCE_GONE


def _place(comment: Comment, verdict: Verdict, now: datetime) -> Decision:
    """Bring the response where the verdict sends it, or leave it where it stands."""
    wanted = verdict.state or State.PENDING
    if not _is_lost(comment):
        stood = State(comment.state)
        wanted = max(stood, wanted, key=LENIENT_FIRST.index)
        if wanted == stood:
            return change_state(
                comment, stood, Act.EDIT, Grounds(Reason(comment.reason), rule=RULE, now=now)
            )
    return change_state(
        comment,
        wanted,
        ACT_FOR_STATE[wanted],
        Grounds(verdict.reason, rule=verdict.rule, detail=verdict.detail, now=now),
    )


def _rewrite(comment: Comment, context: RuleContext) -> None:
    said = context.scrubbed
    comment.name, comment.text, comment.html, comment.text_key = (
        said.name,
        said.text,
        said.html,
        context.text_key,
    )
    comment.response_type, comment.link, comment.edited_at = (
        context.submission.response_type,
        said.link,
        context.now,
    )
    comment.save(
        update_fields=["name", "text", "html", "text_key", "response_type", "link", "edited_at"]
    )
    invalidate(f"discussion:{comment.article_id}")


@transaction.atomic
def mark_gone(comment: Comment, detail: str = "") -> Decision | None:
    """Withdraw a response whose page is gone or links here no longer. None where it does not stand."""
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    if current.state not in VISIBLE_OR_PENDING:
        return None
    return change_state(
        current,
        State.WITHDRAWN,
        Act.WITHDRAW,
        Grounds(Reason.SOURCE_GONE, rule=RULE, detail=detail),
    )
