"""Restoring a backup into a data folder without an installation."""

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
from byline.safekeeping.postgresql import NO_BACKUP, is_postgresql
from byline.safekeeping.sealing import WrongPassphrase, unseal
from byline.safekeeping.secret_rows import delete_sessions
from byline.safekeeping.snapshots import database_faults, migrations_of, rows_by_table

# Where the backup is unpacked and verified; at the end its files are moved to their places.
WORK_FOLDER = ".restoring"
ALLOWED_NAMES = frozenset({OPTIONS_FILE, WORK_FOLDER, "lost+found"})
UnknownMigrations = Callable[[list[str]], list[str]]


def restore(
    data: Path,
    file: Path,
    *,
    unknown_migrations: UnknownMigrations,
    passphrase: Callable[[], str] | None = None,
    progress: Progress = no_progress,
) -> Manifest:
    """Restore the installation in the backup to `data`, after every checksum and count is verified.

    `unknown_migrations` picks those migrations that this version does not have; `passphrase` is
    called if the backup has secrets. The database is put in place last, so a restore that was
    stopped leaves no installation. Raises RestoreFailed.
    """
    if is_postgresql():
        raise RestoreFailed(NO_BACKUP)
    try:
        with open_backup(file) as backup:
            _check_folder(data, backup.size)
            work_folder = _begin(data)
            try:
                _unpack(backup, work_folder, passphrase, progress)
                _compare(backup.manifest, work_folder / COPY, unknown_migrations, progress)
                delete_sessions(work_folder / COPY)
                _move_into_place(work_folder, data)
            finally:
                shutil.rmtree(work_folder, ignore_errors=True)
            return backup.manifest
    except (ValueError, WrongPassphrase) as error:
        raise RestoreFailed(f"{file} was not restored: {error}.") from error
    except (OSError, sqlite3.Error) as error:
        raise RestoreFailed(
            f"{file} could not be restored: {error}. There is no installation in {data}."
        ) from error


def _check_folder(data: Path, size: int) -> None:
    names = {path.name for path in data.iterdir()} if data.exists() else set()
    leftovers = (
        {*FOLDERS, SECRETS} if WORK_FOLDER in names else set()
    )  # of a restore that was stopped
    if DATABASE in names or names - ALLOWED_NAMES - leftovers:
        what = ", ".join(sorted(names - ALLOWED_NAMES)[:4])
        raise ValueError(
            f"the data folder {data} is not empty ({what}). Choose another with --data: "
            "an installation is never overwritten"
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(data).free
    if free < size:
        raise ValueError(
            f"it needs {size // 1_000_000} MB, and the disk of {data} "
            f"has {free // 1_000_000} MB left"
        )


def _begin(data: Path) -> Path:
    work_folder = data / WORK_FOLDER
    if work_folder.exists():
        for name in (*FOLDERS, SECRETS):
            shutil.rmtree(data / name, ignore_errors=True)
        shutil.rmtree(work_folder)
    work_folder.mkdir(mode=0o700)
    return work_folder


def _unpack(
    backup: BackupReader,
    work_folder: Path,
    passphrase: Callable[[], str] | None,
    progress: Progress,
) -> None:
    if SEALED in backup.manifest.files and passphrase:
        for name, text in unseal(backup.sealed(), passphrase()).items():
            _write_secret(work_folder, name, text)
    done = 0
    for name, entry in backup.manifest.files.items():
        if name != SEALED:
            backup.unpack(name, work_folder / name)
        done += entry.bytes
        progress("Unpacking", done, backup.size)


def _write_secret(work_folder: Path, name: str, text: str) -> None:
    folder, _, last = name.rpartition("/")
    if name != OPTIONS_FILE and (folder != SECRETS or not last.replace("-", "").isalnum()):
        raise ValueError(f"its secret {name!r} would be outside the data folder")
    (work_folder / SECRETS).mkdir(mode=0o700, exist_ok=True)
    path = work_folder / name
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _compare(
    manifest: Manifest, copy: Path, unknown_migrations: UnknownMigrations, progress: Progress
) -> None:
    progress("Comparing", 0, 3)
    if faults := database_faults(copy):
        raise ValueError(f"its database is damaged: {'; '.join(faults)}")
    progress("Comparing", 1, 3)
    if unknown := unknown_migrations(migrations_of(copy)):
        raise ValueError(
            f"it was made by a newer version, Byline {manifest.byline}, which has {unknown[0]}; "
            "restore it with that version"
        )
    progress("Comparing", 2, 3)
    if rows_by_table(copy) != manifest.rows:
        raise ValueError("its tables do not have as many rows as its manifest lists")
    progress("Comparing", 3, 3)


def _move_into_place(work_folder: Path, data: Path) -> None:
    os.sync()  # all of it, before the file that makes it an installation
    for name in (*FOLDERS, SECRETS):
        with suppress(FileNotFoundError):
            (work_folder / name).rename(data / name)
    if (work_folder / OPTIONS_FILE).exists() and not (data / OPTIONS_FILE).exists():
        (work_folder / OPTIONS_FILE).rename(data / OPTIONS_FILE)
    (work_folder / COPY).rename(data / DATABASE)
    sync_to_disk(data)
