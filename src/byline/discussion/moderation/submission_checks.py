"""Rules about how a response was submitted."""

from byline.discussion.choices import Reason
from byline.discussion.history import first_with
from byline.discussion.models import Comment
from byline.discussion.moderation.context import RuleContext, Verdict, hold, refuse, reject

AUTHORS_PER_NETWORK = 4
MAX_HONEYPOT_DETAIL = 100  # characters of what a bot filled in


def duplicate(context: RuleContext) -> Verdict | None:
    """A second response with the same text by the same author is not stored; the first is shown."""
    if context.editing:
        return None
    user = context.submission.user
    first = first_with(
        context.text_key,
        user.pk if user else None,
        context.mail_key,
        context.address_key,
        context.article.pk,
    )
    return Verdict(None, Reason.DUPLICATE, earlier=Comment.objects.get(pk=first)) if first else None


def flood(context: RuleContext) -> Verdict | None:
    """More responses in a short time than the site allows are refused.

    The guests of one network count as one author; with people who have accounts there, it may send
    some times as many.
    """
    if context.editing:
        return None
    history, allowed = context.history, context.rules.flood_number
    for number, maximum in (
        (history.just_now, allowed),
        (history.network_just_now, allowed * AUTHORS_PER_NETWORK),
    ):
        if number >= maximum:
            return refuse(Reason.FLOOD, f"{number} in {context.rules.flood_minutes} min")
    return None


def honeypot(context: RuleContext) -> Verdict | None:
    """Responses with text in a field that people don't see are rejected without being told."""
    honeypot = context.submission.honeypot
    return reject(Reason.HONEYPOT, honeypot[:MAX_HONEYPOT_DETAIL]) if honeypot else None


def too_fast(context: RuleContext) -> Verdict | None:
    """Responses that were written faster than a person can write wait for a moderator."""
    started = context.submission.started_at
    if started is None or context.editing:
        return None
    seconds = (context.now - started).total_seconds()
    if seconds < context.rules.min_seconds:
        return hold(Reason.TOO_FAST, f"{seconds:.1f} s")
    return None


def no_proof(context: RuleContext) -> Verdict | None:
    """Guests' responses without a proof of work wait, such as from browsers without JavaScript."""
    submission = context.submission
    lacks_proof = submission.has_proof is False and submission.user is None
    if context.rules.requires_proof and lacks_proof and not context.editing:
        return hold(Reason.NO_PROOF)
    return None
