"""Subscribing to a feed at our own hub (WebSub, 5.1 to 5.3): asked for now, proved later, kept for as long as is agreed."""

from datetime import timedelta
from secrets import token_urlsafe
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.network.actions import enqueue
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.syndication.choices import (
    MAX_PENDING_REQUESTS,
    MAX_PENDING_REQUESTS_PER_HOST,
    MAX_SUBSCRIPTIONS,
    MAX_SUBSCRIPTIONS_PER_HOST,
    HubMode,
    HubRefusalReason,
)
from byline.syndication.hub import has_own_hub, topic_error
from byline.syndication.models import Subscription
from byline.syndication.rules import callback_error, lease_seconds, secret_error

HUB_CHECK = "hub_check"


class HubRefused(Exception):
    """What was asked for cannot be had; nothing is kept of it."""

    def __init__(self, why: HubRefusalReason) -> None:
        super().__init__(why.label)
        self.why = why


def request_subscription(
    site: Site, *, mode: str, topic: str, callback: str, lease: str = "", secret: str = ""
) -> Delivery:
    """Owe it to who is said to subscribe, or to end that, to be asked whether it is so; nothing holds before it has said yes.

    `lease` is the number of seconds that was asked for, as it was written. Raises HubRefusal.
    """
    _check(site, mode, topic, callback, lease, secret)
    host = urlsplit(callback).hostname or ""
    if _too_many_wait(site, host):
        raise HubRefused(HubRefusalReason.WAITING)
    if mode == HubMode.SUBSCRIBE and not _has_room(site, topic, callback, host):
        raise HubRefused(HubRefusalReason.FULL)
    payload = {
        "mode": mode,
        "topic": topic,
        "lease": lease_seconds(lease),
        "secret": secret,
        "challenge": token_urlsafe(32),
    }
    with transaction.atomic():
        older = Delivery.objects.filter(
            kind=HUB_CHECK, site=site, to=callback, payload__topic=topic, payload__mode=mode
        )
        older.filter(
            state=DeliveryState.QUEUED, tries=0
        ).delete()  # only what was asked for last is looked at
        return enqueue(HUB_CHECK, site=site, to=callback, payload=payload, host_key=host)


def _check(site: Site, mode: str, topic: str, callback: str, lease: str, secret: str) -> None:
    faults = (
        None if has_own_hub(site) else HubRefusalReason.NO_HUB,
        None if mode in HubMode else HubRefusalReason.NO_MODE,
        callback_error(callback),
        secret_error(secret),
        None if lease_seconds(lease) else HubRefusalReason.NO_LEASE,
    )
    if why := next((fault for fault in faults if fault), None) or (
        topic_error(site, topic) if mode == HubMode.SUBSCRIBE else None
    ):
        raise HubRefused(why)


def _too_many_wait(site: Site, host: str) -> bool:
    waiting = Delivery.objects.filter(kind=HUB_CHECK, site=site, state=DeliveryState.QUEUED)
    return (
        waiting.filter(host_key=host).count() >= MAX_PENDING_REQUESTS_PER_HOST
        or waiting.count() >= MAX_PENDING_REQUESTS
    )


def _has_room(site: Site, topic: str, callback: str, host: str) -> bool:
    """Whether one more is taken; who subscribes already may always do so again."""
    here = Subscription.objects.filter(site=site)
    if here.filter(topic=topic, callback=callback).exists():
        return True
    return (
        here.filter(host=host).count() < MAX_SUBSCRIPTIONS_PER_HOST
        and here.count() < MAX_SUBSCRIPTIONS
    )


def confirm_request(site: Site, callback: str, said: dict[str, str | int]) -> None:
    """Do what was asked for, now that the callback has said that it is meant. `said` is the payload of its delivery."""
    topic, host = str(said["topic"]), urlsplit(callback).hostname or ""
    if said["mode"] == HubMode.UNSUBSCRIBE:
        Subscription.objects.filter(site=site, topic=topic, callback=callback).delete()
    elif _has_room(site, topic, callback, host):
        until = timezone.now() + timedelta(seconds=int(said["lease"]))
        kept = {"host": host, "secret": said["secret"], "until": until}
        Subscription.objects.update_or_create(
            site=site, topic=topic, callback=callback, defaults=kept
        )


def end_subscription(subscription: Subscription) -> None:
    subscription.delete()


def delete_expired_subscriptions() -> int:
    """Forget whose time is over; how many those were."""
    return Subscription.objects.exclude(
        pk__in=Subscription.objects.current(timezone.now()).values("pk")
    ).delete()[0]
