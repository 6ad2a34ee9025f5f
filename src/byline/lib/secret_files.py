"""Secrets that this installation made for itself."""

import os
import secrets
import tempfile
from pathlib import Path


def load_or_create_secret(data: Path, name: str) -> str:
    """The secret called `name` in the data folder; made at the first ask, readable by the owner alone (mode 600)."""
    path = data / "secrets" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # mode 600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # whole or not at all, and never over another process's
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
    return path.read_text(encoding="ascii")
