"""A set-up made once: what the database and the data folder held, to begin every test from."""

import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from psycopg import sql
from wagtail.models import Collection, Locale, Page

Made = TypeVar("Made")
FOLDERS = ("press", "media")
OURS = "process-locks"  # held open by the store of this process


class SqliteCopy:
    """The whole database, in memory."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self._database)

    def restore(self) -> None:
        connection.ensure_connection()
        self._database.backup(connection.connection)

    def close(self) -> None:
        self._database.close()


class PostgresqlCopy:
    """Every table's rows and every sequence's last number, in memory."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [str(name) for (name,) in cursor.fetchall()]
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
            self._sequences = dict(cursor.fetchall())
            self._tables = [sql.Identifier(name) for name in tables]
            self._rows: list[bytes] = []
            for table in self._tables:
                statement = sql.SQL("COPY {} TO STDOUT (FORMAT binary)")
                with cursor.cursor.copy(statement.format(table)) as copy:
                    self._rows.append(b"".join(copy))

    def restore(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Neither foreign keys nor triggers while the tables are half full.
            cursor.execute("SET LOCAL session_replication_role = replica")
            # Quicker than TRUNCATE, which makes new files for empty tables, too.
            statements = [sql.SQL("DELETE FROM {}").format(table) for table in self._tables]
            cursor.execute(sql.SQL("; ").join(statements))
            for table, rows in zip(self._tables, self._rows, strict=True):
                statement = sql.SQL("COPY {} FROM STDIN (FORMAT binary)")
                with cursor.cursor.copy(statement.format(table)) as copy:
                    copy.write(rows)
            for name, last in self._sequences.items():
                cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])

    def close(self) -> None:
        self._rows.clear()


class Snapshot:
    """What the database and the folders of pages and media held when it was made."""

    def __init__(self) -> None:
        is_sqlite = connection.vendor == "sqlite"
        self._database = SqliteCopy() if is_sqlite else PostgresqlCopy()
        self._folder = tempfile.TemporaryDirectory(prefix="snapshot-")
        for name in FOLDERS:
            if (settings.DATA / name).exists():
                shutil.copytree(
                    settings.DATA / name,
                    Path(self._folder.name) / name,
                    ignore=shutil.ignore_patterns(OURS),
                )

    def close(self) -> None:
        self._database.close()
        self._folder.cleanup()

    def restore(self) -> None:
        """Make the database and the folders what they were."""
        self._database.restore()
        ContentType.objects.clear_cache()
        for name in FOLDERS:
            empty_folder(settings.DATA / name)
            if (Path(self._folder.name) / name).exists():
                shutil.copytree(
                    Path(self._folder.name) / name, settings.DATA / name, dirs_exist_ok=True
                )


def empty_folder(folder: Path) -> None:
    """Remove everything in the folder but the locks that this process holds."""
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name == OURS:
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


class SetUpOnce(Generic[Made]):
    """Makes what tests begin with in an empty installation, once; later tests get a copy of it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._snapshot: Snapshot | None = None
        self._pickled = b""

    def close(self) -> None:
        if self._snapshot:
            self._snapshot.close()

    def begin(self) -> Made:
        if self._snapshot is None:
            empty_folder(settings.DATA / "press")
            if not Page.objects.exists():  # a transactional test emptied the database
                Locale.objects.get_or_create(language_code="en")
                Page.add_root(title="Root", slug="root")
                Collection.add_root(name="Root")
            self._pickled = pickle.dumps(self._make())
            self._snapshot = Snapshot()
        else:
            self._snapshot.restore()
        made: Made = pickle.loads(self._pickled)
        return made
