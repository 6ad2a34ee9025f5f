"""A notice, such as a hub or a search engine takes: `to` is its address; `load` holds the type and the text that is posted."""

from django.conf import settings

from byline.lib.outside import post
from byline.network.deliveries.outcomes import Never
from byline.network.models import Delivery

SECONDS = 10.0
TAKEN, WRONG, BROKEN = 200, 400, 500  # where these kinds of status begin
FOR_NOW = frozenset({408, 425, 429})  # of those that blame us, the ones that pass


class NotTaken(Exception):
    """It may be taken another time."""


def hand_over_notice(delivery: Delivery) -> None:
    """Post the notice; what is answered with 2xx is taken, with 4xx refused for good."""
    said = delivery.load
    status, words = _post(delivery.to, said["text"].encode(), said["type"])
    if TAKEN <= status < TAKEN + 100:
        return
    if WRONG <= status < BROKEN and status not in FOR_NOW:
        raise Never(f"{status} {words}".strip())
    raise NotTaken(f"{status} {words}".strip())


def _post(url: str, body: bytes, content_type: str) -> tuple[int, str]:
    """The status and the first words of the answer."""
    loopback = settings.OPTIONS.outside_loopback
    answer = post(url, body, {"Content-Type": content_type}, seconds=SECONDS, loopback=loopback)
    return answer.status, " ".join(answer.body[:200].decode("utf-8", "replace").split())
