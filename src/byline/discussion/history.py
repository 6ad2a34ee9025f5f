"""What an author, and the network that a response comes from, have done on a site.

Only an account, or an e-mail address whose owner confirmed the response, makes an author known:
anybody can type an address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from byline.discussion.choices import State
from byline.discussion.models import Comment
from byline.lib.compiled_queries import CompiledQuery, Param

RECENT_PERIOD = timedelta(days=30)


class Sender(NamedTuple):
    """Who sends a response: the account; else the keyed hash of the e-mail address, if its owner
    confirms the response before anybody sees it; and that of the IP address. Each may be missing.
    """

    user_id: int | None = None
    mail_key: str = ""
    address_key: str = ""


@dataclass(frozen=True)
class History:
    """How many of the author's responses are published, were rejected or removed within
    RECENT_PERIOD, and were posted just now; and how many the network posted just now.

    The network's guests count as one author, except for what was published.
    """

    published: int = 0
    rejected_lately: int = 0
    just_now: int = 0
    network_just_now: int = 0


def by_author(user_id: int | None, confirmed_mail_key: str, address_key: str) -> Q | None:
    """A filter for the author's responses: by account, else by confirmed e-mail address, else by
    IP address; None if the author is not known.
    """
    if user_id:
        return Q(author=user_id)
    if confirmed_mail_key:
        return Q(mail_key=confirmed_mail_key, author=None, is_mail_confirmed=True)
    return Q(address_key=address_key, author=None) if address_key else None


def history_of(site_id: int, sender: Sender, now: datetime, window: timedelta) -> History:
    """The sender's history on a site; what happened within `window` happened just now."""
    params = {"site": site_id, "lately": now - RECENT_PERIOD, "just_now": now - window}
    published = rejected = just_now = network_just_now = 0
    if sender.user_id:
        past = AUTHOR_QUERIES["account"].first(key=sender.user_id, **params)
    else:
        past = sender.mail_key and AUTHOR_QUERIES["mail"].first(key=sender.mail_key, **params)
    if past:
        published, rejected, just_now = past
    if sender.address_key and (network := NETWORK_QUERY.first(key=sender.address_key, **params)):
        guests_rejected, guests_just_now, network_just_now = network
        if not sender.user_id:
            rejected, just_now = max(rejected, guests_rejected), max(just_now, guests_just_now)
    return History(published, rejected, just_now, network_just_now)


def first_with(
    text_key: str, user_id: int | None, mail_key: str, address_key: str, article_id: int
) -> int | None:
    """The key of the author's first response to the article with the same text.

    A guest is the same author only with the same e-mail address from the same network: whoever
    repeats a response is shown the author's page of it.
    """
    if user_id:
        return SAME_BY_ACCOUNT.first(key=user_id, text_key=text_key, article=article_id)
    if not mail_key and not address_key:
        return None
    return SAME_BY_GUEST.first(
        mail_key=mail_key, address_key=address_key, text_key=text_key, article=article_id
    )


def _counts_of_author(author: Q) -> "QuerySet[Comment, tuple[int, int, int]]":
    responses = Comment.objects.filter(author, site=Param("site")).values("site")
    return responses.annotate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        rejected=Count("pk", filter=_is_rejected_lately()),
        just_now=Count("pk", filter=_is_just_now()),
    ).values_list("published", "rejected", "just_now")


def _counts_of_network() -> "QuerySet[Comment, tuple[int, int, int]]":
    responses = Comment.objects.filter(address_key=Param("key"), site=Param("site")).values("site")
    is_guest = Q(author=None)
    return responses.annotate(
        rejected=Count("pk", filter=is_guest & _is_rejected_lately()),
        guests_just_now=Count("pk", filter=is_guest & _is_just_now()),
        just_now=Count("pk", filter=_is_just_now()),
    ).values_list("rejected", "guests_just_now", "just_now")


def _is_rejected_lately() -> Q:
    return Q(state__in=(State.REJECTED, State.REMOVED), posted_at__gte=Param("lately"))


def _is_just_now() -> Q:
    return Q(posted_at__gt=Param("just_now"))


def _same_text(author: Q) -> "QuerySet[Comment, int]":
    same = Comment.objects.filter(author, article=Param("article"), text_key=Param("text_key"))
    # By pk: by number, SQLite would read the whole thread.
    return same.order_by("pk").values_list("pk", flat=True)[:1]


def _account() -> Q:
    return Q(author=Param("key"))


def _confirmed_mail() -> Q:
    return Q(mail_key=Param("key"), author=None, is_mail_confirmed=True)


def _guest() -> Q:
    return Q(author=None, mail_key=Param("mail_key"), address_key=Param("address_key"))


AUTHOR_QUERIES: dict[str, Any] = {
    "account": CompiledQuery(lambda: _counts_of_author(_account())),
    "mail": CompiledQuery(lambda: _counts_of_author(_confirmed_mail())),
}
NETWORK_QUERY = CompiledQuery(_counts_of_network)
SAME_BY_ACCOUNT = CompiledQuery(lambda: _same_text(_account()))
SAME_BY_GUEST = CompiledQuery(lambda: _same_text(_guest()))
