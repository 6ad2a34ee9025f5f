"""Scheduled publications, and pages whose last moment has passed."""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from byline.newsroom.models import PublishFailure

RETRY_AFTER = timedelta(seconds=30)  # of a page that could not be published
MAX_SECONDS_PER_RUN = 3.0  # the rest is done in the next run

log = structlog.get_logger("byline.newsroom")


def publish_due() -> None:
    """Publish every scheduled revision that is due, once, each in a transaction of its own."""
    for revision in _within_time_limit(_due_revisions()):
        try:
            with transaction.atomic():
                _publish_if_still_due(revision.pk)
        except Exception as error:  # noqa: BLE001  (the desk shows it, and the next one is tried)
            _record_failure(int(revision.object_id), error)


def unpublish_expired() -> None:
    """Unpublish every page whose last moment has passed, each in a transaction of its own."""
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")
    for page in _within_time_limit(expired):
        try:
            with transaction.atomic():
                page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception:
            log.exception("a page could not be unpublished", page=page.pk)


def _publish_if_still_due(pk: int) -> None:
    """Publish the revision unless somebody cancelled or published it in the meantime."""
    due = Revision.page_revisions.select_for_update(of=("self",)).filter(
        pk=pk, approved_go_live_at__lte=timezone.now()
    )
    for revision in due:
        revision.publish(log_action="wagtail.publish.scheduled")
        PublishFailure.objects.filter(page=revision.object_id).delete()


def _due_revisions() -> QuerySet[Revision]:
    waiting = PublishFailure.objects.filter(tried_at__gt=timezone.now() - RETRY_AFTER).values_list(
        "page", flat=True
    )
    due = Revision.page_revisions.filter(approved_go_live_at__lte=timezone.now()).order_by(
        "approved_go_live_at"
    )
    revisions: QuerySet[Revision] = due.exclude(object_id__in=[str(page) for page in waiting])
    return revisions


Item = TypeVar("Item")


def _within_time_limit(items: Iterable[Item]) -> Iterator[Item]:
    end = time.monotonic() + MAX_SECONDS_PER_RUN
    for item in items:
        yield item
        if time.monotonic() > end:
            return


def _record_failure(page: int, error: Exception) -> None:
    reason = (
        " ".join(error.messages)
        if isinstance(error, ValidationError)
        else f"{type(error).__name__}: {error}"
    )
    log.error(
        "a scheduled page could not be published",
        page=page,
        reason=reason,
        exc_info=not isinstance(error, ValidationError),
    )
    PublishFailure.objects.update_or_create(
        page_id=page, defaults={"reason": reason, "tried_at": timezone.now()}
    )
