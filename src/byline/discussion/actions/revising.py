"""Revising: what authors do to their own responses."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from byline.discussion import signals
from byline.discussion.actions.deciding import Grounds, change_state, decide
from byline.discussion.actions.posting import ResponseRefused, context_of
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, CommentRules, Decision
from byline.discussion.moderation.context import Verdict
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.openness import Conditions
from byline.discussion.submission import Submission
from byline.press.actions import invalidate

CHANGEABLE = (State.PUBLISHED, State.PENDING, State.UNCONFIRMED)
LENIENT_FIRST = (State.PUBLISHED, State.PENDING, State.REJECTED)


class TooLate(Exception):
    """The time to change one's own response is over, or it no longer stands where it could be changed."""


def changeable_until(comment: Comment, rules: CommentRules, now: datetime) -> datetime | None:
    """Until when its author may change the response; None: no longer."""
    until = comment.posted_at + timedelta(minutes=rules.edit_minutes)
    return until if comment.state_for_author in CHANGEABLE and now < until else None


def revise(
    comment: Comment,
    text: str,
    conditions: Conditions,
    *,
    address: str | None = None,
    agent: str = "",
) -> Decision:
    """Give the response another text, as its author; the same rules look at it as at a new one.

    What they hold or reject is held or rejected; but no edit publishes what waits for a moderator, whatever they say of it.
    Each text is kept with its decision. Raises TooLate, ValidationError, keyed by field, or Refused, with nothing changed.
    """
    now = timezone.now()
    said = Submission(
        name=comment.name,
        text=text,
        mail=comment.mail,
        link=comment.link,
        user=comment.author,
        address=address,
        agent=agent,
        kind=comment.kind,
    )
    context = context_of(comment.article, said, now, conditions, editing=comment)
    verdict = run_rules(context)
    if verdict.state is None:
        raise ResponseRefused(verdict)
    with transaction.atomic():
        current = (
            Comment.objects.select_for_update()
            .select_related("article", "policy_version")
            .get(pk=comment.pk)
        )
        if changeable_until(current, conditions.rules, now) is None:
            raise TooLate
        current.text, current.html, current.text_key = (
            context.scrubbed.text,
            context.scrubbed.html,
            context.text_key,
        )
        current.edited_at = now
        current.save(update_fields=["text", "html", "text_key", "edited_at"])
        invalidate(f"discussion:{current.article_id}", f"responses:{current.site_id}")
        return _place(current, verdict, now)


def _place(comment: Comment, verdict: Verdict, now: datetime) -> Decision:
    """Bring a changed response where the verdict sends it, or leave it where it waits."""
    waits = comment.state == State.UNCONFIRMED
    stood = State(comment.next_state or State.PENDING) if waits else State(comment.state)
    wanted = max(stood, verdict.state or State.PENDING, key=LENIENT_FIRST.index)
    ground = Grounds(verdict.reason, rule=verdict.rule, detail=verdict.detail, now=now)
    if wanted == stood:  # nothing new keeps it where it is
        ground = Grounds(Reason(comment.reason), rule="author", now=now)
    state = State.UNCONFIRMED if waits and wanted != State.REJECTED else wanted
    decision = change_state(comment, state, Act.EDIT, ground)
    if state == State.UNCONFIRMED:
        Comment.objects.filter(pk=comment.pk).update(next_state=wanted)
    transaction.on_commit(partial(signals.comment_edited.send, Comment, comment=comment))
    return decision


def withdraw(comment: Comment) -> Decision:
    """Take one's own response away from readers, for good; its number and a placeholder stay. Raises NotNow."""
    return decide(comment, Act.WITHDRAW, Grounds(Reason.AUTHOR_WISH, rule="author"))


def unsubscribe_from_replies(comment: Comment, *, anywhere: bool) -> None:
    """Tell whoever wrote the response of no more replies to what they wrote under this article, or `anywhere` on the site."""
    theirs = Comment.objects.filter(pk=comment.pk)
    if comment.author_id:
        theirs |= Comment.objects.filter(author=comment.author_id, site=comment.site_id)
    elif comment.mail_key:
        theirs |= Comment.objects.filter(
            author=None, mail_key=comment.mail_key, site=comment.site_id
        )
    if not anywhere:
        theirs = theirs.filter(article=comment.article_id)
    theirs.filter(wants_replies=True).update(wants_replies=False)
