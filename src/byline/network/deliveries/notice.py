"""A notice, such as a hub or a search engine takes: `to` is its address; `payload` holds the type and the text that is posted."""

from django.conf import settings

from byline.lib import http_client
from byline.network.deliveries.failures import PermanentFailure
from byline.network.models import Delivery

WRONG, BROKEN = 400, 500  # where these kinds of status begin
FOR_NOW = frozenset({408, 425, 429})  # of those that blame us, the ones that pass


class TemporaryFailure(Exception):
    """It may be taken another time."""


def deliver_notice(delivery: Delivery) -> None:
    """Post the notice; what is answered with 2xx is taken, with 4xx refused for good."""
    said = delivery.payload
    headers, loopback = {"Content-Type": said["type"]}, settings.OPTIONS.allow_loopback_services
    try:
        answer = http_client.post(
            delivery.to,
            said["text"].encode(),
            headers=headers,
            contact=delivery.site.root_url,
            loopback=loopback,
        )
    except http_client.RequestRefused as wrong:
        raise PermanentFailure(str(wrong)) from wrong
    if answer.is_success:
        return
    words = f"{answer.status} {' '.join(answer.text[:200].split())}".strip()
    raise (
        PermanentFailure(words)
        if WRONG <= answer.status < BROKEN and answer.status not in FOR_NOW
        else TemporaryFailure(words)
    )
