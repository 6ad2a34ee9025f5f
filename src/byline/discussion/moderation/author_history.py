"""Rules about what the author has done on the site."""

from byline.discussion.choices import Kind, Premoderation, Reason
from byline.discussion.moderation.context import RuleContext, Verdict, hold


def recent_rejections(context: RuleContext) -> Verdict | None:
    """Authors of whom several responses were rejected in the last 30 days wait for a moderator."""
    number = context.history.rejected_lately
    if number >= context.rules.max_recent_rejections:
        return hold(Reason.RECENT_REJECTIONS, str(number))
    return None


def premoderated(context: RuleContext) -> Verdict | None:
    """All responses wait where the site or the section reviews all of them first."""
    return hold(Reason.PREMODERATED) if context.premoderation == Premoderation.ALL else None


def unknown_author(context: RuleContext) -> Verdict | None:
    """Authors with too few published responses on this site wait for a moderator."""
    if context.submission.kind != Kind.RESPONSE:  # for links, `trusted` and `linkback` decide
        return None
    published, enough = context.history.published, context.rules.known_after
    if context.premoderation != Premoderation.FIRST or published >= enough:
        return None
    return hold(Reason.UNKNOWN_AUTHOR, f"{published} of {enough}")
