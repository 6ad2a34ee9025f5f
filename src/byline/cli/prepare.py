"""Bringing a data folder up to this version of Byline; cheap when there is nothing to do."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

from byline.cli.errors import give_up
from byline.lib.atomic_write import Durability, replace_content
from byline.lib.locks import exclusive
from byline.lib.migrations_state import pending_migrations
from byline.safekeeping.actions.upgrading import go_back, upgrade
from byline.safekeeping.choices import DATABASE
from byline.safekeeping.exceptions import UpgradeFailed
from byline.safekeeping.snapshots import rows_by_table

STAMP = ".collected"


def prepare_data_folder(data: Path) -> Path | None:
    """Make or change the tables, and collect the static files, where this version wants others than are there.

    Tables that hold something are changed by `upgrade`: then this is the backup that it made. Exits with 1, the database being
    as it was, when the disk, the database or what the changes would do does not let it.
    """
    try:
        with exclusive(data / "prepare.lock"):
            return _prepare(data)
    except UpgradeFailed as error:
        give_up(str(error))
    except (DatabaseError, OSError) as error:
        give_up(f"The house in {data} cannot be made ready: {error}. `byline doctor` says more.")


def _prepare(data: Path) -> Path | None:
    if go_back(data):
        _say("An upgrade was stopped half-way. The database is again as it was before.")
    if not static_files_are_current():
        _say("Collecting static files …")
        collect_static_files()
    if not pending_migrations(connection):
        return None
    if _holds_something(data):
        from byline.cli.trial_migration import (
            migrate_and_check,
        )  # imports more than a house in order needs

        return upgrade(
            data, settings.OPTIONS.backup_path, migrate_and_check, now=datetime.now(UTC), say=_say
        )
    _say("Setting up the database …")
    call_command("migrate", interactive=False, verbosity=0)
    return None


def _holds_something(data: Path) -> bool:
    """Whether anybody has an account here or wrote anything. What was killed as it was set up is set up to the end."""
    rows = rows_by_table(data / DATABASE)
    return any(rows.get(table) for table in ("accounts_user", "newsroom_article"))


def _say(words: str) -> None:
    click.echo(words, err=True)


def static_files_are_current() -> bool:
    """Whether what was collected is what this version ships."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint()


def collect_static_files() -> None:
    """Copy, hash and compress every static file; the ones of earlier versions stay for pages that name them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp = Path(settings.STATIC_ROOT) / STAMP
    replace_content(stamp, _fingerprint().encode(), Durability.NONE)


def _fingerprint() -> str:
    """Changes with the name, size or time of any static file; takes a few hundredths of a second."""
    seen = sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
