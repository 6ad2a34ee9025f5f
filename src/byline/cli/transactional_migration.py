"""Migrating a PostgreSQL database in one transaction, which is rolled back if the result is wrong.

PostgreSQL changes tables within transactions, so an upgrade needs neither a copy to be tried on nor
one to go back to: if this process is killed, the server rolls back what it did.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection, transaction

from byline.cli.trial_migration import broken_front_pages, fewer_rows, tables_that_may_shrink
from byline.lib.database.settings import SHARED_TABLES
from byline.lib.migrations_state import pending_migrations
from byline.safekeeping.exceptions import UpgradeFailed

ONE_AT_A_TIME = 0x62796C696E65  # the key of an advisory lock, for all nodes of an installation


def migrate_in_transaction() -> None:
    """Migrate the database to this version and check the result.

    Raises UpgradeFailed, with a reason for the operator; then the database is as it was.
    """
    try:
        with transaction.atomic():
            _migrate()
    except UpgradeFailed:
        raise
    except Exception as error:
        raise UpgradeFailed(
            "The changes failed and were rolled back, and the database is as it was. "
            f"{type(error).__name__}: {error}."
        ) from error


def _migrate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    before, may_shrink = count_rows(), tables_that_may_shrink()
    call_command(_Migrate(), interactive=False, verbosity=0)
    complaints = [
        *(f"The migration {name} was not applied." for name in pending_migrations(connection)),
        *fewer_rows(before, count_rows(), may_shrink),
        *broken_front_pages(),  # last, because a failing query ends the transaction
    ]
    if complaints:
        raise UpgradeFailed(
            "The changes were made and rolled back, and the database is as it was. "
            f"{' '.join(complaints)}"
        )


def count_rows() -> dict[str, int]:
    """The rows of each table of this database."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in SHARED_TABLES:  # their rows come and go, by connections of their own
                continue
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608 - its own tables
            counts[table] = cursor.fetchone()[0]
    return counts


class _Migrate(migrate.Command):
    """Django's command, for migrations that share a transaction."""

    def migration_progress_callback(self, action: str, *args: Any, **kwargs: Any) -> None:
        super().migration_progress_callback(action, *args, **kwargs)
        if action == "apply_success":
            # A table with constraints left to be checked cannot be altered by the next migration.
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
