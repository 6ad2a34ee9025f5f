"""Restoring a backup into a data folder without an installation."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from byline.lib.atomic_write import sync_to_disk
from byline.safekeeping.backup_reader import BackupReader, open_backup
from byline.safekeeping.choices import (
    DATABASE,
    FOLDERS,
    OPTIONS_FILE,
    POSTGRESQL_COPY,
    SEALED,
    SECRETS,
    STAGING_BACKUP,
    Progress,
    no_progress,
)
from byline.safekeeping.databases import (
    Database,
    installation_database,
)
from byline.safekeeping.exceptions import DatabaseFailed, RestoreFailed
from byline.safekeeping.manifest import Manifest
from byline.safekeeping.sealing import WrongPassphrase, unseal

# Where the backup is unpacked and verified; at the end its files are moved to their places.
WORK_FOLDER = ".restoring"
ALLOWED_NAMES = frozenset({OPTIONS_FILE, STAGING_BACKUP, WORK_FOLDER, "lost+found"})
UnknownMigrations = Callable[[list[str]], list[str]]


def restore(
    data: Path,
    file: Path,
    *,
    unknown_migrations: UnknownMigrations,
    database_url: str = "",
    passphrase: Callable[[], str] | None = None,
    progress: Progress = no_progress,
) -> Manifest:
    """Restore the installation in the backup to `data`, after every checksum and count is verified.

    `database_url` is the setting `database`, `unknown_migrations` picks those migrations that this
    version does not have, and `passphrase` is called if the backup has secrets. The database is put
    in place last, so a restore that was stopped leaves no installation. Raises RestoreFailed.
    """
    database = installation_database(data, database_url)
    try:
        with open_backup(file) as backup:
            _check_kind(backup, database)
            _check_folder(data, backup.size)
            database.check_empty()
            work_folder = _begin(data)
            copy = work_folder / backup.copy_name
            backed_up = backup.manifest.contents
            try:
                _unpack(backup, work_folder, passphrase, progress)
                _check_version(backup.manifest, unknown_migrations)
                database.check_copy(copy, backed_up, progress)
                with _moved_into_place(work_folder, data):
                    database.put_in_place(copy, backed_up, progress)
                sync_to_disk(data)
            finally:
                shutil.rmtree(work_folder, ignore_errors=True)
            return backup.manifest
    except (ValueError, WrongPassphrase, DatabaseFailed) as error:
        raise RestoreFailed(f"{file} was not restored: {error}.") from error
    except OSError as error:
        raise RestoreFailed(
            f"{file} could not be restored: {error}. There is no installation in {data}."
        ) from error


def _check_kind(backup: BackupReader, database: Database) -> None:
    if backup.copy_name == database.copy_name:
        return
    remedy = (
        "Name an empty database in the setting database (BYLINE_DATABASE)"
        if backup.copy_name == POSTGRESQL_COPY
        else "Restore it without the setting database (BYLINE_DATABASE)"
    )
    raise ValueError(f"its database is not a {database.kind} database. {remedy}")


def _check_version(manifest: Manifest, unknown_migrations: UnknownMigrations) -> None:
    if unknown := unknown_migrations(manifest.migrations):
        raise ValueError(
            f"it was made by a newer version, Byline {manifest.byline}, which has {unknown[0]}; "
            "restore it with that version"
        )


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


@contextmanager
def _moved_into_place(work_folder: Path, data: Path) -> Iterator[None]:
    """Files come before the database, which makes them an installation, and go if it fails.

    An options file that is already there is kept. A folder in the way is an error: the backup's
    would be left out.
    """
    os.sync()
    moved: list[str] = []
    try:
        for name in (*FOLDERS, SECRETS, OPTIONS_FILE):
            is_kept = name == OPTIONS_FILE and (data / name).exists()
            if (work_folder / name).exists() and not is_kept:
                (work_folder / name).rename(data / name)
                moved.append(name)
        yield
    except BaseException:
        for name in moved:
            (data / name).rename(work_folder / name)
        raise
