"""Signed words that we hand out and take back: who wrote a response, when a form was handed out."""

from datetime import UTC, datetime, timedelta

from django.core import signing

YOURS, STARTED = "byline.discussion.yours", "byline.discussion.started"
HELD, HELD_LASTS = "byline.discussion.held", timedelta(days=2)
FORM_LASTS = timedelta(days=2)


def ticket_for(comment_id: int) -> str:
    """What shows that its bearer wrote the response."""
    return signing.Signer(salt=YOURS).signature(str(comment_id))


def is_ticket_for(comment_id: int, ticket: str) -> bool:
    """Whether the bearer of `ticket` wrote the response."""
    try:
        signing.Signer(salt=YOURS).unsign(f"{comment_id}:{ticket}")
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
