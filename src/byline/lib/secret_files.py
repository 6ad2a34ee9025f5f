"""The secrets that an installation makes for itself.

All of its nodes must have the same. Where there may be several, the other secrets are derived from
the key.
"""

import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

from byline.lib.atomic_write import Durability, create_once

PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - none that look alike
KEY_LOSSES = (
    "everybody must sign in again, links in earlier mails stop working, and second factors and the "
    "keys of external filters must be set up again"
)
"""What it means that there is another key than before."""
PASSWORD_GROUPS, GROUP_LENGTH = 4, 4  # 79 bits


def new_key() -> str:
    """A secret that only programs use, of 384 bits."""
    return secrets.token_urlsafe(48)


def new_password() -> str:
    """A random password that people can copy from a screen."""
    groups = (
        "".join(secrets.choice(PASSWORD_LETTERS) for _ in range(GROUP_LENGTH))
        for _ in range(PASSWORD_GROUPS)
    )
    return "-".join(groups)


def derived_key(key: str, name: str) -> str:
    """The secret called `name` that follows from the installation's key, of 256 bits."""
    return hmac.digest(key.encode(), f"byline: {name}".encode(), "sha256").hex()


def derived_password(key: str, name: str) -> str:
    """As `derived_key`, in the form of `new_password`."""
    number, letters = int(derived_key(key, name), 16), []
    for _ in range(PASSWORD_GROUPS * GROUP_LENGTH):
        number, letter = divmod(number, len(PASSWORD_LETTERS))
        letters.append(PASSWORD_LETTERS[letter])
    groups = (letters[start::PASSWORD_GROUPS] for start in range(PASSWORD_GROUPS))
    return "-".join("".join(group) for group in groups)


class UnusableSecret(Exception):
    """A secret that is there but cannot be read, or is empty."""


def load_secret(path: Path) -> str:
    """The secret in this file. Raises FileNotFoundError or UnusableSecret."""
    try:
        secret = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSecret(f"The secret {path} cannot be read: {error}.") from error
    if not secret.strip():
        raise UnusableSecret(f"The secret {path} is empty.")
    return secret


def load_or_create_secret(data: Path, name: str, make: Callable[[], str] = new_key) -> str:
    """The secret called `name` in the data folder, which only its owner can read (mode 600).

    It is made when it is first needed. Raises UnusableSecret if it exists but cannot be used:
    replacing it would invalidate everything signed or encrypted with it.
    """
    path = data / "secrets" / name
    try:
        return load_secret(path)
    except FileNotFoundError:
        return _create(path, make())


def load_or_derive_secret(
    name: str,
    derive: Callable[[str, str], str] = derived_key,
    make: Callable[[], str] = new_key,
) -> str:
    """The secret called `name` of the running installation, besides its key.

    It is in the data folder, as for `load_or_create_secret`. Where there may be other nodes, a
    secret that is not there is derived from the key, so that all of them have the same.
    """
    from django.conf import settings  # noqa: PLC0415 - `byline --help` loads no Django

    options = settings.OPTIONS
    if not (options.database.get_secret_value() or options.secret_key.get_secret_value()):
        return load_or_create_secret(settings.DATA, name, make)
    try:
        return load_secret(settings.DATA / "secrets" / name)
    except FileNotFoundError:
        return derive(settings.SECRET_KEY, name)


def _create(path: Path, secret: str) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return create_once(path, secret.encode(), Durability.FILE_AND_FOLDER).decode()
