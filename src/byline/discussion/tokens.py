"""Signed words that we hand out and take back: who wrote a response, who reads its mail, when a form was handed out."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse

AUTHOR_SALT, FORM_SALT = "byline.discussion.yours", "byline.discussion.started"
CONFIRM_SALT, UNSUBSCRIBE_SALT = "byline.discussion.confirm", "byline.discussion.unsubscribe"
CONFIRM_LIFETIME = timedelta(days=7)
MY_DATA_SALT, MY_DATA_LIFETIME = "byline.discussion.personal_data", timedelta(days=2)
FORM_LIFETIME = timedelta(days=2)


def author_token(comment_id: int) -> str:
    """What shows that its bearer wrote the response."""
    return signing.Signer(salt=AUTHOR_SALT).signature(str(comment_id))


def is_author_token(comment_id: int, ticket: str) -> bool:
    """Whether the bearer of `ticket` wrote the response."""
    return _is_signed(AUTHOR_SALT, comment_id, ticket)


def own_response_href(comment_id: int) -> str:
    """The address at which its author finds the response, whatever became of it."""
    return reverse("own_response", args=[comment_id, author_token(comment_id)])


def confirm_href(comment_id: int) -> str:
    """The address that is sent to the author's e-mail address only; it holds for CONFIRM_LASTS."""
    signed = signing.TimestampSigner(salt=CONFIRM_SALT).sign(str(comment_id))
    return reverse("confirm", args=[comment_id, signed.partition(":")[2]])


def may_confirm(comment_id: int, token: str) -> bool | None:
    """Whether its bearer reads the mail of the response's author; None: once so, but the time is over."""
    signer = signing.TimestampSigner(salt=CONFIRM_SALT)
    try:
        signer.unsign(f"{comment_id}:{token}", max_age=CONFIRM_LIFETIME)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        return False
    return True


def unsubscribe_href(comment_id: int) -> str:
    """The address at which whoever wrote the response is told of no more replies; it does nothing else, and holds for ever."""
    return reverse(
        "unsubscribe",
        args=[comment_id, signing.Signer(salt=UNSUBSCRIBE_SALT).signature(str(comment_id))],
    )


def may_unsubscribe(comment_id: int, token: str) -> bool:
    return _is_signed(UNSUBSCRIBE_SALT, comment_id, token)


def _is_signed(salt: str, comment_id: int, signature: str) -> bool:
    try:
        signing.Signer(salt=salt).unsign(f"{comment_id}:{signature}")
    except signing.BadSignature:
        return False
    return True


def form_token() -> str:
    """The moment at which a form is handed out, signed."""
    return signing.TimestampSigner(salt=FORM_SALT).sign("")


def form_token_time(stamped: str) -> datetime | None:
    """When the form was handed out; None when that is not proven, or too long ago."""
    signer = signing.TimestampSigner(salt=FORM_SALT)
    try:
        signer.unsign(stamped, max_age=FORM_LIFETIME)
    except signing.BadSignature:
        return None
    seconds = signing.b62_decode(stamped.rsplit(":", 2)[1])
    return datetime.fromtimestamp(seconds, UTC)


def my_data_token(key: str) -> str:
    """What lets its bearer see and erase, for two days, what is held under the key of an e-mail address; without the address."""
    return signing.TimestampSigner(salt=MY_DATA_SALT).sign(key)


def my_data_key(ticket: str) -> str:
    """The key for which the ticket was made; "" when it is none of ours, or too old."""
    try:
        return signing.TimestampSigner(salt=MY_DATA_SALT).unsign(ticket, max_age=MY_DATA_LIFETIME)
    except signing.BadSignature:
        return ""
