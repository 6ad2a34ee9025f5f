"""Who its author is to this site."""

from byline.discussion.choices import Kind, Premoderation, Reason
from byline.discussion.moderation.case import Case, Verdict, hold


def recent_rejections(case: Case) -> Verdict | None:
    """An author of whom too much was rejected in the last 30 days."""
    number = case.history.rejected_lately
    return hold(Reason.RECENT_REJECTIONS, str(number)) if number >= case.house.rejections else None


def premoderated(case: Case) -> Verdict | None:
    """Everything, where the site or the section reads everything first."""
    return hold(Reason.PREMODERATED) if case.premoderation == Premoderation.ALL else None


def unknown_author(case: Case) -> Verdict | None:
    """An author with too few published responses here."""
    if case.submission.kind != Kind.RESPONSE:  # whose pages are trusted is asked by another rule
        return None
    if (
        case.premoderation != Premoderation.FIRST
        or case.history.published >= case.house.known_after
    ):
        return None
    return hold(Reason.UNKNOWN_AUTHOR, f"{case.history.published} of {case.house.known_after}")
