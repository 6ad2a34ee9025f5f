"""Keeps an installation's files private from other accounts on the machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PRIVATE_UMASK = 0o077
OTHERS = 0o077  # the permissions of the group and of everybody else
FOLDER_MODE, FILE_MODE = 0o700, 0o600


class OpenFile(NamedTuple):
    """A file or folder that other accounts may use, and the mode that it should have."""

    path: Path
    mode: int


def open_to_others(data: Path) -> Iterator[OpenFile]:
    """The data folder, what is directly in it, and the secrets, where their modes are too wide.

    Files further down are protected by the folder above them.
    """
    for path in (data, *_entries(data), *_entries(data / "secrets")):
        try:
            mode = path.lstat().st_mode
        except OSError:  # deleted meanwhile
            continue
        if not stat.S_ISLNK(mode) and stat.S_IMODE(mode) & OTHERS:
            yield OpenFile(path, FOLDER_MODE if stat.S_ISDIR(mode) else FILE_MODE)


def close_to_others(data: Path) -> None:
    """Give what `open_to_others` finds its mode, as far as this account owns it."""
    for path, mode in open_to_others(data):
        if path.lstat().st_uid == os.geteuid():
            path.chmod(mode)


def of_other_accounts(data: Path) -> Iterator[Path]:
    """Everything in the data folder that its owner does not own."""
    owner = data.stat().st_uid
    for folder, names, files in os.walk(data):
        for name in (*names, *files):
            path = Path(folder, name)
            try:
                if path.lstat().st_uid != owner:
                    yield path
            except OSError:
                continue


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:  # missing, or another account's
        return []
