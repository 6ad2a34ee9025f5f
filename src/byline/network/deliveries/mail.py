"""A mail: `to` is an address; `payload` holds its subject, its text and whatever headers it has besides."""

import re
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from byline.network.delivery_kinds import PermanentFailure
from byline.network.models import Delivery
from byline.network.queries import settings_of

RESERVED_HEADERS = frozenset(
    {"from", "to", "cc", "bcc", "subject", "sender", "date", "message-id", "auto-submitted"}
)
PERMANENT = 500  # an SMTP reply of 5xx is for ever (RFC 5321, 4.2.1)


def mail_payload(to: str, subject: str, text: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """The payload of a mail. Raises ValidationError, keyed, for no address and for what would break out of a header."""
    wrong = {}
    try:
        validate_email(to)
    except ValidationError as error:
        wrong["to"] = error.messages
    if not _is_one_line(subject):
        wrong["subject"] = ["A subject is one line."]
    for name, value in headers.items():
        if (
            not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name)
            or name.lower() in RESERVED_HEADERS
            or not _is_one_line(value)
        ):
            wrong["headers"] = [f"This cannot be a header of a mail: {name!r}."]
    if wrong:
        raise ValidationError(wrong)
    return {"subject": subject, "text": text, "headers": dict(headers)}


def _is_one_line(words: str) -> bool:
    return not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", words)


def deliver_mail(delivery: Delivery) -> None:
    """Hand the mail to the mail server, or put it into the folder `mail` where there is none.

    Each try has the same Message-ID, by which a mail that was sent twice is known to be one.
    """
    payload = delivery.payload
    sender = sender_of(delivery)
    headers = {
        **payload["headers"],
        "Message-ID": f"<delivery-{delivery.pk}.{int(delivery.made_at.timestamp())}@{delivery.site.hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence notice answers it
    }
    try:
        EmailMessage(
            payload["subject"], payload["text"], sender, [delivery.to], headers=headers
        ).send()
    except SMTPRecipientsRefused as refused:
        [(code, words)] = refused.recipients.values()
        _say(code, words, refused)
    except SMTPDataError as refused:
        _say(refused.smtp_code, refused.smtp_error, refused)


def sender_of(delivery: Delivery) -> str:
    """The paper's name, at the address that all mail of the house comes from."""
    name = " ".join(settings_of(delivery.site).name.split())
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _say(code: int, words: bytes | str, refused: Exception) -> None:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code >= PERMANENT:
        raise PermanentFailure(f"{code} {said}") from refused
    raise refused
