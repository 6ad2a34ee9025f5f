"""Deleting the addresses of authors and reporters after the days that the site has set."""

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

BATCH_SIZE = 500  # rows
MAX_SECONDS_PER_RUN = 2.0
CLEARED_FIELDS = {
    "mail": "",
    "address": None,
    "address_key": "",
    "agent": "",
    "wants_replies": False,
    "is_forgotten": True,
}


def forget(now: datetime, seconds: float = MAX_SECONDS_PER_RUN) -> int:
    """Delete the addresses that are due on every site, for at most `seconds`; return how many rows.

    May be stopped and repeated. A response loses its e-mail address, IP address (with its hash) and
    browser, and mail of that time that could not be delivered is deleted. The hash of the e-mail
    address stays: the rules know guests by it, and guests find their responses with it. A settled
    report loses everything about the reporter. A ban is deleted once it has ended.
    """
    end = time.monotonic() + seconds
    done = Ban.objects.filter(until__lt=now).delete()[0]
    for site in Site.objects.all():
        before = now - timedelta(days=CommentRules.for_site(site).forget_days)
        forget_mail = partial(forget_recipients, site=site, made_before=before)
        for due, changes in _due(site, before):
            while addresses := dict(due.values_list("pk", "mail")[:BATCH_SIZE]):
                done += _clear(due.model, addresses, changes, forget_mail)
                if time.monotonic() > end:
                    return done
    return done


def _due(site: Site, before: datetime) -> Iterator[tuple[QuerySet[Any], dict[str, Any]]]:
    comments = Comment.objects.filter(site=site, is_forgotten=False, posted_at__lt=before)
    yield comments.order_by("posted_at"), CLEARED_FIELDS
    yield _settled_reports(site, before), ANONYMOUS_REPORTER


@transaction.atomic
def _clear(
    model: Any,
    addresses: dict[int, str],
    changes: dict[str, Any],
    forget_mail: Callable[[Iterable[str]], int],
) -> int:
    """Apply the changes to the rows, given with their e-mail addresses by primary key."""
    forget_mail(addresses.values())
    dropped: int = model.objects.filter(pk__in=addresses).update(**changes)
    return dropped


def _settled_reports(site: Site, before: datetime) -> QuerySet[Report]:
    """Reports whose reporters have been mailed the outcome, if they confirmed the address."""
    reports = Report.objects.filter(comment__site=site, is_forgotten=False, settled_at__lt=before)
    is_told = Q(mail="") | Q(notified_at__isnull=False) | Q(is_mail_confirmed=False)
    return reports.filter(is_told).order_by("settled_at")
