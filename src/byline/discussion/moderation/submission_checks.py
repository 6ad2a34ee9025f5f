"""How it was handed in."""

from byline.discussion.choices import Reason
from byline.discussion.history import first_with
from byline.discussion.models import Comment
from byline.discussion.moderation.context import RuleContext, Verdict, hold, refuse, reject


def duplicate(context: RuleContext) -> Verdict | None:
    """The same words by the same author under the same article: the first one is shown, kindly."""
    if context.editing:
        return None
    first = first_with(context.text_key, context.author, context.article.pk)
    return Verdict(None, Reason.DUPLICATE, earlier=Comment.objects.get(pk=first)) if first else None


def flood(context: RuleContext) -> Verdict | None:
    """More in a short time than a person in a conversation writes."""
    if context.editing:
        return None
    number = context.history.just_now
    return (
        refuse(Reason.FLOOD, f"{number} in {context.rules.flood_minutes} min")
        if number >= context.rules.flood_number
        else None
    )


def honeypot(context: RuleContext) -> Verdict | None:
    """A field that people don't see was filled in."""
    return (
        reject(Reason.HONEYPOT, context.submission.honeypot[:100])
        if context.submission.honeypot
        else None
    )


def too_fast(context: RuleContext) -> Verdict | None:
    """Handed in sooner after the form was handed out than a person can write."""
    started = context.submission.started_at
    if started is None or context.editing:
        return None
    seconds = (context.now - started).total_seconds()
    return (
        hold(Reason.TOO_FAST, f"{seconds:.1f} s") if seconds < context.rules.min_seconds else None
    )


def no_proof(context: RuleContext) -> Verdict | None:
    """Its sender's machine did not do the work that makes mass posting dear. A browser without script can't."""
    wanted = (
        context.rules.requires_proof
        and context.submission.has_proof is False
        and context.submission.user is None
    )
    return hold(Reason.NO_PROOF) if wanted and not context.editing else None
