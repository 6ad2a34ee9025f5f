"""Signed tokens: who wrote a response, who reads its mail, when a form was handed out."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse

AUTHOR_SALT, FORM_SALT = "byline.discussion.yours", "byline.discussion.started"
CONFIRM_SALT, UNSUBSCRIBE_SALT = "byline.discussion.confirm", "byline.discussion.unsubscribe"
CONFIRM_LIFETIME = timedelta(days=7)
MY_DATA_SALT, MY_DATA_LIFETIME = "byline.discussion.personal_data", timedelta(days=2)
REPORTER_SALT = "byline.discussion.reporter"
FORM_LIFETIME = timedelta(days=2)


def author_token(comment_id: int) -> str:
    """The token that proves that its bearer wrote the response.

    It has no date of its own: it ends when the time to object to the last decision about the
    response is over.
    """
    return signing.Signer(salt=AUTHOR_SALT).signature(str(comment_id))


def is_author_token(comment_id: int, token: str) -> bool:
    """Whether the bearer of `token` wrote the response."""
    return _is_signed(AUTHOR_SALT, comment_id, token)


def own_response_href(comment_id: int) -> str:
    """The address at which the author finds the response, whatever its state."""
    return reverse("own_response", args=[comment_id, author_token(comment_id)])


def confirm_href(comment_id: int) -> str:
    """The address that is mailed to the author only; it expires after CONFIRM_LIFETIME."""
    signed = signing.TimestampSigner(salt=CONFIRM_SALT).sign(str(comment_id))
    return reverse("confirm", args=[comment_id, signed.partition(":")[2]])


def may_confirm(comment_id: int, token: str) -> bool | None:
    """Whether its bearer reads the author's mail; None: the token has expired."""
    signer = signing.TimestampSigner(salt=CONFIRM_SALT)
    try:
        signer.unsign(f"{comment_id}:{token}", max_age=CONFIRM_LIFETIME)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        return False
    return True


def unsubscribe_href(comment_id: int) -> str:
    """The address that stops mail about replies to the author.

    It ends with the author's e-mail address, which is deleted after the site's days: until then,
    mail could still be sent.
    """
    return reverse(
        "unsubscribe",
        args=[comment_id, signing.Signer(salt=UNSUBSCRIBE_SALT).signature(str(comment_id))],
    )


def may_unsubscribe(comment_id: int, token: str) -> bool:
    return _is_signed(UNSUBSCRIBE_SALT, comment_id, token)


def reporter_token(report_id: int) -> str:
    """The token that is mailed to the reporter only, with the receipt."""
    return signing.Signer(salt=REPORTER_SALT).signature(str(report_id))


def is_reporter_token(report_id: int, token: str) -> bool:
    """Whether the bearer of `token` reads the reporter's mail."""
    return _is_signed(REPORTER_SALT, report_id, token)


def _is_signed(salt: str, comment_id: int, signature: str) -> bool:
    try:
        signing.Signer(salt=salt).unsign(f"{comment_id}:{signature}")
    except signing.BadSignature:
        return False
    return True


def form_token() -> str:
    """The signed time at which a form is handed out."""
    return signing.TimestampSigner(salt=FORM_SALT).sign("")


def form_token_time(token: str) -> datetime | None:
    """When the form was handed out; None if the token is invalid or too old."""
    signer = signing.TimestampSigner(salt=FORM_SALT)
    try:
        signer.unsign(token, max_age=FORM_LIFETIME)
    except signing.BadSignature:
        return None
    seconds = signing.b62_decode(token.rsplit(":", 2)[1])
    return datetime.fromtimestamp(seconds, UTC)


def my_data_token(key: str) -> str:
    """The token for the data stored under the hash of an e-mail address; valid for two days."""
    return signing.TimestampSigner(salt=MY_DATA_SALT).sign(key)


def my_data_key(token: str) -> str:
    """The hash for which the token was made; "" if it is invalid or has expired."""
    try:
        return signing.TimestampSigner(salt=MY_DATA_SALT).unsign(token, max_age=MY_DATA_LIFETIME)
    except signing.BadSignature:
        return ""
