"""What an author did on a site before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from byline.discussion.choices import State
from byline.discussion.models import Comment

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class History:
    """How many responses of the author are published, and how many of the last 30 days were rejected or removed."""

    published: int
    rejected_lately: int


def history_of(site_id: int, user_id: int | None, mail_key: str, address_key: str, now: datetime) -> History:
    """The history of an account; of a guest, that of the e-mail address; of one without it, of the internet address.

    Nobody is known by an internet address alone, so only what was rejected counts there.
    """
    theirs = by_author(user_id, mail_key, address_key)
    if theirs is None:
        return History(0, 0)
    counts = Comment.objects.filter(theirs, site=site_id).aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        rejected=Count("pk", filter=Q(state__in=(State.REJECTED, State.REMOVED), posted_at__gte=now - LATELY)),
    )
    return History(counts["published"] if user_id or mail_key else 0, counts["rejected"])


def by_author(user_id: int | None, mail_key: str, address_key: str) -> Q | None:
    """The responses of an account, else of an e-mail address, else from an internet address; None: of nobody known."""
    if user_id:
        return Q(author=user_id)
    if mail_key:
        return Q(mail_key=mail_key, author=None)
    if address_key:
        return Q(address_key=address_key, author=None)
    return None
