"""What goes out and what comes down by the clock."""

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

RETRY_AFTER = timedelta(seconds=30)  # after which a page that could not go out is tried again
MAX_SECONDS_A_RUN = 3.0  # seconds of work after which the rest waits for the next turn

log = structlog.get_logger("byline.newsroom")


def publish_due() -> None:
    """Publish every scheduled revision whose time has come, each by itself: one that cannot go out keeps no other."""
    for revision in _within_a_turn(_due_revisions()):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
                PublishFailure.objects.filter(page=revision.object_id).delete()
        except Exception as error:  # noqa: BLE001  (whatever it was, the desk shows it and the next one goes out)
            _hold_up(int(revision.object_id), error)


def unpublish_expired() -> None:
    """Take down every page whose last moment has passed, each by itself."""
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")
    for page in _within_a_turn(expired):
        try:
            with transaction.atomic():
                page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception:
            log.exception("a page could not be taken down", page=page.pk)


def _due_revisions() -> QuerySet[Revision]:
    waiting = PublishFailure.objects.filter(tried_at__gt=timezone.now() - RETRY_AFTER).values_list(
        "page", flat=True
    )
    due = Revision.page_revisions.filter(approved_go_live_at__lte=timezone.now()).order_by(
        "approved_go_live_at"
    )
    revisions: QuerySet[Revision] = due.exclude(object_id__in=[str(page) for page in waiting])
    return revisions


Thing = TypeVar("Thing")


def _within_a_turn(things: Iterable[Thing]) -> Iterator[Thing]:
    end = time.monotonic() + MAX_SECONDS_A_RUN
    for thing in things:
        yield thing
        if time.monotonic() > end:
            return


def _hold_up(page: int, error: Exception) -> None:
    reason = (
        " ".join(error.messages)
        if isinstance(error, ValidationError)
        else f"{type(error).__name__}: {error}"
    )
    log.error(
        "a scheduled page could not go out",
        page=page,
        reason=reason,
        exc_info=not isinstance(error, ValidationError),
    )
    PublishFailure.objects.update_or_create(
        page_id=page, defaults={"reason": reason, "tried_at": timezone.now()}
    )
