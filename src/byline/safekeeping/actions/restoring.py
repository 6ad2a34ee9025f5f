"""Putting a backup back, into a data folder in which there is no house."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from byline.lib.atomic_write import sync_to_disk
from byline.safekeeping.backup_reader import BackupReader, open_backup
from byline.safekeeping.choices import (
    COPY,
    DATABASE,
    FOLDERS,
    OPTIONS_FILE,
    SEALED,
    SECRETS,
    Progress,
    no_progress,
)
from byline.safekeeping.exceptions import RestoreFailed
from byline.safekeeping.manifest import Manifest
from byline.safekeeping.sealing import WrongPassphrase, unseal
from byline.safekeeping.snapshots import database_faults, migrations_of, rows_by_table

WORKSHOP = ".restoring"  # where it is unpacked and looked through; what is in it is moved to its place at the end
MAY_BE_THERE = frozenset({OPTIONS_FILE, WORKSHOP, "lost+found"})
Known = Callable[[list[str]], list[str]]


def restore(
    data: Path,
    file: Path,
    *,
    strange: Known,
    passphrase: Callable[[], str] | None = None,
    progress: Progress = no_progress,
) -> Manifest:
    """Make the house anew in `data` from the backup, with every checksum and every count compared before it is one.

    `strange` gives those of the migrations that this Byline does not know; `passphrase` is asked where there are secrets in it.
    The database takes its place last, so a restore that was stopped is no house. Raises NotRestored.
    """
    try:
        with open_backup(file) as backup:
            _check_folder(data, backup.size)
            workshop = _begin(data)
            try:
                _unpack(backup, workshop, passphrase, progress)
                _compare(backup.manifest, workshop / COPY, strange, progress)
                _move_in(workshop, data)
            finally:
                shutil.rmtree(workshop, ignore_errors=True)
            return backup.manifest
    except (ValueError, WrongPassphrase) as error:
        raise RestoreFailed(f"{file} was not put back: {error}.") from error
    except (OSError, sqlite3.Error) as error:
        raise RestoreFailed(
            f"{file} could not be put back: {error}. There is no house in {data}."
        ) from error


def _check_folder(data: Path, size: int) -> None:
    there = {path.name for path in data.iterdir()} if data.exists() else set()
    ours = {*FOLDERS, SECRETS} if WORKSHOP in there else set()  # of a restore that was stopped
    if DATABASE in there or there - MAY_BE_THERE - ours:
        what = ", ".join(sorted(there - MAY_BE_THERE)[:4])
        raise ValueError(
            f"the data folder {data} is not empty ({what}). Name another with --data; a house is never written over"
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(data).free
    if free < size:
        raise ValueError(
            f"it takes {size // 1_000_000} MB, and the disk of {data} has {free // 1_000_000} MB left"
        )


def _begin(data: Path) -> Path:
    workshop = data / WORKSHOP
    if workshop.exists():
        for name in (*FOLDERS, SECRETS):
            shutil.rmtree(data / name, ignore_errors=True)
        shutil.rmtree(workshop)
    workshop.mkdir(mode=0o700)
    return workshop


def _unpack(
    backup: BackupReader, workshop: Path, passphrase: Callable[[], str] | None, progress: Progress
) -> None:
    if SEALED in backup.manifest.files and passphrase:
        for name, text in unseal(backup.sealed(), passphrase()).items():
            _write_secret(workshop, name, text)
    done = 0
    for name, held in backup.manifest.files.items():
        if name != SEALED:
            backup.unpack(name, workshop / name)
        done += held.bytes
        progress("Unpacking", done, backup.size)


def _write_secret(workshop: Path, name: str, text: str) -> None:
    folder, _, last = name.rpartition("/")
    if name != OPTIONS_FILE and (folder != SECRETS or not last.replace("-", "").isalnum()):
        raise ValueError(f"{name!r} among its secrets would lead out of the data folder")
    (workshop / SECRETS).mkdir(mode=0o700, exist_ok=True)
    path = workshop / name
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _compare(manifest: Manifest, copy: Path, strange: Known, progress: Progress) -> None:
    progress("Comparing", 0, 3)
    if found := database_faults(copy):
        raise ValueError(f"its database is damaged: {'; '.join(found)}")
    progress("Comparing", 1, 3)
    if unknown := strange(migrations_of(copy)):
        raise ValueError(
            f"it was made by a newer Byline ({manifest.byline}, which has {unknown[0]}); put it back with that one"
        )
    progress("Comparing", 2, 3)
    if rows_by_table(copy) != manifest.rows:
        raise ValueError("its tables do not have as many rows as its manifest says")
    progress("Comparing", 3, 3)


def _move_in(workshop: Path, data: Path) -> None:
    os.sync()  # all that was unpacked, before the name that makes a house of it
    for name in (*FOLDERS, SECRETS):
        with suppress(FileNotFoundError):
            (workshop / name).rename(data / name)
    if (workshop / OPTIONS_FILE).exists() and not (data / OPTIONS_FILE).exists():
        (workshop / OPTIONS_FILE).rename(data / OPTIONS_FILE)
    (workshop / COPY).rename(data / DATABASE)
    sync_to_disk(data)
