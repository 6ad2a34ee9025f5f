"""The secrets that an installation makes for itself."""

import secrets
from pathlib import Path

from byline.lib.atomic_write import Durability, create_once


def load_or_create_secret(data: Path, name: str) -> str:
    """The secret called `name` in the data folder, which only its owner can read (mode 600).

    It is made when it is first needed.
    """
    path = data / "secrets" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48).encode()
    return create_once(path, secret, Durability.FILE_AND_FOLDER).decode()
