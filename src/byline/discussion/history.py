"""What an author has done on a site."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from byline.discussion.choices import State
from byline.discussion.models import Comment
from byline.lib.compiled_queries import CompiledQuery, Param

RECENT_PERIOD = timedelta(days=30)


class AuthorKey(NamedTuple):
    """`by` is one of KEY_KINDS; `key` an account's id, or the keyed hash of an address."""

    by: str
    key: int | str


@dataclass(frozen=True)
class History:
    """How many of the author's responses are published, were rejected or removed within
    RECENT_PERIOD, and were posted just now.
    """

    published: int = 0
    rejected_lately: int = 0
    just_now: int = 0


def author_key(user_id: int | None, mail_key: str, address_key: str) -> AuthorKey | None:
    """How an author is known: by account, else by e-mail, else by IP address; None: not at all."""
    if user_id:
        return AuthorKey("account", user_id)
    if mail_key:
        return AuthorKey("mail", mail_key)
    return AuthorKey("address", address_key) if address_key else None


def by_author(user_id: int | None, mail_key: str, address_key: str) -> Q | None:
    """A filter for the author's responses; None if the author is not known."""
    author = author_key(user_id, mail_key, address_key)
    return _by_author(*author) if author else None


def history_of(site_id: int, author: AuthorKey | None, now: datetime, window: timedelta) -> History:
    """The author's history on a site; `just_now` counts responses within `window`.

    Authors known only by an IP address have no published responses, as several may share it.
    """
    past = (
        HISTORY_QUERIES[author.by].first(
            key=author.key, site=site_id, lately=now - RECENT_PERIOD, just_now=now - window
        )
        if author
        else None
    )
    return History(*past) if past else History()


def first_with(text_key: str, author: AuthorKey | None, article_id: int) -> int | None:
    """The key of the author's first response to the article with the same text."""
    return (
        DUPLICATE_QUERIES[author.by].first(key=author.key, text_key=text_key, article=article_id)
        if author
        else None
    )


def _by_author(by: str, key: Any) -> Q:
    if by == "account":
        return Q(author=key)
    return Q(mail_key=key, author=None) if by == "mail" else Q(address_key=key, author=None)


def _history(by: str) -> "QuerySet[Comment, tuple[int, int, int]]":
    responses = Comment.objects.filter(_by_author(by, Param("key")), site=Param("site")).values(
        "site"
    )
    is_named = Q(author__isnull=False) | ~Q(mail_key="")
    is_bad = Q(state__in=(State.REJECTED, State.REMOVED))
    return responses.annotate(
        published=Count("pk", filter=Q(state=State.PUBLISHED) & is_named),
        rejected=Count("pk", filter=is_bad & Q(posted_at__gte=Param("lately"))),
        just_now=Count("pk", filter=Q(posted_at__gt=Param("just_now"))),
    ).values_list("published", "rejected", "just_now")


def _same_words(by: str) -> "QuerySet[Comment, int]":
    same = Comment.objects.filter(
        _by_author(by, Param("key")), article=Param("article"), text_key=Param("text_key")
    )
    # By pk: by number, SQLite would read the whole thread.
    return same.order_by("pk").values_list("pk", flat=True)[:1]


KEY_KINDS = ("account", "mail", "address")
HISTORY_QUERIES = {by: CompiledQuery(partial(_history, by)) for by in KEY_KINDS}
DUPLICATE_QUERIES = {by: CompiledQuery(partial(_same_words, by)) for by in KEY_KINDS}
