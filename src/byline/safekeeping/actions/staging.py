"""Copying an installation into another folder, where it notifies nobody."""

import json
import tomllib
from contextlib import suppress
from pathlib import Path

from byline.safekeeping.actions.backing_up import back_up
from byline.safekeeping.actions.restoring import restore
from byline.safekeeping.choices import OPTIONS_FILE, STAGING_BACKUP, Progress, no_progress
from byline.safekeeping.exceptions import RestoreFailed
from byline.safekeeping.manifest import Manifest


def copy_for_staging(
    data: Path,
    folder: Path,
    *,
    database_url: str = "",
    target_url: str = "",
    progress: Progress = no_progress,
) -> Manifest:
    """Copy the installation in `data`, which may run, to `folder`, for staging.

    `folder` is new or empty except, perhaps, for an options file that says `staging = true`. The
    settings `database` of the two are `database_url` and `target_url`. The copy has secrets of its
    own and no sessions. Raises BackupFailed or RestoreFailed; then there is no copy.
    """
    if folder.resolve().is_relative_to(data.resolve()):
        raise RestoreFailed(f"The folder {folder} is in the data folder. Choose one elsewhere.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    options_file = folder / OPTIONS_FILE
    is_written = _say_staging(options_file, target_url)
    file = folder / STAGING_BACKUP
    try:
        back_up(data, file, database_url=database_url, progress=progress)
        return restore(
            folder,
            file,
            unknown_migrations=lambda _applied: [],  # they are this version's
            database_url=target_url,
            progress=progress,
        )
    except BaseException:
        if is_written:
            options_file.unlink(missing_ok=True)
        raise
    finally:
        file.unlink(missing_ok=True)


def _say_staging(options_file: Path, target_url: str) -> bool:
    """Write the copy's settings first, so that it is never without them. False if they exist."""
    with suppress(FileNotFoundError):
        written = _read(options_file)
        if written.get("staging") is not True or written.get("database", "") != target_url:
            raise RestoreFailed(
                f"{options_file} does not say staging = true, or names another database. "
                "Change it, or choose an empty folder for the copy."
            )
        return False
    lines = ["# A staging copy: it notifies nobody, and keeps mail as files.", "staging = true"]
    if target_url:
        lines.append(f"database = {json.dumps(target_url)}")
    options_file.touch(mode=0o600)
    options_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


def _read(options_file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(options_file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RestoreFailed(f"{options_file} cannot be read: {error}.") from error
