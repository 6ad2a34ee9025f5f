"""What an outside judge says: a program of the site's own choice, asked over HTTP, signed."""

import hashlib
import hmac
import json
from typing import Any

import structlog
from django.conf import settings

from byline.discussion.choices import Reason
from byline.discussion.moderation.context import RuleContext, Verdict, hold, reject
from byline.lib.http_client import Limits, Unreachable, post

SECONDS = 2.0
LONGEST = 64 * 1024  # bytes of an answer
STATES = ("publish", "hold", "reject")

log = structlog.get_logger("byline.discussion")


def external_filter(context: RuleContext) -> Verdict | None:
    """What the site's outside judge holds or rejects. When it does not answer in time, the response goes on to the next rule."""
    if not context.rules.external_filter_url:
        return None
    try:
        state, reason = opinion(context)
    except (Unreachable, ValueError) as wrong:
        log.warning(
            "the outside judge gave no answer",
            judge=context.rules.external_filter_url,
            why=str(wrong),
        )
        return None
    if state == "publish":
        return None
    return (hold if state == "hold" else reject)(Reason.EXTERNAL_FILTER, reason)


def opinion(context: RuleContext) -> tuple[str, str]:
    """The judge's state (one of STATES) and reason. Raises Unreachable, or ValueError for an answer that is none."""
    body, when = json.dumps(_told(context)).encode(), str(int(context.now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "Byline-Timestamp": when,
        "Byline-Signature": signature(context.rules.external_filter_secret, when, body),
    }
    limits, loopback = (
        Limits(seconds=SECONDS, size=LONGEST, redirects=0),
        settings.OPTIONS.allow_loopback_services,
    )
    answer = post(
        context.rules.external_filter_url, body, headers=headers, limits=limits, loopback=loopback
    )
    if answer.status != 200:  # noqa: PLR2004
        raise ValueError(f"status {answer.status}")
    said = json.loads(answer.body)
    if not isinstance(said, dict) or said.get("state") not in STATES:
        raise ValueError(f"the answer has no state of {', '.join(STATES)}")
    return said["state"], str(said.get("reason") or "")


def signature(secret: str, when: str, body: bytes) -> str:
    """HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal digits."""
    return hmac.new(secret.encode(), f"{when}.".encode() + body, hashlib.sha256).hexdigest()


def _told(context: RuleContext) -> dict[str, Any]:
    """What the judge is told: what readers would see, and no address of anybody's."""
    said, article = context.scrubbed, context.article
    return {
        "site": article.site.root_url,
        "article": {"url": f"{article.site.root_url}{article.href}", "title": article.title},
        "response": {
            "name": said.name,
            "text": said.text,
            "link": said.link,
            "kind": str(context.submission.kind),
        },
        "reply_to": context.submission.parent,
        "has_account": context.submission.user is not None,
        "is_edit": context.editing is not None,
    }
