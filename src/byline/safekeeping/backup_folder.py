"""A folder in which the newest backups are kept."""

import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from byline.lib.atomic_write import DRAFT
from byline.lib.locks import exclusive

BACKUP_NAME = re.compile(r"byline-(\d{8}-\d{6})\.zip")
TIME_FORMAT = "%Y%m%d-%H%M%S"


def backup_name(moment: datetime) -> str:
    """The name of a backup that was begun at this moment, such as byline-20260307-031500.zip (UTC)."""
    return f"byline-{moment.astimezone(UTC):{TIME_FORMAT}}.zip"


def backups_in(folder: Path) -> list[Path]:
    """The backups that are kept here, the newest first; files of other names are somebody else's."""
    return sorted(
        (path for path in folder.glob("byline-*.zip") if BACKUP_NAME.fullmatch(path.name)),
        reverse=True,
    )


def made_at(backup: Path) -> datetime:
    """When a backup that is kept was begun."""
    found = BACKUP_NAME.fullmatch(backup.name)
    if found is None:
        raise ValueError(f"{backup.name} is not the name of a backup that is kept")
    return datetime.strptime(found[1], TIME_FORMAT).replace(tzinfo=UTC)


def newest_backup_time(folder: Path) -> datetime | None:
    """When the newest backup here was begun."""
    kept = backups_in(folder)
    return made_at(kept[0]) if kept else None


def surplus(folder: Path, most: int) -> list[Path]:
    """What is there beyond the newest `most`, and what killed processes left unfinished. Only while alone on the folder."""
    return [*backups_in(folder)[most:], *folder.glob(DRAFT.format("byline-*.zip") + "*")]


def lock_folder(folder: Path) -> AbstractContextManager[None]:
    """Hold the folder's lock: one backup at a time is made in it."""
    return exclusive(folder / ".lock")
