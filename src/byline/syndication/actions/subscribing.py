"""Subscriptions at the site's own hub (WebSub, 5.1 to 5.3)."""

from datetime import timedelta
from ipaddress import ip_address
from secrets import token_urlsafe
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.lib.encryption import decrypt, encrypt
from byline.lib.public_addresses import is_public_address
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
    """The request is refused, and nothing of it is stored."""

    def __init__(self, why: HubRefusalReason) -> None:
        super().__init__(why.label)
        self.why = why


def request_subscription(
    site: Site, *, mode: str, topic: str, callback: str, lease: str = "", secret: str = ""
) -> Delivery:
    """Queue the question whether the callback meant the request. Nothing changes before it says so.

    `lease` is the requested number of seconds, as it was written. Raises HubRefused.
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
        "secret": encrypt(secret),
        "challenge": token_urlsafe(32),
    }
    with transaction.atomic():
        older = Delivery.objects.filter(
            kind=HUB_CHECK, site=site, to=callback, payload__topic=topic, payload__mode=mode
        )
        # only the last request of a callback is verified
        older.filter(state=DeliveryState.QUEUED, tries=0).delete()
        return enqueue(HUB_CHECK, site=site, to=callback, payload=payload, host_key=host)


def _check(site: Site, mode: str, topic: str, callback: str, lease: str, secret: str) -> None:
    errors = (
        None if has_own_hub(site) else HubRefusalReason.NO_HUB,
        None if mode in HubMode else HubRefusalReason.NO_MODE,
        callback_error(callback) or _network_error(callback),
        secret_error(secret),
        None if lease_seconds(lease) else HubRefusalReason.NO_LEASE,
    )
    if why := next((error for error in errors if error), None) or (
        topic_error(site, topic) if mode == HubMode.SUBSCRIBE else None
    ):
        raise HubRefused(why)


def _network_error(callback: str) -> HubRefusalReason | None:
    """Refuse numbers of other networks here; a name's addresses are looked up when it is asked."""
    try:
        number = ip_address(urlsplit(callback).hostname or "")
    except ValueError:
        return None
    loopback = settings.OPTIONS.allow_loopback_requests
    return None if is_public_address(number, loopback=loopback) else HubRefusalReason.NOT_PUBLIC


def _too_many_wait(site: Site, host: str) -> bool:
    waiting = Delivery.objects.filter(kind=HUB_CHECK, site=site, state=DeliveryState.QUEUED)
    return (
        waiting.filter(host_key=host).count() >= MAX_PENDING_REQUESTS_PER_HOST
        or waiting.count() >= MAX_PENDING_REQUESTS
    )


def _has_room(site: Site, topic: str, callback: str, host: str) -> bool:
    """Whether one more subscription is accepted. An existing one may always be renewed."""
    subscriptions = Subscription.objects.filter(site=site)
    if subscriptions.filter(topic=topic, callback=callback).exists():
        return True
    return (
        subscriptions.filter(host=host).count() < MAX_SUBSCRIPTIONS_PER_HOST
        and subscriptions.count() < MAX_SUBSCRIPTIONS
    )


def confirm_request(site: Site, callback: str, request: dict[str, str | int]) -> None:
    """Carry out a request that the callback has confirmed. `request` is its delivery's payload."""
    topic, host = str(request["topic"]), urlsplit(callback).hostname or ""
    if request["mode"] == HubMode.UNSUBSCRIBE:
        Subscription.objects.filter(site=site, topic=topic, callback=callback).delete()
    elif _has_room(site, topic, callback, host):
        until = timezone.now() + timedelta(seconds=int(request["lease"]))
        values = {"host": host, "secret": decrypt(str(request["secret"])), "until": until}
        Subscription.objects.update_or_create(
            site=site, topic=topic, callback=callback, defaults=values
        )


def end_subscription(subscription: Subscription) -> None:
    subscription.delete()


def delete_expired_subscriptions() -> int:
    """Delete expired subscriptions; return how many."""
    return Subscription.objects.exclude(
        pk__in=Subscription.objects.current(timezone.now()).values("pk")
    ).delete()[0]
