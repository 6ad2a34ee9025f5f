"""Migrating one database file and checking the result, in a process of its own."""

import sys
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Site

from byline.lib.migrations_state import pending_migrations
from byline.press.wsgi_client import get
from byline.safekeeping.snapshots import database_faults, rows_by_table

DATABASE_ALIAS = "default"
REBUILT_TABLES = (
    "django_",
    "auth_permission",
    "wagtailsearch_",
    "modelsearch_",
    "wagtailcore_referenceindex",
)
"""Tables of other apps that are rebuilt, so they may lose rows."""


def migrate_and_check(file: Path) -> list[str]:
    """Migrate this database to this version; returns the problems, as sentences.

    A child process does it, because it may crash.
    """
    sys.stdout.flush()
    connections[DATABASE_ALIAS].close()  # neither the child nor a rollback may find it open
    near, far = Pipe(duplex=False)
    child = get_context("fork").Process(target=_report, args=(file, far), name="migrating")
    child.start()
    far.close()
    with closing(near):
        try:
            complaints: list[str] = near.recv()
        except EOFError:
            complaints = []
    child.join()
    return complaints or (
        [f"The process that made the changes exited with status {child.exitcode}."]
        if child.exitcode
        else []
    )


def _report(file: Path, answer: Connection) -> None:
    try:
        answer.send(list(_migrate(file)))
    except Exception as error:  # noqa: BLE001 - any failure is reported to the operator
        answer.send([f"{type(error).__name__}: {error}."])


def _migrate(file: Path) -> Iterator[str]:
    connection, before = connections[DATABASE_ALIAS], rows_by_table(file)
    connection.settings_dict["NAME"] = str(file)
    may_shrink = tables_that_may_shrink()
    call_command("migrate", interactive=False, verbosity=0)
    yield from (f"The migration {name} was not applied." for name in pending_migrations(connection))
    yield from broken_front_pages()
    connection.close()
    yield from database_faults(file)
    yield from fewer_rows(before, rows_by_table(file), may_shrink)


def fewer_rows(
    before: dict[str, int], after: dict[str, int], may_shrink: frozenset[str]
) -> list[str]:
    """The tables that have lost rows and must not."""
    lost = {
        name: count - after.get(name, 0)
        for name, count in before.items()
        if not name.startswith(REBUILT_TABLES)
    }
    return [
        f"The table {name} lost {number} of {before[name]} rows."
        for name, number in lost.items()
        if number > 0 and name not in may_shrink
    ]


def tables_that_may_shrink() -> frozenset[str]:
    """The tables that pending migrations list as `fewer_rows_in`: they empty or remove these."""
    loader = MigrationLoader(connections[DATABASE_ALIAS])
    pending = set(loader.disk_migrations) - set(loader.applied_migrations)
    return frozenset(
        table
        for key in pending
        for table in getattr(loader.disk_migrations[key], "fewer_rows_in", ())
    )


def broken_front_pages() -> Iterator[str]:
    """A complaint for each site whose front page fails with the database as it is."""
    application = get_wsgi_application()
    for site in Site.objects.order_by("pk"):
        status, _, _ = get(application, f"{site.root_url}/")
        if status.startswith("5"):
            yield f"The front page of {site.hostname} would fail with {status}."
