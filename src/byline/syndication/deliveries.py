"""The hub's kinds of deliveries to subscribers, and to those who ask to be: `to` is their callback.

`hub_check`: `payload` is the request, with a challenge. `hub_feed`: `payload` names the
`subscription`; the feed is sent as it is at that time.
"""

import hmac
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit, urlunsplit

import structlog
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from byline.lib import http_client
from byline.lib.http_client import Limits, RequestRefused, Unreachable
from byline.network.delivery_kinds import KINDS, DeliveryKind
from byline.network.models import Delivery
from byline.press.wsgi import get_own_page
from byline.syndication.actions.announcing import HUB_FEED
from byline.syndication.actions.subscribing import HUB_CHECK, confirm_request, end_subscription
from byline.syndication.choices import HubMode
from byline.syndication.hub import has_own_hub, hub_of
from byline.syndication.models import FeedSettings, Subscription

CALLBACK_LIMITS = Limits(seconds=10, size=4096, redirects=0)

log = structlog.get_logger("byline.syndication")


def verify_intent(delivery: Delivery) -> None:
    """Ask the callback once whether it meant the request (WebSub, 5.3).

    If it does not confirm, the request is dropped.
    """
    request = delivery.payload
    query = {
        "hub.mode": request["mode"],
        "hub.topic": request["topic"],
        "hub.challenge": request["challenge"],
    }
    if request["mode"] == HubMode.SUBSCRIBE:
        query["hub.lease_seconds"] = str(request["lease"])
    url, contact = with_query(delivery.to, query), delivery.site.root_url
    try:
        answer = http_client.get(url, limits=CALLBACK_LIMITS, contact=contact)
    except Unreachable as error:
        log.info("a subscriber could not be asked", host=delivery.host_key, why=str(error))
        return
    if answer.is_success and hmac.compare_digest(
        answer.body.strip(), request["challenge"].encode()
    ):
        confirm_request(delivery.site, delivery.to, request)


def deliver_feed(delivery: Delivery) -> None:
    """Send the feed to its subscriber, signed if it gave a secret (WebSub, 7).

    A subscription ends when its callback answers 410 or accepts nothing until the last try.
    """
    subscription = (
        Subscription.objects.current(timezone.now())
        .filter(pk=delivery.payload["subscription"])
        .select_related("site")
        .first()
    )
    if subscription is None or not has_own_hub(subscription.site):
        return
    status, headers, body = get_own_page(subscription.topic)
    if not status.startswith("200"):
        return  # the feed no longer exists
    try:
        answer = http_client.post(
            subscription.callback,
            body,
            headers=_headers(subscription, dict(headers), body),
            contact=subscription.site.root_url,
        )
    except RequestRefused:
        end_subscription(subscription)
        raise
    if answer.status == HTTPStatus.GONE:
        end_subscription(subscription)
    elif not answer.is_success:
        if delivery.tries >= KINDS[delivery.kind].max_tries:
            end_subscription(subscription)
        raise Unreachable(f"the subscriber answers {answer.status}")


def _headers(subscription: Subscription, printed: dict[str, str], body: bytes) -> dict[str, str]:
    site = subscription.site
    hub = hub_of(site, FeedSettings.for_site(site))
    headers = {
        "Content-Type": printed["Content-Type"],
        "Link": f'<{hub}>; rel="hub", <{subscription.topic}>; rel="self"',
    }
    if subscription.secret:
        headers["X-Hub-Signature"] = (
            f"sha256={hmac.new(subscription.secret.encode(), body, sha256).hexdigest()}"
        )
    return headers


def with_query(url: str, added: dict[str, str]) -> str:
    """Add parameters to the query that the callback has already (WebSub, 5.3)."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(added))))))


KINDS[HUB_CHECK] = DeliveryKind(_("Check of a subscription"), verify_intent, is_from_strangers=True)
KINDS[HUB_FEED] = DeliveryKind(_("Feed for a subscriber"), deliver_feed)
