"""Owing: what another server is to be told, written down in the transaction of the change that it tells of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.models import Site

from byline.network.choices import DeliveryState
from byline.network.deliveries.mail import mail_payload
from byline.network.models import Delivery


def enqueue_mail(
    *,
    site: Site,
    to: str,
    subject: str,
    text: str,
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
) -> Delivery:
    """Owe `to` a plain-text mail in the site's name; the keeper sends it soon after the commit, and after `not_before`.

    The words are in the language in which they are to be read. It is sent at least once: a process that is killed between
    handing it over and noting so leaves it to be sent again, with the same Message-ID. `headers` may hold anything but what
    is ours (From, To, Subject …), such as List-Unsubscribe. Raises ValidationError, keyed by `to`, `subject` or `headers`, for
    what is no address and for what would break out of a header; nothing is owed then.
    """
    payload = mail_payload(to, subject, text, headers or {})
    return Delivery.objects.create(
        site=site, kind="mail", to=to, payload=payload, due_at=not_before or timezone.now()
    )


def enqueue(
    kind: str,
    *,
    site: Site,
    to: str,
    payload: Mapping[str, object],
    host_key: str,
    not_before: datetime | None = None,
) -> Delivery:
    """Enqueue a delivery of a kind in deliveries.KINDS. Deliveries of one `host_key` wait for one another."""
    return Delivery.objects.create(
        site=site,
        kind=kind,
        to=to,
        payload=dict(payload),
        host_key=host_key,
        due_at=not_before or timezone.now(),
    )


def enqueue_notice(*, site: Site, to: str, text: str, content_type: str) -> Delivery:
    """Owe the server at the address `to` that `text` is posted to it; at least once, soon after the commit."""
    return enqueue(
        "notice",
        site=site,
        to=to,
        payload={"text": text, "type": content_type},
        host_key=urlsplit(to).netloc,
    )


def cancel(delivery: Delivery) -> bool:
    """Owe it no longer. False when it is too late: somebody has begun to deliver it."""
    return bool(
        Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.OWED, tries=0).delete()[0]
    )


def forget_recipients(
    addresses: Iterable[str], *, site: Site | None = None, made_before: datetime | None = None
) -> int:
    """Delete what is still owed to these e-mail addresses, and what was given up; how much that was.

    Only what the `site` owes, and what was written down before `made_before`, where they are given.
    """
    wanted = {address for address in addresses if address}
    theirs = Q(to__in=wanted) | Q(low__in={address.lower() for address in wanted})
    unsettled = Delivery.objects.filter(
        kind="mail", state__in=(DeliveryState.OWED, DeliveryState.GIVEN_UP)
    )
    if site:
        unsettled = unsettled.filter(site=site)
    if made_before:
        unsettled = unsettled.filter(made_at__lt=made_before)
    return (
        unsettled.annotate(low=Lower("to")).filter(theirs).delete()[1].get("network.Delivery", 0)
        if wanted
        else 0
    )
