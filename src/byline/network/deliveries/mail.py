"""A mail. `to` is an address; `payload` has its `subject`, and its text and headers encrypted."""

import json
import re
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from byline.lib.encryption import UndecryptableError, decrypt, encrypt
from byline.network.delivery_kinds import PermanentFailure
from byline.network.models import Delivery
from byline.network.queries import settings_of

RESERVED_HEADERS = frozenset(
    {"from", "to", "cc", "bcc", "subject", "sender", "date", "message-id", "auto-submitted"}
)
FIRST_PERMANENT_CODE = 500  # of SMTP (RFC 5321, 4.2.1)


def mail_payload(to: str, subject: str, text: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """Build the payload of a mail.

    Raises ValidationError, keyed by `to`, `subject` or `headers`, for an invalid address and for
    anything that would break out of a header.
    """
    errors = {}
    try:
        validate_email(to)
    except ValidationError as error:
        errors["to"] = error.messages
    if not _is_one_line(subject):
        errors["subject"] = ["The subject must be a single line."]
    for name, value in headers.items():
        if (
            not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name)
            or name.lower() in RESERVED_HEADERS
            or not _is_one_line(value)
        ):
            errors["headers"] = [f"{name!r} cannot be set as a header of a mail."]
    if errors:
        raise ValidationError(errors)
    sealed = encrypt(json.dumps({"text": text, "headers": dict(headers)}))  # they have tokens
    return {"subject": subject, "sealed": sealed}


def text_and_headers(payload: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The text and headers of a mail. Raises PermanentFailure without the installation's key."""
    try:
        content = json.loads(decrypt(payload["sealed"]))
    except UndecryptableError as error:
        raise PermanentFailure("The mail was encrypted with another installation's key.") from error
    return content["text"], content["headers"]


def _is_one_line(words: str) -> bool:
    return not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", words)


def deliver_mail(delivery: Delivery) -> None:
    """Send the mail, or put it into the folder `mail` if no mail server is set.

    Each try has the same Message-ID, so that a mail sent twice can be recognised.
    """
    text, own_headers = text_and_headers(delivery.payload)
    sender, made_at = sender_of(delivery), int(delivery.made_at.timestamp())
    headers = {
        **own_headers,
        "Message-ID": f"<delivery-{delivery.pk}.{made_at}@{delivery.site.hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no absence notice in reply
    }
    try:
        EmailMessage(
            delivery.payload["subject"], text, sender, [delivery.to], headers=headers
        ).send()
    except SMTPRecipientsRefused as refused:
        [(code, words)] = refused.recipients.values()
        _raise(code, words, refused)
    except SMTPDataError as refused:
        _raise(refused.smtp_code, refused.smtp_error, refused)


def deliver_account_mail(delivery: Delivery) -> None:
    """Send a mail about an account; nothing for a decoy, which has no `to`."""
    if delivery.to:
        deliver_mail(delivery)


def sender_of(delivery: Delivery) -> str:
    """The site's name with the installation's sender address."""
    name = " ".join(settings_of(delivery.site).name.split())
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _raise(code: int, words: bytes | str, refused: Exception) -> None:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code >= FIRST_PERMANENT_CODE:
        raise PermanentFailure(f"{code} {text}") from refused
    raise refused
