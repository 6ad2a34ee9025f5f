"""Secrets that this installation made for itself."""

import os
import secrets
from pathlib import Path


def secret(data: Path, name: str) -> str:
    """The secret called `name` in the data folder; made at the first ask, readable by the owner alone (mode 600)."""
    path = data / "secrets" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value
