"""Updating a data folder to this version of Byline; fast if there is nothing to do."""

from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

from byline.cli.errors import give_up
from byline.lib.atomic_write import Durability, replace_content
from byline.lib.installation_key import claim_key, where_the_key_is
from byline.lib.locks import exclusive
from byline.lib.migrations_state import pending_migrations
from byline.lib.secret_files import KEY_LOSSES
from byline.safekeeping.actions.upgrading import back_up_before_upgrade, roll_back, upgrade
from byline.safekeeping.choices import UNFINISHED_MOVE
from byline.safekeeping.exceptions import BackupFailed, UpgradeFailed

STAMP = ".collected"
OTHER_KEY_REMEDY = (
    "All nodes of one database need the same key: copy the file secrets/secret-key from the data "
    "folder of a node that works to that of this one, with mode 600, or set BYLINE_SECRET_KEY or "
    "BYLINE_SECRET_KEY_FILE to the same on all. If that key is lost, stop all nodes and run "
    f"`byline database accept-key` on the one whose key all shall have; then {KEY_LOSSES}."
)


def prepare_data_folder(data: Path) -> Path | None:
    """Migrate the database and collect the static files, if this version needs that.

    A database with content is migrated by `upgrade`; returns the backup that it made. On a failure
    the database is as it was, and the command exits with 1.
    """
    try:
        with exclusive(data / "prepare.lock"):
            return _prepare(data)
    except UpgradeFailed as error:
        give_up(str(error))
    except (DatabaseError, OSError) as error:
        give_up(
            f"The data folder {data} cannot be prepared: {error}. Run `byline doctor` for details."
        )


def refuse_unfinished_move() -> None:
    """Exit with 1 if the database is the target of a move that was not finished."""
    with suppress(DatabaseError):  # what the command does next reports it
        if UNFINISHED_MOVE in connection.introspection.table_names():
            give_up(
                "A move to this database was not finished, so it cannot be used. Run `byline "
                "database move` again with the setting database (BYLINE_DATABASE) as it was "
                "before: it goes on."
            )


def _refuse_other_key() -> None:
    if not claim_key():
        give_up(
            f"The secret key in {where_the_key_is()} is not this installation's, so this node "
            "would neither accept what the others signed nor read what they encrypted. Nothing was "
            f"changed. {OTHER_KEY_REMEDY}"
        )


def _prepare(data: Path) -> Path | None:
    if roll_back(data):
        _say("An upgrade was stopped half-way. The database was rolled back.")
    refuse_unfinished_move()
    _refuse_other_key()
    if not static_files_are_current():
        _say("Collecting static files …")
        collect_static_files()
    if not pending_migrations(connection):
        return None
    if _has_content():
        return _upgrade(data)
    _say("Setting up the database …")
    call_command("migrate", interactive=False, verbosity=0)
    return None


def _upgrade(data: Path) -> Path | None:
    # Each imports much that is rarely needed.
    if connection.vendor == "postgresql":
        return _upgrade_in_transaction(data)
    from byline.cli.trial_migration import migrate_and_check

    return upgrade(
        data, settings.OPTIONS.backup_path, migrate_and_check, now=datetime.now(UTC), say=_say
    )


def _upgrade_in_transaction(data: Path) -> Path:
    from byline.cli.transactional_migration import migrate_in_transaction

    options = settings.OPTIONS
    _say("Making a backup of the database …")
    try:
        backup = back_up_before_upgrade(
            data,
            options.backup_path,
            now=datetime.now(UTC),
            database_url=options.database.get_secret_value(),
        )
    except BackupFailed as error:
        raise UpgradeFailed(f"Nothing was changed, because there is no backup. {error}") from error
    _say("Changing the database …")
    migrate_in_transaction()
    return backup


def _has_content() -> bool:
    """Whether there is an account or an article. Without one, the setup was stopped half-way."""
    tables = connection.introspection.table_names()
    return any(
        model._meta.db_table in tables and model._default_manager.exists()
        for model in (get_user_model(), apps.get_model("newsroom", "Article"))
    )


def _say(words: str) -> None:
    click.echo(words, err=True)


def static_files_are_current() -> bool:
    """Whether the collected static files are those of this version."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint()


def collect_static_files() -> None:
    """Copy, hash and compress all static files. Older ones stay for pages that link to them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp = Path(settings.STATIC_ROOT) / STAMP
    replace_content(stamp, _fingerprint().encode(), Durability.NONE)


def _fingerprint() -> str:
    """Changes with the name, size or time of any static file. Takes some hundredths of a second."""
    digest = sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
