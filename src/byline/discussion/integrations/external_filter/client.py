"""The external filter's protocol: a signed POST of JSON a response (docs/spam-filters.md)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from byline.lib.http_client import Limits, post

MAX_RESPONSE_BYTES = 64 * 1024
STATES = ("publish", "hold", "reject")


class FilterOpinion(NamedTuple):
    """`state` is one of STATES, `reason` the filter's own words for the moderator."""

    state: str
    reason: str


def ask_filter(
    url: str, secret: str, question: Mapping[str, Any], now: datetime, *, seconds: float
) -> FilterOpinion:
    """The filter's opinion. Raises Unreachable, or ValueError for an invalid response."""
    body, timestamp = json.dumps(question).encode(), str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "Byline-Timestamp": timestamp,
        "Byline-Signature": signature(secret, timestamp, body),
    }
    limits = Limits(seconds=seconds, size=MAX_RESPONSE_BYTES, redirects=0)
    loopback = settings.OPTIONS.allow_loopback_services
    response = post(url, body, headers=headers, limits=limits, loopback=loopback)
    if response.status != 200:  # noqa: PLR2004
        raise ValueError(f"status {response.status}")
    answer = json.loads(response.body)
    if not isinstance(answer, dict) or answer.get("state") not in STATES:
        raise ValueError(f"the answer has no state of {', '.join(STATES)}")
    return FilterOpinion(answer["state"], str(answer.get("reason") or ""))


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal digits."""
    message = f"{timestamp}.".encode() + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
