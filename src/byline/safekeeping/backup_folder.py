"""The folder of automatic backups, which keeps the newest ones."""

import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from byline.lib.atomic_write import DRAFT
from byline.lib.locks import exclusive

BACKUP_NAME = re.compile(r"byline-(\d{8}-\d{6})\.zip")
TIME_FORMAT = "%Y%m%d-%H%M%S"


def backup_name(moment: datetime) -> str:
    """The name of a backup begun at this time, such as byline-20260307-031500.zip (UTC)."""
    return f"byline-{moment.astimezone(UTC):{TIME_FORMAT}}.zip"


def backups_in(folder: Path) -> list[Path]:
    """The automatic backups in the folder, the newest first; other files are ignored."""
    return sorted(
        (path for path in folder.glob("byline-*.zip") if BACKUP_NAME.fullmatch(path.name)),
        reverse=True,
    )


def backup_time(backup: Path) -> datetime:
    """When an automatic backup was begun."""
    match = BACKUP_NAME.fullmatch(backup.name)
    if match is None:
        raise ValueError(f"{backup.name} is not the name of an automatic backup")
    return datetime.strptime(match[1], TIME_FORMAT).replace(tzinfo=UTC)


def newest_backup_time(folder: Path) -> datetime | None:
    """When the newest backup in the folder was begun."""
    backups = backups_in(folder)
    return backup_time(backups[0]) if backups else None


def surplus(folder: Path, most: int) -> list[Path]:
    """Backups beyond the newest `most`, and drafts of killed processes. Lock the folder first."""
    return [*backups_in(folder)[most:], *folder.glob(DRAFT.format("byline-*.zip") + "*")]


def lock_folder(folder: Path) -> AbstractContextManager[None]:
    """Hold the folder's lock: one backup at a time is made in it."""
    return exclusive(folder / ".lock")
