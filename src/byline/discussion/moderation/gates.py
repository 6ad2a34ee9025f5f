"""Who is heard at all."""

from django.db.models import F

from byline.discussion.choices import Kind, Reason, State, Who
from byline.discussion.models import Ban
from byline.discussion.moderation.banning import ban_on
from byline.discussion.moderation.case import Case, Verdict, hold, refuse, reject
from byline.discussion.moderators import moderates


def closed(case: Case) -> Verdict | None:
    """Nobody, where responses are closed or the site takes none at the moment."""
    if case.editing or case.openness.is_open:
        return None
    return refuse(case.openness.reason, case.openness.message)


def account_needed(case: Case) -> Verdict | None:
    """Guests, where only readers with an account may respond."""
    said = case.submission
    wanted = case.house.who == Who.REGISTERED and said.user is None and said.kind == Kind.RESPONSE
    return refuse(Reason.ACCOUNT_NEEDED) if wanted else None


def banned(case: Case) -> Verdict | None:
    """Those who are banned are told so; those who are muted are not, and what they write is rejected."""
    ban = ban_on(case)
    if ban is None:
        return None
    Ban.objects.filter(pk=ban.pk).update(hits=F("hits") + 1, last_hit=case.now)
    return reject(Reason.MUTED, str(ban)) if ban.is_mute else refuse(Reason.BANNED, str(ban))


def staff(case: Case) -> Verdict | None:
    """Those who moderate here are published at once."""
    user = case.submission.user
    return (
        Verdict(State.PUBLISHED, Reason.FINE)
        if user and moderates(user, case.article.site_id)
        else None
    )


def trusted(case: Case) -> Verdict | None:
    """A page of this house, or of a site that is trusted, which links here, is published at once."""
    return (
        Verdict(State.PUBLISHED, Reason.TRUSTED, case.submission.voucher)
        if case.submission.vouched
        else None
    )


def linkback(case: Case) -> Verdict | None:
    """A link from another site waits for a moderator, where the site wants that."""
    return (
        hold(Reason.LINKBACK, case.submission.voucher) if case.submission.vouched is False else None
    )


def late(case: Case) -> Verdict | None:
    """Whatever is said long after the article appeared."""
    return hold(Reason.LATE) if case.openness.reason == Reason.LATE and not case.editing else None
