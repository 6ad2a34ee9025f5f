"""Migrating a database with content: tried on a copy first, and rolled back if it fails."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from byline.lib.atomic_write import Durability, atomic_write, sync_to_disk
from byline.lib.locks import KEEPER_LOCK, try_exclusive
from byline.safekeeping.actions.backing_up import back_up
from byline.safekeeping.backup_folder import lock_folder
from byline.safekeeping.choices import DATABASE
from byline.safekeeping.exceptions import BackupFailed, UpgradeFailed
from byline.safekeeping.snapshots import copy_database

WORK_FOLDER = "upgrade"  # in the data folder, while an upgrade is under way
# In that folder, from the first change to the last check: the database to roll back to.
ROLLBACK_DATABASE = "before.sqlite3"
UPGRADE_BACKUPS_KEPT = 3  # backups of earlier upgrades

Change = Callable[[Path], list[str]]
"""Migrates a database file and checks the result; returns what is wrong, in sentences."""


def upgrade(
    data: Path, backups: Path, change: Change, *, now: datetime, say: Callable[[str], object]
) -> Path:
    """Migrate the database; returns the backup of it made before, in the folder `backups`.

    Raises UpgradeFailed, with a reason for the operator; then the database is as it was. If this
    process is killed, `roll_back` restores it at the next start.
    """
    with _keeper_locked_out(data):
        try:
            return _upgrade(data, backups, change, now, say)
        except (OSError, sqlite3.Error, BackupFailed) as error:
            roll_back(data)
            raise UpgradeFailed(f"The database is as it was: {error}") from error
        finally:
            shutil.rmtree(data / WORK_FOLDER, ignore_errors=True)


def roll_back(data: Path) -> bool:
    """Roll back an upgrade that was stopped half-way; whether there was one."""
    before, database = data / WORK_FOLDER / ROLLBACK_DATABASE, data / DATABASE
    if not before.exists():
        return False
    # First, because SQLite would read these logs of the changes into the restored file.
    for log in ("-wal", "-shm"):
        database.with_name(database.name + log).unlink(missing_ok=True)
    before.replace(database)
    sync_to_disk(data)
    return True


def is_unfinished(data: Path) -> bool:
    """Whether an upgrade was stopped half-way."""
    return (data / WORK_FOLDER / ROLLBACK_DATABASE).exists()


def _upgrade(
    data: Path, backups: Path, change: Change, now: datetime, say: Callable[[str], object]
) -> Path:
    work_folder = data / WORK_FOLDER
    work_folder.mkdir(mode=0o700, exist_ok=True)
    say("Trying the changes on a copy of the database …")
    _rehearse(data / DATABASE, work_folder / "rehearsal.sqlite3", change)
    say("Making a backup of the database …")
    backup = back_up_before_upgrade(data, backups, now=now)
    with atomic_write(work_folder / ROLLBACK_DATABASE, Durability.FILE_AND_FOLDER) as draft:
        copy_database(data / DATABASE, draft)
    say("Changing the database …")
    if complaints := change(data / DATABASE):
        roll_back(data)
        raise UpgradeFailed(
            f"The changes were made and rolled back, and the database is as it was. "
            f"{' '.join(complaints)}"
        )
    (work_folder / ROLLBACK_DATABASE).unlink()
    sync_to_disk(work_folder)
    return backup


def _rehearse(database: Path, copy: Path, change: Change) -> None:
    copy.unlink(missing_ok=True)
    copy_database(database, copy)
    if complaints := change(copy):
        raise UpgradeFailed(
            f"Nothing was changed, because a trial on a copy failed. {' '.join(complaints)}"
        )
    copy.unlink()


def back_up_before_upgrade(
    data: Path, backups: Path, *, now: datetime, database_url: str = ""
) -> Path:
    """Back up the database alone, because nothing else is changed. Raises BackupFailed."""
    backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_folder(backups):
        file = backups / f"before-upgrade-{now:%Y%m%d-%H%M%S}.zip"
        back_up(data, file, database_url=database_url, media=False)
        for old in sorted(backups.glob("before-upgrade-????????-??????.zip"), reverse=True)[
            UPGRADE_BACKUPS_KEPT:
        ]:
            old.unlink()
    return file


@contextmanager
def _keeper_locked_out(data: Path) -> Iterator[None]:
    """Hold the keeper's lock, so that no `byline run` works on the database meanwhile."""
    with try_exclusive(data / KEEPER_LOCK) as is_held:
        if not is_held:
            raise UpgradeFailed(
                "This version changes the database, but `byline run` is using it. "
                "Stop that first, then try again. Nothing was changed."
            )
        yield
