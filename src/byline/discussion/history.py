"""What an author did on a site before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from byline.discussion.choices import State
from byline.discussion.models import Comment

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class History:
    """How many responses of the author are published, were rejected or removed in the last 30 days, and came just now."""

    published: int = 0
    rejected_lately: int = 0
    just_now: int = 0


def history_of(site_id: int, author: Q | None, now: datetime, window: timedelta) -> History:
    """What `author` (see by_author) did on a site; `just_now` counts the responses of the last `window`.

    Nobody is known by an internet address alone, so there nothing counts as published.
    """
    if author is None:
        return History()
    counts = Comment.objects.filter(author, site=site_id).aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED) & (Q(author__isnull=False) | ~Q(mail_key=""))),
        rejected=Count("pk", filter=Q(state__in=(State.REJECTED, State.REMOVED), posted_at__gte=now - LATELY)),
        just_now=Count("pk", filter=Q(posted_at__gt=now - window)),
    )
    return History(counts["published"], counts["rejected"], counts["just_now"])


def by_author(user_id: int | None, mail_key: str, address_key: str) -> Q | None:
    """The responses of an account, else of an e-mail address, else from an internet address; None: of nobody known."""
    if user_id:
        return Q(author=user_id)
    if mail_key:
        return Q(mail_key=mail_key, author=None)
    if address_key:
        return Q(address_key=address_key, author=None)
    return None
