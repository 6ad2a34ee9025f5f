"""Secrets in the database, encrypted with the installation's key (HKDF, RFC 5869, and Fernet).

A copy of the database is then of no use to anybody without the folder `secrets`.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

PURPOSE = b"byline: secrets in the database"


class UndecryptableError(ValueError):
    """The text was encrypted with another installation's key, or it was changed."""


def encrypt(text: str) -> str:
    return _fernet(settings.SECRET_KEY).encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """The text that was passed to `encrypt`. Raises UndecryptableError."""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(encrypted.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise UndecryptableError("encrypted with another key") from error


class EncryptedCharField(models.CharField[str, str]):
    """A short text that is encrypted in the database; `max_length` limits the text itself.

    Without the installation's key it reads as "". It cannot be searched for, except for "".
    """

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def from_db_value(self, value: str | None, *_of: Any) -> str | None:
        if not value:
            return value
        try:
            return decrypt(value)
        except UndecryptableError:
            return ""


@lru_cache(maxsize=4)
def _fernet(secret_key: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret_key.encode())
    return Fernet(urlsafe_b64encode(key))
