"""Changing the tables of one database file and looking whether all is well, in a process of its own."""

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

OURS = "default"
BOOKKEEPING = (
    "django_",
    "auth_permission",
    "wagtailsearch_",
    "modelsearch_",
    "wagtailcore_referenceindex",
)
"""Tables that others make anew, so that they may shrink."""


def migrate_and_check(file: Path) -> list[str]:
    """Bring this database up to this version; what is not well then, in sentences. A child does it: it may crash."""
    sys.stdout.flush()
    connections[
        OURS
    ].close()  # the child must not have it, nor may it be open while the file is put back
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
        [f"The process that made the changes ended with {child.exitcode}."]
        if child.exitcode
        else []
    )


def _report(file: Path, answer: Connection) -> None:
    try:
        answer.send(list(_migrate(file)))
    except Exception as error:  # noqa: BLE001 - a migration may fail with anything, and whoever upgrades is told of it
        answer.send([f"{type(error).__name__}: {error}."])


def _migrate(file: Path) -> Iterator[str]:
    connection, before = connections[OURS], rows_by_table(file)
    connection.settings_dict["NAME"] = str(file)
    may_shrink = _named_to_shrink()
    call_command("migrate", interactive=False, verbosity=0)
    yield from (f"The change {name} was not made." for name in pending_migrations(connection))
    yield from _pages_that_break()
    connection.close()
    yield from database_faults(file)
    yield from fewer_rows(before, rows_by_table(file), may_shrink)


def fewer_rows(
    before: dict[str, int], after: dict[str, int], may_shrink: frozenset[str]
) -> list[str]:
    """The tables that have lost rows, those aside that may."""
    lost = {
        name: count - after.get(name, 0)
        for name, count in before.items()
        if not name.startswith(BOOKKEEPING)
    }
    return [
        f"The table {name} lost {number} of {before[name]} rows."
        for name, number in lost.items()
        if number > 0 and name not in may_shrink
    ]


def _named_to_shrink() -> frozenset[str]:
    """What the migrations that wait name as `fewer_rows_in`: tables that they mean to empty or to take away."""
    loader = MigrationLoader(connections[OURS])
    waiting = set(loader.disk_migrations) - set(loader.applied_migrations)
    return frozenset(
        table
        for key in waiting
        for table in getattr(loader.disk_migrations[key], "fewer_rows_in", ())
    )


def _pages_that_break() -> Iterator[str]:
    application = get_wsgi_application()
    for site in Site.objects.order_by("pk"):
        status, _, _ = get(application, f"{site.root_url}/")
        if status.startswith("5"):
            yield f"The front page of {site.hostname} would answer with {status}."
