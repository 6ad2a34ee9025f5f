"""Forgetting: the addresses of those who responded and reported are dropped when a site has kept them long enough."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Site

from byline.discussion.actions.erasing import ANONYMOUS_REPORTER
from byline.discussion.models import Ban, Comment, CommentRules, Report
from byline.network.actions import forget_recipients

BATCH_SIZE = 500
MAX_SECONDS_PER_RUN = 2.0  # a turn; the rest waits for the next

DROPPED_FIELDS = {"mail": "", "address": None, "address_key": "", "agent": "", "is_forgotten": True}


def forget(now: datetime, seconds: float = MAX_SECONDS_PER_RUN) -> int:
    """Drop what is due on every site, in batches, for so many seconds; how many rows that were. May be repeated, and stopped.

    Of a response: mail, internet address with its key, browser, and the wish for mail about replies; and mail of that time
    that could not be delivered there. The mail's key stays: by it a guest is known, and finds again what they wrote. Of a
    report that is settled: everything about who made it. Of a ban: all, once it has ended.
    """
    end, done = time.monotonic() + seconds, Ban.objects.filter(until__lt=now).delete()[0]
    for site in Site.objects.all():
        before = now - timedelta(days=CommentRules.for_site(site).forget_days)
        for due, changes in _due(site, before):
            while found := dict(due.values_list("pk", "mail")[:BATCH_SIZE]):
                done += _drop(
                    due.model,
                    found,
                    changes,
                    partial(forget_recipients, site=site, made_before=before),
                )
                if time.monotonic() > end:
                    return done
    return done


def _due(site: Site, before: datetime) -> Iterator[tuple[QuerySet[Any], dict[str, Any]]]:
    comments = Comment.objects.filter(site=site, is_forgotten=False, posted_at__lt=before)
    yield comments.order_by("posted_at"), DROPPED_FIELDS | {"wants_replies": False}
    yield _settled(site, before), ANONYMOUS_REPORTER


@transaction.atomic
def _drop(
    model: Any,
    found: dict[int, str],
    changes: dict[str, Any],
    forget_mail_to: Callable[[Iterable[str]], int],
) -> int:
    forget_mail_to(found.values())
    dropped: int = model.objects.filter(pk__in=found).update(**changes)
    return dropped


def _settled(site: Site, before: datetime) -> QuerySet[Report]:
    """Those whose outcome their reporters know, if they wanted to."""
    reports = Report.objects.filter(comment__site=site, is_forgotten=False, settled_at__lt=before)
    return reports.filter(Q(mail="") | Q(notified_at__isnull=False)).order_by("settled_at")
