"""Adding to the queue, in the transaction of the change that the delivery is about."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.models import Site

from byline.network.deliveries.mail import mail_payload
from byline.network.delivery_kinds import DeliveryState
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
    """Queue a plain-text mail in the site's name; it is sent soon after the commit.

    Write it in the recipient's language. It is sent at least once: if the process is killed after
    sending it and before noting so, it is sent again with the same Message-ID. `headers` may
    hold further headers such as List-Unsubscribe, but none that Byline sets itself (From, To,
    Subject …). Raises ValidationError, keyed by `to`, `subject` or `headers`, for an invalid
    address and for anything that would break out of a header; nothing is queued then.
    """
    payload = mail_payload(to, subject, text, headers or {})
    return enqueue("mail", site=site, to=to, payload=payload, host_key="", not_before=not_before)


def enqueue_account_mail(
    *, site: Site, to: str, subject: str, text: str, is_decoy: bool
) -> Delivery:
    """Queue a mail about an account. Of a decoy nothing is sent, though queueing it takes as long.

    Raises ValidationError as `enqueue_mail` does.
    """
    payload = mail_payload(to, subject, text, {})
    recipient = "" if is_decoy else to
    return enqueue("account-mail", site=site, to=recipient, payload=payload, host_key="")


def enqueue(
    kind: str,
    *,
    site: Site,
    to: str,
    payload: Mapping[str, object],
    host_key: str,
    not_before: datetime | None = None,
) -> Delivery:
    """Queue a delivery of a kind in `delivery_kinds.KINDS`.

    A server that hangs holds up the deliveries with the same `host_key` and no others.
    """
    return Delivery.objects.create(
        site=site,
        kind=kind,
        to=to,
        payload=dict(payload),
        host_key=host_key,
        due_at=not_before or timezone.now(),
    )


def enqueue_all(
    kind: str,
    *,
    site: Site,
    payloads: Mapping[str, Mapping[str, object]],
    host_key_of: Callable[[str], str],
) -> None:
    """Queue many deliveries, as `enqueue` does: `payloads` maps each `to` to its payload."""
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(
            site=site, kind=kind, to=to, payload=dict(payload), host_key=host_key_of(to), due_at=now
        )
        for to, payload in payloads.items()
    )


def enqueue_notice(*, site: Site, to: str, text: str, content_type: str) -> Delivery:
    """Queue a POST of `text` to the address `to`; it is sent at least once."""
    payload = {"text": text, "type": content_type}
    return enqueue("notice", site=site, to=to, payload=payload, host_key=urlsplit(to).netloc)


def enqueue_again(
    delivery: Delivery, *, to: str, payload: Mapping[str, object], not_before: datetime
) -> None:
    """Queue a delivery again with all its tries, whatever its state.

    If a try is going on, another follows it.
    """
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.QUEUED,
        to=to,
        payload=dict(payload),
        tries=0,
        due_at=not_before,
        error="",
        settled_at=None,
    )


def cancel(delivery: Delivery) -> bool:
    """Delete a queued delivery; False if it is too late because its first try has begun."""
    untried = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED, tries=0)
    return bool(untried.delete()[0])


def forget_recipients(
    addresses: Iterable[str], *, site: Site | None = None, made_before: datetime | None = None
) -> int:
    """Delete mails to these addresses that are queued or were given up; return how many.

    `site` and `made_before` narrow them down to one site's and to those queued before a moment.
    """
    recipients = {address for address in addresses if address}
    if not recipients:
        return 0
    unsent = Delivery.objects.filter(
        kind__in=("mail", "account-mail"), state__in=(DeliveryState.QUEUED, DeliveryState.GIVEN_UP)
    )
    if site:
        unsent = unsent.filter(site=site)
    if made_before:
        unsent = unsent.filter(made_at__lt=made_before)
    is_recipient = Q(to__in=recipients) | Q(
        lowercase_to__in={address.lower() for address in recipients}
    )
    matching = unsent.annotate(lowercase_to=Lower("to")).filter(is_recipient)
    return matching.delete()[1].get("network.Delivery", 0)
