"""The database as a file: copying it while others write, counting its rows, checking it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from byline.safekeeping.choices import Progress, no_progress

PAGES_PER_STEP = 2_000  # about 8 MB


def copy_database(source: Path, target: Path, progress: Progress = no_progress) -> None:
    """Copy the database as it is now, by SQLite's own backup, into one file without a log.

    The copy is of one moment, however long it takes and whoever writes meanwhile. Nobody waits.
    """
    with open_database(source) as database, closing(sqlite3.connect(target)) as copy:
        database.execute("BEGIN")  # otherwise others' commits make SQLite start the copy again
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        database.backup(
            copy,
            pages=PAGES_PER_STEP,
            progress=lambda _, left, pages: progress("The database", pages - left, pages),
        )
        database.rollback()
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def open_database(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for reading. Raises sqlite3.OperationalError if it is missing."""
    with closing(
        sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    ) as connection:
        yield connection


def tables_of(file: Path) -> list[str]:
    """The names of all tables, except SQLite's own and those of full-text indexes."""
    with open_database(file) as database:
        return _tables(database)


def rows_by_table(file: Path) -> dict[str, int]:
    """The rows of each of these tables."""
    with open_database(file) as database:
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in _tables(database)
        }


def _tables(database: sqlite3.Connection) -> list[str]:
    tables = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    virtual = [name for name, sql in tables if sql and sql.upper().startswith("CREATE VIRTUAL")]
    return sorted(name for name, _ in tables if not name.startswith(tuple(virtual) or ("\0",)))


def migrations_of(file: Path) -> list[str]:
    """The migrations that have been applied to the database, as "app.name"."""
    with open_database(file) as database:
        return [
            f"{app}.{name}"
            for app, name in database.execute(
                "SELECT app, name FROM django_migrations ORDER BY app, name"
            )
        ]


def database_faults(file: Path) -> list[str]:
    """What is wrong with the file, in SQLite's words; empty if all is well, foreign keys too."""
    try:
        with open_database(file) as database:
            damage = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            strays = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    broken = [
        f"{table} refers to rows of {parent} that do not exist"
        for table, parent in sorted({(row[0], row[2]) for row in strays})
    ]
    return [line for line in damage if line != "ok"] + broken
