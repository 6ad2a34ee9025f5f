"""Changing the tables of a house that holds something: tried on a copy first, and taken back where it does not go well."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from byline.lib.atomic_write import Durability, atomic_write, sync_to_disk
from byline.lib.keeper import KEEPER_LOCK
from byline.lib.locks import try_exclusive
from byline.safekeeping.actions.backing_up import back_up
from byline.safekeeping.backup_folder import lock_folder
from byline.safekeeping.choices import DATABASE
from byline.safekeeping.exceptions import BackupFailed, UpgradeFailed
from byline.safekeeping.snapshots import copy_database

WORKSHOP = "upgrade"  # in the data folder, while an upgrade is under way
BEFORE = (
    "before.sqlite3"  # there, from the first change to the last check: the database to go back to
)
UPGRADE_BACKUPS_KEPT = 3  # backups of earlier upgrades

Change = Callable[[Path], list[str]]
"""Changes the tables of a database file and looks whether all is well: what is not, in sentences."""


def upgrade(
    data: Path, shelf: Path, change: Change, *, now: datetime, say: Callable[[str], object]
) -> Path:
    """Change the house's tables; gives the backup of the database that was made before, in the folder `shelf`.

    Raises NotUpgraded, in words for a person: then the database is as it was before, also when this process is killed
    (`go_back` sees to that at the next start).
    """
    with _nobody_at_work(data):
        try:
            return _upgrade(data, shelf, change, now, say)
        except (OSError, sqlite3.Error, BackupFailed) as error:
            go_back(data)
            raise UpgradeFailed(f"The database is as it was: {error}") from error
        finally:
            shutil.rmtree(data / WORKSHOP, ignore_errors=True)


def go_back(data: Path) -> bool:
    """Put the database back that an upgrade began from, where one did not come to its end; whether there was one."""
    before, house = data / WORKSHOP / BEFORE, data / DATABASE
    if not before.exists():
        return False
    for log in (
        "-wal",
        "-shm",
    ):  # of the changes; first, as they would be read into what takes their place
        house.with_name(house.name + log).unlink(missing_ok=True)
    before.replace(house)
    sync_to_disk(data)
    return True


def is_unfinished(data: Path) -> bool:
    """Whether an upgrade was stopped in the middle."""
    return (data / WORKSHOP / BEFORE).exists()


def _upgrade(
    data: Path, shelf: Path, change: Change, now: datetime, say: Callable[[str], object]
) -> Path:
    workshop = data / WORKSHOP
    workshop.mkdir(mode=0o700, exist_ok=True)
    say("Trying the changes on a copy of the database …")
    _rehearse(data / DATABASE, workshop / "rehearsal.sqlite3", change)
    say("Making a backup of the database …")
    backup = _keep_backup(data, shelf, now)
    with atomic_write(workshop / BEFORE, Durability.FILE_AND_FOLDER) as draft:
        copy_database(data / DATABASE, draft)
    say("Changing the database …")
    if complaints := change(data / DATABASE):
        go_back(data)
        raise UpgradeFailed(
            f"The changes were made and taken back, and the database is as it was. {' '.join(complaints)}"
        )
    (workshop / BEFORE).unlink()
    sync_to_disk(workshop)
    return backup


def _rehearse(house: Path, copy: Path, change: Change) -> None:
    copy.unlink(missing_ok=True)
    copy_database(house, copy)
    if complaints := change(copy):
        raise UpgradeFailed(
            f"Nothing was changed: tried on a copy, it did not go well. {' '.join(complaints)}"
        )
    copy.unlink()


def _keep_backup(data: Path, shelf: Path, now: datetime) -> Path:
    """Of the database alone: nothing else is changed."""
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_folder(shelf):
        file = shelf / f"before-upgrade-{now:%Y%m%d-%H%M%S}.zip"
        back_up(data, file, media=False)
        for old in sorted(shelf.glob("before-upgrade-????????-??????.zip"), reverse=True)[
            UPGRADE_BACKUPS_KEPT:
        ]:
            old.unlink()
    return file


@contextmanager
def _nobody_at_work(data: Path) -> Iterator[None]:
    """While the tables change, no keeper works here; one that does belongs to a `byline run`."""
    with try_exclusive(data / KEEPER_LOCK) as is_held:
        if not is_held:
            raise UpgradeFailed(
                "This version changes the database, but `byline run` is using it. "
                "Stop that first, then try again. Nothing was changed."
            )
        yield
