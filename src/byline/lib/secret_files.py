"""The secrets that an installation makes for itself."""

import secrets
from collections.abc import Callable
from pathlib import Path

from byline.lib.atomic_write import Durability, create_once

PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - none that look alike
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


def _create(path: Path, secret: str) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return create_once(path, secret.encode(), Durability.FILE_AND_FOLDER).decode()
