"""The queue of deliveries: make the due ones, retry, give up and delete, alike for every kind."""

import time
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from byline.lib.http_client import STAGING_SENDS_NOTHING, RequestRefused, Unreachable
from byline.network.delivery_kinds import (
    KINDS,
    DeliveryKind,
    DeliveryState,
    PermanentFailure,
    TemporaryFailure,
)
from byline.network.models import Delivery
from byline.network.queries import is_staging

ROUND_SECONDS = 20.0  # after these, a round starts no further try
ROUND_SIZE = 200  # deliveries
MAX_ERROR_LENGTH = 500
# Failures at the other server or on the way. They are logged without a traceback, which would add
# nothing and may quote a recipient's address.
EXPECTED_FAILURES = (TemporaryFailure, Unreachable, OSError)
INTERRUPTED = "Every try was interrupted."

log = structlog.get_logger("byline.network")


def due_deliveries(now: datetime) -> QuerySet[Delivery]:
    return (
        Delivery.objects.filter(state=DeliveryState.QUEUED, kind__in=KINDS, due_at__lte=now)
        .select_related("site")
        .order_by("due_at", "pk")
    )


def deliver_due(host_key: str | None = None, *, now: datetime | None = None) -> int:
    """Try what is due at `now`, the oldest first, of one host or of all; return how many arrived.

    A round ends after ROUND_SECONDS; the rest is due in the next.
    """
    delivered, end = 0, time.monotonic() + ROUND_SECONDS
    due = due_deliveries(now or timezone.now())
    for delivery in (due if host_key is None else due.filter(host_key=host_key))[:ROUND_SIZE]:
        if time.monotonic() > end:
            break
        delivered += claim(delivery) and _try(delivery)
    return delivered


def claim(delivery: Delivery) -> bool:
    """Reserve the next try for this process; False if another was faster or it is not queued.

    A process that dies leaves its claim to lapse after the kind's `claim_lasts`. The try counts
    nevertheless, so a delivery that kills every process that tries it is given up as well.
    """
    tries, due_at = delivery.tries + 1, timezone.now() + KINDS[delivery.kind].claim_lasts
    is_claimed = bool(_unchanged(delivery).update(tries=tries, due_at=due_at))
    if is_claimed:
        delivery.tries, delivery.due_at = tries, due_at
    return is_claimed


def _unchanged(delivery: Delivery) -> QuerySet[Delivery]:
    """The delivery, unless another process has claimed, retried or settled it since it was read."""
    return Delivery.objects.filter(
        pk=delivery.pk,
        state=DeliveryState.QUEUED,
        tries=delivery.tries,
        due_at=delivery.due_at,
    )


def _try(delivery: Delivery) -> bool:
    kind = KINDS[delivery.kind]
    if delivery.tries > kind.max_tries:
        _give_up(delivery, kind, delivery.error or INTERRUPTED)
        return False
    if is_staging() and not kind.runs_on_staging:
        _give_up(delivery, kind, STAGING_SENDS_NOTHING)
        return False
    try:
        kind.deliver(delivery)
    except (PermanentFailure, RequestRefused) as failure:
        _give_up(delivery, kind, str(failure))
    except Exception as error:  # whatever happened to this one, the others continue
        log.warning(
            "something could not be delivered",
            delivery=delivery.pk,
            kind=delivery.kind,
            why=type(error).__name__,
            exc_info=not isinstance(error, EXPECTED_FAILURES),
        )
        _postpone(delivery, kind, _described(error))
    else:
        # nobody's address is stored longer than necessary
        _settle(delivery, DeliveryState.DELIVERED, error="", to="", payload={})
        return True
    return False


def _described(error: Exception) -> str:
    is_answer = isinstance(error, TemporaryFailure | Unreachable)
    return str(error) if is_answer else f"{type(error).__name__}: {error}"


def _postpone(delivery: Delivery, kind: DeliveryKind, error: str) -> None:
    if delivery.tries >= kind.max_tries:
        _give_up(delivery, kind, error)
    else:
        due_at = timezone.now() + kind.pauses[delivery.tries - 1]
        _unchanged(delivery).update(error=error[:MAX_ERROR_LENGTH], due_at=due_at)


def _give_up(delivery: Delivery, kind: DeliveryKind, error: str) -> None:
    with transaction.atomic():
        is_settled = _settle(delivery, DeliveryState.GIVEN_UP, error=error[:MAX_ERROR_LENGTH])
        if is_settled and kind.on_giving_up:
            kind.on_giving_up(delivery, error)


def _settle(delivery: Delivery, state: DeliveryState, **fields: object) -> bool:
    """Record the final state of a delivery, unless it was queued again during the try."""
    now = timezone.now()
    return bool(_unchanged(delivery).update(state=state, settled_at=now, due_at=None, **fields))


def retry(delivery: Delivery) -> None:
    """Queue a delivery that was given up again, with all its tries."""
    given_up = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP)
    given_up.update(state=DeliveryState.QUEUED, tries=0, due_at=timezone.now(), settled_at=None)


def forget(delivery: Delivery) -> None:
    """Delete a delivery that was given up."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP).delete()


def delete_old_deliveries() -> None:
    """Delete what was delivered or given up longer ago than its kind keeps it."""
    now = timezone.now()
    for name, kind in KINDS.items():
        Delivery.objects.filter(kind=name, settled_at__lt=now - kind.kept_for).delete()
