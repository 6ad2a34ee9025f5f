"""Following a page elsewhere: what it says of an article is changed, withdrawn and brought back as that page is."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from byline.discussion import signals
from byline.discussion.actions.deciding import Ground, move
from byline.discussion.actions.posting import Refused, case_of
from byline.discussion.choices import Act, Reason, State
from byline.discussion.doors import conditions_of
from byline.discussion.models import Comment, Decision
from byline.discussion.moderation.case import Case, Verdict
from byline.discussion.moderation.listed import judge
from byline.discussion.submission import Submission
from byline.press.actions import invalidate

STANDS = (State.PUBLISHED, State.PENDING)
MILDEST_FIRST = (State.PUBLISHED, State.PENDING, State.REJECTED)
RULE = "source"  # what a decision names where the page itself is the reason
BACK = {State.PUBLISHED: Act.RESTORE, State.PENDING: Act.HOLD, State.REJECTED: Act.REJECT}


def refresh(comment: Comment, said: Submission) -> Decision | None:
    """Let the response say what its page says by now, if that is something new, or is there again; the rules look at it anew.

    What a moderator rejected or removed stays so, and no change publishes what waits. None: nothing was to be done.
    Raises ValidationError, or Refused, with nothing changed.
    """
    now = timezone.now()
    case = case_of(comment.article, said, now, conditions_of(comment.article), editing=comment)
    if not _may_follow(comment, case):
        return None
    verdict = judge(case)
    if verdict.state is None:
        raise Refused(verdict)
    with transaction.atomic():
        current = (
            Comment.objects.select_for_update()
            .select_related("article", "policy_version")
            .get(pk=comment.pk)
        )
        if not _may_follow(current, case):
            return None
        _rewrite(current, case)
        decision = _place(current, verdict, now)
        transaction.on_commit(partial(signals.comment_edited.send, Comment, comment=current))
    return decision


def _may_follow(comment: Comment, case: Case) -> bool:
    if _is_lost(comment):
        return True
    said, has = case.scrubbed, (comment.text, comment.name, comment.gesture)
    return comment.state in STANDS and has != (said.text, said.name, case.submission.gesture)


def _is_lost(comment: Comment) -> bool:
    return comment.state == State.WITHDRAWN and comment.reason == Reason.SOURCE_GONE


def _place(comment: Comment, verdict: Verdict, now: datetime) -> Decision:
    """Bring the response where the verdict sends it, or leave it where it stands."""
    wanted = verdict.state or State.PENDING
    if not _is_lost(comment):
        stood = State(comment.state)
        wanted = max(stood, wanted, key=MILDEST_FIRST.index)
        if wanted == stood:
            return move(
                comment, stood, Act.EDIT, Ground(Reason(comment.reason), rule=RULE, now=now)
            )
    return move(
        comment,
        wanted,
        BACK[wanted],
        Ground(verdict.reason, rule=verdict.rule, detail=verdict.detail, now=now),
    )


def _rewrite(comment: Comment, case: Case) -> None:
    said = case.scrubbed
    comment.name, comment.text, comment.html, comment.text_key = (
        said.name,
        said.text,
        said.html,
        case.text_key,
    )
    comment.gesture, comment.link, comment.edited_at = case.submission.gesture, said.link, case.now
    comment.save(update_fields=["name", "text", "html", "text_key", "gesture", "link", "edited_at"])
    invalidate(f"talk:{comment.article_id}")


@transaction.atomic
def mark_gone(comment: Comment, detail: str = "") -> Decision | None:
    """Withdraw a response whose page is gone or links here no longer. None where it does not stand."""
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    if current.state not in STANDS:
        return None
    return move(
        current, State.WITHDRAWN, Act.WITHDRAW, Ground(Reason.SOURCE_GONE, rule=RULE, detail=detail)
    )
