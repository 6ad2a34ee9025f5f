"""Subscribing to a feed at our own hub (WebSub, 5.1 to 5.3): asked for now, proved later, kept for as long as is agreed."""

from datetime import timedelta
from secrets import token_urlsafe
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.network.actions import owe
from byline.network.choices import DeliveryState
from byline.network.models import Delivery
from byline.syndication.choices import (
    MOST_OF_HOST,
    MOST_SUBSCRIPTIONS,
    MOST_WAITING,
    MOST_WAITING_OF_HOST,
    HubMode,
    WhyNot,
)
from byline.syndication.hub import keeps_hub, topic_fault
from byline.syndication.models import Subscription
from byline.syndication.rules import callback_fault, lease_of, secret_fault

CHECK = "hub_check"


class HubRefusal(Exception):
    """What was asked for cannot be had; nothing is kept of it."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.label)
        self.why = why


def ask_for(
    site: Site, *, mode: str, topic: str, callback: str, lease: str = "", secret: str = ""
) -> Delivery:
    """Owe it to who is said to subscribe, or to end that, to be asked whether it is so; nothing holds before it has said yes.

    `lease` is the number of seconds that was asked for, as it was written. Raises HubRefusal.
    """
    _check(site, mode, topic, callback, lease, secret)
    host = urlsplit(callback).hostname or ""
    if _too_many_wait(site, host):
        raise HubRefusal(WhyNot.WAITING)
    if mode == HubMode.SUBSCRIBE and not _has_room(site, topic, callback, host):
        raise HubRefusal(WhyNot.FULL)
    load = {
        "mode": mode,
        "topic": topic,
        "lease": lease_of(lease),
        "secret": secret,
        "challenge": token_urlsafe(32),
    }
    with transaction.atomic():
        older = Delivery.objects.filter(
            kind=CHECK, site=site, to=callback, load__topic=topic, load__mode=mode
        )
        older.filter(
            state=DeliveryState.OWED, tries=0
        ).delete()  # only what was asked for last is looked at
        return owe(CHECK, site=site, to=callback, load=load, lane=host)


def _check(site: Site, mode: str, topic: str, callback: str, lease: str, secret: str) -> None:
    faults = (
        None if keeps_hub(site) else WhyNot.NO_HUB,
        None if mode in HubMode else WhyNot.NO_MODE,
        callback_fault(callback),
        secret_fault(secret),
        None if lease_of(lease) else WhyNot.NO_LEASE,
    )
    if why := next((fault for fault in faults if fault), None) or (
        topic_fault(site, topic) if mode == HubMode.SUBSCRIBE else None
    ):
        raise HubRefusal(why)


def _too_many_wait(site: Site, host: str) -> bool:
    waiting = Delivery.objects.filter(kind=CHECK, site=site, state=DeliveryState.OWED)
    return (
        waiting.filter(lane=host).count() >= MOST_WAITING_OF_HOST or waiting.count() >= MOST_WAITING
    )


def _has_room(site: Site, topic: str, callback: str, host: str) -> bool:
    """Whether one more is taken; who subscribes already may always do so again."""
    here = Subscription.objects.filter(site=site)
    if here.filter(topic=topic, callback=callback).exists():
        return True
    return here.filter(host=host).count() < MOST_OF_HOST and here.count() < MOST_SUBSCRIPTIONS


def settle_request(site: Site, callback: str, said: dict[str, str | int]) -> None:
    """Do what was asked for, now that the callback has said that it is meant. `said` is the load of its delivery."""
    topic, host = str(said["topic"]), urlsplit(callback).hostname or ""
    if said["mode"] == HubMode.UNSUBSCRIBE:
        Subscription.objects.filter(site=site, topic=topic, callback=callback).delete()
    elif _has_room(site, topic, callback, host):
        until = timezone.now() + timedelta(seconds=int(said["lease"]))
        kept = {"host": host, "secret": said["secret"], "until": until}
        Subscription.objects.update_or_create(
            site=site, topic=topic, callback=callback, defaults=kept
        )


def end(subscription: Subscription) -> None:
    subscription.delete()


def end_expired() -> int:
    """Forget whose time is over; how many those were."""
    return Subscription.objects.exclude(
        pk__in=Subscription.objects.current(timezone.now()).values("pk")
    ).delete()[0]
