"""Rules about who may respond at all, and who is published at once."""

from dataclasses import replace

from byline.discussion.choices import Kind, Reason, State, Trust, WhoMayRespond
from byline.discussion.moderation.ban_matching import ban_on
from byline.discussion.moderation.context import RuleContext, Verdict, hold, refuse, reject
from byline.discussion.moderators import moderates


def closed(context: RuleContext) -> Verdict | None:
    """Responses to a closed article or a site that is paused are refused."""
    if context.editing or context.openness.is_open:
        return None
    return refuse(context.openness.reason, context.openness.message)


def account_needed(context: RuleContext) -> Verdict | None:
    """Guests are refused where only readers with an account may respond."""
    submission = context.submission
    is_guest = submission.user is None and submission.kind == Kind.RESPONSE
    if is_guest and context.rules.who_may_respond == WhoMayRespond.REGISTERED:
        return refuse(Reason.ACCOUNT_NEEDED)
    return None


def banned(context: RuleContext) -> Verdict | None:
    """Banned authors are refused and told why; muted authors are rejected without being told."""
    ban = ban_on(context)
    if ban is None:
        return None
    answer = reject(Reason.MUTED, str(ban)) if ban.is_mute else refuse(Reason.BANNED, str(ban))
    return replace(answer, matched=ban)


def staff(context: RuleContext) -> Verdict | None:
    """Moderators of this site are published at once."""
    user = context.submission.user
    if user and moderates(user, context.article.site_id):
        return Verdict(State.PUBLISHED, Reason.FINE)
    return None


def trusted(context: RuleContext) -> Verdict | None:
    """Links from one of our own sites or from a trusted site are published at once."""
    submission = context.submission
    if submission.trust != Trust.TRUSTED:
        return None
    return Verdict(State.PUBLISHED, Reason.TRUSTED, submission.trust_reason)


def linkback(context: RuleContext) -> Verdict | None:
    """Links from other sites wait for a moderator, where the site wants that."""
    submission = context.submission
    if submission.trust != Trust.MODERATED:
        return None
    return hold(Reason.LINKBACK, submission.trust_reason)


def late(context: RuleContext) -> Verdict | None:
    """Responses that arrive long after the article was published wait for a moderator."""
    if context.openness.reason == Reason.LATE and not context.editing:
        return hold(Reason.LATE)
    return None
