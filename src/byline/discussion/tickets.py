"""Signed words that we hand out and take back: who wrote a response, who reads its mail, when a form was handed out."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse

YOURS, STARTED = "byline.discussion.yours", "byline.discussion.started"
CONFIRM, UNSUBSCRIBE = "byline.discussion.confirm", "byline.discussion.unsubscribe"
CONFIRM_LASTS = timedelta(days=7)
HELD, HELD_LASTS = "byline.discussion.held", timedelta(days=2)
FORM_LASTS = timedelta(days=2)


def ticket_for(comment_id: int) -> str:
    """What shows that its bearer wrote the response."""
    return signing.Signer(salt=YOURS).signature(str(comment_id))


def is_ticket_for(comment_id: int, ticket: str) -> bool:
    """Whether the bearer of `ticket` wrote the response."""
    return _is_signed(YOURS, comment_id, ticket)


def yours_href(comment_id: int) -> str:
    """The address at which its author finds the response, whatever became of it."""
    return reverse("yours", args=[comment_id, ticket_for(comment_id)])


def confirm_href(comment_id: int) -> str:
    """The address that is sent to the author's e-mail address only; it holds for CONFIRM_LASTS."""
    signed = signing.TimestampSigner(salt=CONFIRM).sign(str(comment_id))
    return reverse("confirm", args=[comment_id, signed.partition(":")[2]])


def may_confirm(comment_id: int, token: str) -> bool | None:
    """Whether its bearer reads the mail of the response's author; None: once so, but the time is over."""
    signer = signing.TimestampSigner(salt=CONFIRM)
    try:
        signer.unsign(f"{comment_id}:{token}", max_age=CONFIRM_LASTS)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        return False
    return True


def unsubscribe_href(comment_id: int) -> str:
    """The address at which whoever wrote the response is told of no more replies; it does nothing else, and holds for ever."""
    return reverse(
        "unsubscribe",
        args=[comment_id, signing.Signer(salt=UNSUBSCRIBE).signature(str(comment_id))],
    )


def may_unsubscribe(comment_id: int, token: str) -> bool:
    return _is_signed(UNSUBSCRIBE, comment_id, token)


def _is_signed(salt: str, comment_id: int, signature: str) -> bool:
    try:
        signing.Signer(salt=salt).unsign(f"{comment_id}:{signature}")
    except signing.BadSignature:
        return False
    return True


def stamp() -> str:
    """The moment at which a form is handed out, signed."""
    return signing.TimestampSigner(salt=STARTED).sign("")


def stamped_at(stamped: str) -> datetime | None:
    """When the form was handed out; None when that is not proven, or too long ago."""
    signer = signing.TimestampSigner(salt=STARTED)
    try:
        signer.unsign(stamped, max_age=FORM_LASTS)
    except signing.BadSignature:
        return None
    seconds = signing.b62_decode(stamped.rsplit(":", 2)[1])
    return datetime.fromtimestamp(seconds, UTC)


def held_ticket(key: str) -> str:
    """What lets its bearer see and erase, for two days, what is held under the key of an e-mail address; without the address."""
    return signing.TimestampSigner(salt=HELD).sign(key)


def held_key(ticket: str) -> str:
    """The key for which the ticket was made; "" when it is none of ours, or too old."""
    try:
        return signing.TimestampSigner(salt=HELD).unsign(ticket, max_age=HELD_LASTS)
    except signing.BadSignature:
        return ""
