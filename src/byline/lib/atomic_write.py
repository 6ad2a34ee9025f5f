"""Writes files atomically: they are replaced completely or not at all, even if the process dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

MAX_NAME_BYTES = 255  # most file systems
DRAFT = ".{}.draft"


class Durability(Enum):
    """What survives a power cut once the file is in its place. A process may die at any time."""

    NONE = "none"
    """The file may be the old one, the new one, or empty."""
    FILE = "file"
    """The file is the old one or the new one, whole."""
    FILE_AND_FOLDER = "file and folder"
    """The file is the new one."""


@contextmanager
def atomic_write(path: Path, durability: Durability, *, concurrent: bool = False) -> Iterator[Path]:
    """Yield a path beside `path` to create and write; at the end that file replaces `path`.

    On an exception the new file is removed and `path` is as it was. A process that is killed leaves
    a draft behind, which the next write of the same file removes. `concurrent`: another thread or
    process may be writing the same file now, so each has a draft of its own, and the last one
    stays; drafts of killed processes then stay too.
    """
    draft = draft_path(path, token_hex(6) if concurrent else "")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        if durability is not Durability.NONE:
            sync_to_disk(draft)
        draft.replace(path)
        if durability is Durability.FILE_AND_FOLDER:
            sync_to_disk(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def replace_content(
    path: Path,
    content: bytes,
    durability: Durability,
    *,
    mode: int = 0o666,
    concurrent: bool = False,
) -> None:
    """Write `content` to `path` as `atomic_write` does. The umask applies to `mode`."""
    with atomic_write(path, durability, concurrent=concurrent) as draft:
        _create(draft, content, mode)


def create_once(path: Path, content: bytes, durability: Durability, *, mode: int = 0o600) -> bytes:
    """Write the file unless it exists, and return what it holds: perhaps another process's."""
    draft = draft_path(path, token_hex(6))
    try:
        _create(draft, content, mode)
        if durability is not Durability.NONE:
            sync_to_disk(draft)
        os.link(draft, path)
        if durability is Durability.FILE_AND_FOLDER:
            sync_to_disk(path.parent)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    return path.read_bytes()


def draft_path(path: Path, token: str = "") -> Path:
    """Where a new version of `path` is written first; concurrent writers have different tokens."""
    name = DRAFT.format(f"{path.name}.{token}" if token else path.name)
    if len(name.encode()) > MAX_NAME_BYTES:
        digest = sha256(path.name.encode()).hexdigest()
        name = DRAFT.format(f"{digest}.{token}" if token else digest)
    return path.with_name(name)


def sync_to_disk(path: Path) -> None:
    """Return when the file's content, or the names in the folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _create(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
        file.write(content)
