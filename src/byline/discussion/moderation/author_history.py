"""Who its author is to this site."""

from byline.discussion.choices import Kind, Premoderation, Reason
from byline.discussion.moderation.context import RuleContext, Verdict, hold


def recent_rejections(context: RuleContext) -> Verdict | None:
    """An author of whom too much was rejected in the last 30 days."""
    number = context.history.rejected_lately
    return (
        hold(Reason.RECENT_REJECTIONS, str(number))
        if number >= context.rules.max_recent_rejections
        else None
    )


def premoderated(context: RuleContext) -> Verdict | None:
    """Everything, where the site or the section reads everything first."""
    return hold(Reason.PREMODERATED) if context.premoderation == Premoderation.ALL else None


def unknown_author(context: RuleContext) -> Verdict | None:
    """An author with too few published responses here."""
    if context.submission.kind != Kind.RESPONSE:  # whose pages are trusted is asked by another rule
        return None
    if (
        context.premoderation != Premoderation.FIRST
        or context.history.published >= context.rules.known_after
    ):
        return None
    return hold(
        Reason.UNKNOWN_AUTHOR, f"{context.history.published} of {context.rules.known_after}"
    )
