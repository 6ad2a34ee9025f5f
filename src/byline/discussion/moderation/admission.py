"""Who is heard at all."""

from django.db.models import F

from byline.discussion.choices import Kind, Reason, State, Trust, WhoMayRespond
from byline.discussion.models import Ban
from byline.discussion.moderation.ban_matching import ban_on
from byline.discussion.moderation.context import RuleContext, Verdict, hold, refuse, reject
from byline.discussion.moderators import moderates


def closed(context: RuleContext) -> Verdict | None:
    """Nobody, where responses are closed or the site takes none at the moment."""
    if context.editing or context.openness.is_open:
        return None
    return refuse(context.openness.reason, context.openness.message)


def account_needed(context: RuleContext) -> Verdict | None:
    """Guests, where only readers with an account may respond."""
    said = context.submission
    wanted = (
        context.rules.who_may_respond == WhoMayRespond.REGISTERED
        and said.user is None
        and said.kind == Kind.RESPONSE
    )
    return refuse(Reason.ACCOUNT_NEEDED) if wanted else None


def banned(context: RuleContext) -> Verdict | None:
    """Those who are banned are told so; those who are muted are not, and what they write is rejected."""
    ban = ban_on(context)
    if ban is None:
        return None
    Ban.objects.filter(pk=ban.pk).update(hits=F("hits") + 1, last_hit=context.now)
    return reject(Reason.MUTED, str(ban)) if ban.is_mute else refuse(Reason.BANNED, str(ban))


def staff(context: RuleContext) -> Verdict | None:
    """Those who moderate here are published at once."""
    user = context.submission.user
    return (
        Verdict(State.PUBLISHED, Reason.FINE)
        if user and moderates(user, context.article.site_id)
        else None
    )


def trusted(context: RuleContext) -> Verdict | None:
    """A link from one of our own sites, or from a trusted site, is published at once."""
    submission = context.submission
    if submission.trust != Trust.TRUSTED:
        return None
    return Verdict(State.PUBLISHED, Reason.TRUSTED, submission.trust_reason)


def linkback(context: RuleContext) -> Verdict | None:
    """A link from another site waits for a moderator, where the site wants that."""
    submission = context.submission
    if submission.trust != Trust.MODERATED:
        return None
    return hold(Reason.LINKBACK, submission.trust_reason)


def late(context: RuleContext) -> Verdict | None:
    """Whatever is said long after the article appeared."""
    return (
        hold(Reason.LATE)
        if context.openness.reason == Reason.LATE and not context.editing
        else None
    )
