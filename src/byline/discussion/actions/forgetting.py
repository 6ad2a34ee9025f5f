"""Forgetting: the addresses of those who responded and reported are dropped when a site has kept them long enough."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Site

from byline.discussion.actions.erasing import NOBODY
from byline.discussion.models import Ban, Comment, HouseRules, Report

A_BATCH = 500
SECONDS = 2.0  # a turn; the rest waits for the next

DROPPED = {"mail": "", "address": None, "address_key": "", "agent": "", "is_forgotten": True}


def forget(now: datetime, seconds: float = SECONDS) -> int:
    """Drop what is due on every site, in batches, for so many seconds; how many rows that were. May be repeated, and stopped.

    Of a response: mail, internet address with its key, browser, and the wish for mail about replies. The mail's key stays: by it
    a guest is known, and finds again what they wrote. Of a report that is settled: everything about who made it. Of a ban:
    all, once it has ended.
    """
    end, done = time.monotonic() + seconds, Ban.objects.filter(until__lt=now).delete()[0]
    for batch, changes in _due(now):
        found = list(batch.values_list("pk", flat=True)[:A_BATCH])
        while found:
            done += batch.model._default_manager.filter(pk__in=found).update(**changes)
            if time.monotonic() > end:
                return done
            found = list(batch.values_list("pk", flat=True)[:A_BATCH])
    return done


def _due(now: datetime) -> Iterator[tuple[QuerySet[Any], dict[str, Any]]]:
    for site in Site.objects.all():
        before = now - timedelta(days=HouseRules.for_site(site).forget_days)
        comments = Comment.objects.filter(site=site, is_forgotten=False, posted_at__lt=before)
        yield comments.order_by("posted_at"), DROPPED | {"wants_replies": False}
        yield _settled(site, before), NOBODY


def _settled(site: Site, before: datetime) -> QuerySet[Report]:
    """Those whose outcome their reporters know, if they wanted to."""
    reports = Report.objects.filter(comment__site=site, is_forgotten=False, settled_at__lt=before)
    return reports.filter(Q(mail="") | Q(told_at__isnull=False)).order_by("settled_at")
