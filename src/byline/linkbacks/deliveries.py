"""The linkbacks' kinds of deliveries: notifying a linked page, and checking a page that links here.

`linkback`: `to` is the page; `payload` has the article's address as `source`, and whether the link
`is_new`. `mention_check`: `to` is the page that links here; `payload` names the `mention`.
"""

from contextlib import suppress
from datetime import timedelta
from xmlrpc.client import dumps

from django.utils.translation import gettext_lazy as _

from byline.discussion.choices import Kind
from byline.lib import http_client
from byline.lib.http_client import Limits, Unreachable
from byline.linkbacks.actions.checking import check_mention, mark_unreachable
from byline.linkbacks.actions.incoming import MENTION_CHECK, MentionRefused, receive
from byline.linkbacks.actions.outgoing import LINKBACK
from byline.linkbacks.discovery import discover
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.protocol import ALREADY, LASTING_FAULTS, parse_answer
from byline.linkbacks.queries import site_at_address
from byline.network.deliveries.http_status import is_temporary, require_success
from byline.network.delivery_kinds import KINDS, DeliveryKind, PermanentFailure, TemporaryFailure
from byline.network.models import Delivery

PAGE_LIMITS = Limits(seconds=10, size=1_000_000, truncate=True)
ENDPOINT_LIMITS = Limits(redirects=3)
CHECK_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (2, 15, 60, 360))


def deliver_linkback(delivery: Delivery) -> None:
    """Find the endpoint of the page and notify it; do nothing if the page names none."""
    source, target, contact = delivery.payload["source"], delivery.to, delivery.site.root_url
    if site_at_address(target):
        with suppress(MentionRefused):  # such as for a page that is not an article
            receive(Kind.WEBMENTION, source, target)
        return
    page = http_client.get(
        target, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE_LIMITS, contact=contact
    )
    if is_temporary(page):
        raise Unreachable(f"the page answers {page.status}")
    endpoint = discover(page)
    if endpoint is None:
        return
    if endpoint.kind == Kind.WEBMENTION:
        _send_webmention(endpoint.url, source, target, contact)
    elif delivery.payload["is_new"]:  # pingbacks cannot report changes
        _send_pingback(endpoint.url, source, target, contact)


def _send_webmention(endpoint: str, source: str, target: str, contact: str) -> None:
    form = {"source": source, "target": target}
    require_success(http_client.post(endpoint, form, limits=ENDPOINT_LIMITS, contact=contact))


def _send_pingback(endpoint: str, source: str, target: str, contact: str) -> None:
    answer = http_client.post(
        endpoint,
        dumps((source, target), "pingback.ping").encode(),
        headers={"Content-Type": "text/xml"},
        limits=ENDPOINT_LIMITS,
        contact=contact,
    )
    require_success(answer)
    fault = parse_answer(answer.body)
    if fault and fault.faultCode != ALREADY:
        failure = PermanentFailure if fault.faultCode in LASTING_FAULTS else TemporaryFailure
        raise failure(f"pingback fault {fault.faultCode}: {fault.faultString}")


def deliver_mention_check(delivery: Delivery) -> None:
    """Fetch the page that links here, and update the response that it became."""
    if mention := _mention_of(delivery):
        check_mention(mention)


def give_up_mention_check(delivery: Delivery, error: str) -> None:
    if mention := _mention_of(delivery):
        mark_unreachable(mention, error)


def _mention_of(delivery: Delivery) -> IncomingMention | None:
    """The mention; None if its article has been deleted meanwhile."""
    mentions = IncomingMention.objects.filter(pk=delivery.payload["mention"])
    return mentions.select_related("article__site", "article__section", "comment").first()


KINDS[LINKBACK] = DeliveryKind(
    _("Notification of a page that an article links to"), deliver_linkback
)
KINDS[MENTION_CHECK] = DeliveryKind(
    _("Check of a page that links to an article"),
    deliver_mention_check,
    pauses=CHECK_PAUSES,
    claim_lasts=timedelta(minutes=5),
    on_giving_up=give_up_mention_check,
    runs_on_staging=True,  # it only reads
    is_from_strangers=True,
)
