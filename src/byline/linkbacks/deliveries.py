"""Notifies a page that an article links to: `to` is the page, `payload` the article and whether the link is new."""

from contextlib import suppress
from xmlrpc.client import dumps

from byline.discussion.choices import Kind
from byline.lib import http_client
from byline.lib.http_client import Limits, RemoteResponse, RequestRefused, Unreachable
from byline.linkbacks.actions.incoming import MentionRefused, receive
from byline.linkbacks.discovery import discover
from byline.linkbacks.protocol import ALREADY, parse_answer
from byline.linkbacks.queries import site_at_address
from byline.network.deliveries.failures import PermanentFailure
from byline.network.models import Delivery

PAGE = Limits(seconds=10, size=1_000_000, truncate=True)
FOR_NOW = (408, 425, 429)  # statuses of 4xx after which it may be tried again


def deliver_linkback(delivery: Delivery) -> None:
    """Find where the page wants to be told, and tell it there. A page that wants nothing is told nothing."""
    source, target, contact = delivery.payload["source"], delivery.to, delivery.site.root_url
    if site_at_address(target):
        _tell_ourselves(source, target)
        return
    try:
        page = http_client.get(
            target, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE, contact=contact
        )
    except RequestRefused as wrong:
        raise PermanentFailure(str(wrong)) from wrong
    if _is_for_now(page):
        raise Unreachable(f"the page answers {page.status}")
    endpoint = discover(page)
    if endpoint is None:
        return
    try:
        if endpoint.kind == Kind.WEBMENTION:
            _webmention(endpoint.url, source, target, contact)
        elif delivery.payload["is_new"]:  # a pingback knows no changes
            _pingback(endpoint.url, source, target, contact)
    except RequestRefused as wrong:
        raise PermanentFailure(str(wrong)) from wrong


def _tell_ourselves(source: str, target: str) -> None:
    with suppress(MentionRefused):  # such as of a page that is no article, or takes no pings
        receive(Kind.WEBMENTION, source, target)


def _webmention(endpoint: str, source: str, target: str, contact: str) -> None:
    answer = http_client.post(
        endpoint, {"source": source, "target": target}, limits=Limits(redirects=3), contact=contact
    )
    _insist(answer)


def _pingback(endpoint: str, source: str, target: str, contact: str) -> None:
    call = dumps((source, target), "pingback.ping").encode()
    answer = http_client.post(
        endpoint,
        call,
        headers={"Content-Type": "text/xml"},
        limits=Limits(redirects=3),
        contact=contact,
    )
    _insist(answer)
    fault = parse_answer(answer.body)
    if fault and fault.faultCode != ALREADY:
        raise PermanentFailure(f"pingback fault {fault.faultCode}: {fault.faultString}")


def _insist(answer: RemoteResponse) -> None:
    """Raise unless the other side took it."""
    if answer.is_success:
        return
    said = f"{answer.url} answers {answer.status}: {' '.join(answer.text.split())[:200]}"
    raise Unreachable(said) if _is_for_now(answer) else PermanentFailure(said)


def _is_for_now(answer: RemoteResponse) -> bool:
    return answer.status >= 500 or answer.status in FOR_NOW  # noqa: PLR2004
