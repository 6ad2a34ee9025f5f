"""What the hub owes to those who subscribe, or say that they do: `to` is their callback.

`hub_check`: `payload` is what was asked for, with a challenge. `hub_feed`: `payload` names the subscription; what is sent is the
feed as it is when it is sent.
"""

import hmac
from hashlib import sha256
from urllib.parse import urlencode, urlsplit, urlunsplit

import structlog
from django.utils import timezone

from byline.lib import http_client
from byline.lib.http_client import Limits, RequestRefused, Unreachable
from byline.network.choices import PAUSES
from byline.network.deliveries.failures import PermanentFailure
from byline.network.models import Delivery
from byline.press.wsgi import get_own_page
from byline.syndication.actions.subscribing import confirm_request, end_subscription
from byline.syndication.choices import HubMode
from byline.syndication.hub import has_own_hub, hub_of
from byline.syndication.models import FeedSettings, Subscription

GONE = 410
A_WORD = Limits(seconds=10, size=4096, redirects=0)

log = structlog.get_logger("byline.syndication")


def verify_intent(delivery: Delivery) -> None:
    """Ask the callback whether it did ask (WebSub, 5.3). It is asked once: who is silent or says otherwise has not asked."""
    said = delivery.payload
    asked = {
        "hub.mode": said["mode"],
        "hub.topic": said["topic"],
        "hub.challenge": said["challenge"],
    }
    if said["mode"] == HubMode.SUBSCRIBE:
        asked["hub.lease_seconds"] = str(said["lease"])
    try:
        answer = http_client.get(
            with_query(delivery.to, asked), limits=A_WORD, contact=delivery.site.root_url
        )
    except Unreachable as wrong:
        log.info("a subscriber could not be asked", host=delivery.host_key, why=str(wrong))
        return
    if answer.is_success and hmac.compare_digest(answer.body.strip(), said["challenge"].encode()):
        confirm_request(delivery.site, delivery.to, said)


def deliver_feed(delivery: Delivery) -> None:
    """Send the feed to its subscriber, signed where it gave a secret (WebSub, 7).

    Who answers 410, or takes nothing for days, is a subscriber no more.
    """
    found = (
        Subscription.objects.current(timezone.now())
        .filter(pk=delivery.payload["subscription"])
        .select_related("site")
        .first()
    )
    if found is None or not has_own_hub(found.site):
        return
    status, headers, body = get_own_page(found.topic)
    if not status.startswith("200"):
        return  # the feed is gone, and nothing is left to send
    try:
        answer = http_client.post(
            found.callback,
            body,
            headers=_headers(found, dict(headers), body),
            contact=found.site.root_url,
        )
    except RequestRefused as wrong:
        end_subscription(found)
        raise PermanentFailure(str(wrong)) from wrong
    if answer.status == GONE:
        end_subscription(found)
    elif not answer.is_success:
        if delivery.tries > len(PAUSES):
            end_subscription(found)
        raise Unreachable(f"the subscriber answers {answer.status}")


def _headers(subscription: Subscription, printed: dict[str, str], body: bytes) -> dict[str, str]:
    site = subscription.site
    hub = hub_of(site, FeedSettings.for_site(site))
    said = {
        "Content-Type": printed["Content-Type"],
        "Link": f'<{hub}>; rel="hub", <{subscription.topic}>; rel="self"',
    }
    if subscription.secret:
        said["X-Hub-Signature"] = (
            f"sha256={hmac.new(subscription.secret.encode(), body, sha256).hexdigest()}"
        )
    return said


def with_query(url: str, added: dict[str, str]) -> str:
    """The address with these behind whatever query it has (WebSub, 5.3: the callback's own must be kept)."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(added))))))
