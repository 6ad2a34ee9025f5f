"""Word to a page that an article links to it: `to` is the page, `load` has the article's address and whether the link is new."""

from contextlib import suppress
from xmlrpc.client import dumps

from byline.discussion.choices import Kind
from byline.lib import door
from byline.lib.door import Answer, Limits, NotPublic, Unreachable
from byline.linkbacks.actions.hearing import Refusal, hear
from byline.linkbacks.discovery import discover
from byline.linkbacks.protocol import ALREADY, parse_answer
from byline.linkbacks.queries import site_at
from byline.network.deliveries.outcomes import Never
from byline.network.models import Delivery

PAGE = Limits(seconds=10, size=1_000_000, cut=True)
FOR_NOW = (408, 425, 429)  # statuses of 4xx after which it may be tried again


def hand_over_linkback(delivery: Delivery) -> None:
    """Find where the page wants to be told, and tell it there. A page that wants nothing is told nothing."""
    source, target, contact = delivery.load["source"], delivery.to, delivery.site.root_url
    if site_at(target):
        _tell_ourselves(source, target)
        return
    try:
        page = door.get(
            target, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE, contact=contact
        )
    except NotPublic as wrong:
        raise Never(str(wrong)) from wrong
    if _is_for_now(page):
        raise Unreachable(f"the page answers {page.status}")
    endpoint = discover(page)
    if endpoint is None:
        return
    try:
        if endpoint.kind == Kind.WEBMENTION:
            _webmention(endpoint.url, source, target, contact)
        elif delivery.load["is_new"]:  # a pingback knows no changes
            _pingback(endpoint.url, source, target, contact)
    except NotPublic as wrong:
        raise Never(str(wrong)) from wrong


def _tell_ourselves(source: str, target: str) -> None:
    with suppress(Refusal):  # such as of a page that is no article, or takes no pings
        hear(Kind.WEBMENTION, source, target)


def _webmention(endpoint: str, source: str, target: str, contact: str) -> None:
    answer = door.post(
        endpoint, {"source": source, "target": target}, limits=Limits(redirects=3), contact=contact
    )
    _insist(answer)


def _pingback(endpoint: str, source: str, target: str, contact: str) -> None:
    call = dumps((source, target), "pingback.ping").encode()
    answer = door.post(
        endpoint,
        call,
        headers={"Content-Type": "text/xml"},
        limits=Limits(redirects=3),
        contact=contact,
    )
    _insist(answer)
    fault = parse_answer(answer.body)
    if fault and fault.faultCode != ALREADY:
        raise Never(f"pingback fault {fault.faultCode}: {fault.faultString}")


def _insist(answer: Answer) -> None:
    """Raise unless the other side took it."""
    if answer.is_fine:
        return
    said = f"{answer.url} answers {answer.status}: {' '.join(answer.text.split())[:200]}"
    raise Unreachable(said) if _is_for_now(answer) else Never(said)


def _is_for_now(answer: Answer) -> bool:
    return answer.status >= 500 or answer.status in FOR_NOW  # noqa: PLR2004
