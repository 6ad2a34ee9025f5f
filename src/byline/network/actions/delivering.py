"""Delivering: what is owed and due, each by whoever claims it; what fails comes again later, and is given up in the end."""

import time
from datetime import datetime

import structlog
from django.db.models import F, QuerySet
from django.utils import timezone

from byline.lib.http_client import STAGING_SENDS_NOTHING
from byline.network.choices import CLAIM_LASTS, KEPT, PAUSES, DeliveryState
from byline.network.deliveries import KINDS
from byline.network.deliveries.failures import PermanentFailure
from byline.network.models import Delivery
from byline.network.queries import is_staging

A_ROUND = 20.0  # seconds after which a round begins nothing new

log = structlog.get_logger("byline.network")


def due_deliveries(now: datetime) -> QuerySet[Delivery]:
    """What may be tried at `now`."""
    return (
        Delivery.objects.filter(state=DeliveryState.OWED, due_at__lte=now)
        .select_related("site")
        .order_by("due_at", "pk")
    )


def deliver_due(host_key: str | None = None) -> int:
    """Try what is due, the oldest first, in this host_key alone or in all, for A_ROUND at most. How many were delivered."""
    delivered, end = 0, time.monotonic() + A_ROUND
    found = due_deliveries(timezone.now())
    for delivery in (found if host_key is None else found.filter(host_key=host_key))[:200]:
        if time.monotonic() > end:
            break
        delivered += claim(delivery) and _try(delivery)
    return delivered


def claim(delivery: Delivery) -> bool:
    """Take it upon oneself, for CLAIM_LASTS. False when somebody else has, or it is no longer owed.

    Who claims it and dies leaves it due again; a try that was begun counts, so that what kills its sender is given up, too.
    """
    as_seen = Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.OWED, tries=delivery.tries
    )
    is_ours = bool(as_seen.update(tries=F("tries") + 1, due_at=timezone.now() + CLAIM_LASTS))
    delivery.tries += is_ours
    return is_ours


def _try(delivery: Delivery) -> bool:
    if is_staging() and delivery.kind != "mail":  # mail goes into a folder there
        _settle(delivery, DeliveryState.GIVEN_UP, error=STAGING_SENDS_NOTHING)
        return False
    try:
        KINDS[delivery.kind](delivery)
    except PermanentFailure as refusal:
        _settle(delivery, DeliveryState.GIVEN_UP, error=str(refusal)[:500])
    except Exception as wrong:  # whatever is the matter with one, the others go on
        log.warning(
            "something could not be delivered",
            delivery=delivery.pk,
            kind=delivery.kind,
            exc_info=True,
        )
        _put_off(delivery, f"{type(wrong).__name__}: {wrong}"[:500])
    else:
        _settle(
            delivery, DeliveryState.DELIVERED, error="", to="", payload={}
        )  # nobody's address is kept longer than it is needed
        return True
    return False


def _put_off(delivery: Delivery, error: str) -> None:
    if delivery.tries > len(PAUSES):
        _settle(delivery, DeliveryState.GIVEN_UP, error=error)
    else:
        Delivery.objects.filter(pk=delivery.pk).update(
            error=error, due_at=timezone.now() + PAUSES[delivery.tries - 1]
        )


def _settle(delivery: Delivery, state: DeliveryState, **more: object) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, settled_at=timezone.now(), due_at=None, **more
    )


def retry(delivery: Delivery) -> None:
    """Owe what was given up anew, from now on."""
    given_up = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP)
    given_up.update(state=DeliveryState.OWED, tries=0, due_at=timezone.now(), settled_at=None)


def forget(delivery: Delivery) -> None:
    """Delete what was given up."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP).delete()


def delete_old_deliveries() -> None:
    """Delete what was delivered or given up longer ago than it is kept."""
    Delivery.objects.filter(settled_at__lt=timezone.now() - KEPT).delete()
