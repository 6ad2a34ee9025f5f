"""How it was handed in."""

from byline.discussion.choices import Reason
from byline.discussion.history import first_with
from byline.discussion.models import Comment
from byline.discussion.moderation.case import Case, Verdict, hold, refuse, reject


def duplicate(case: Case) -> Verdict | None:
    """The same words by the same author under the same article: the first one is shown, kindly."""
    if case.editing:
        return None
    first = first_with(case.text_key, case.author, case.article.pk)
    return Verdict(None, Reason.DUPLICATE, earlier=Comment.objects.get(pk=first)) if first else None


def flood(case: Case) -> Verdict | None:
    """More in a short time than a person in a conversation writes."""
    if case.editing:
        return None
    number = case.history.just_now
    return (
        refuse(Reason.FLOOD, f"{number} in {case.house.flood_minutes} min")
        if number >= case.house.flood_number
        else None
    )


def honeypot(case: Case) -> Verdict | None:
    """A field that people don't see was filled in."""
    return reject(Reason.HONEYPOT, case.submission.trap[:100]) if case.submission.trap else None


def too_fast(case: Case) -> Verdict | None:
    """Handed in sooner after the form was handed out than a person can write."""
    started = case.submission.started_at
    if started is None or case.editing:
        return None
    seconds = (case.now - started).total_seconds()
    return (
        hold(Reason.TOO_FAST, f"{seconds:.1f} s") if seconds < case.house.fastest_seconds else None
    )


def no_proof(case: Case) -> Verdict | None:
    """Its sender's machine did not do the work that makes mass posting dear. A browser without script can't."""
    wanted = (
        case.house.wants_proof
        and case.submission.has_proof is False
        and case.submission.user is None
    )
    return hold(Reason.NO_PROOF) if wanted and not case.editing else None
