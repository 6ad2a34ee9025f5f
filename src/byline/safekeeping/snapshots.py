"""The database as a file: copied while others write, counted, looked through."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from byline.safekeeping.choices import Progress, no_progress

A_STEP = 2_000  # pages, some 8 MB


def copy_database(source: Path, target: Path, progress: Progress = no_progress) -> None:
    """Copy the database as it is at this moment, by SQLite's own backup, into one file that needs no log beside it.

    The copy is one moment's, however long it takes and whoever writes meanwhile; nobody has to wait for it.
    """
    with open_database(source) as house, closing(sqlite3.connect(target)) as copy:
        house.execute("BEGIN")  # holds the moment: others' commits would make SQLite begin again
        house.execute("SELECT count(*) FROM sqlite_master").fetchone()
        house.backup(
            copy,
            pages=A_STEP,
            progress=lambda _, left, pages: progress("The database", pages - left, pages),
        )
        house.rollback()
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def open_database(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, for reading. Raises sqlite3.OperationalError where there is none."""
    with closing(
        sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    ) as connection:
        yield connection


def rows_by_table(file: Path) -> dict[str, int]:
    """How many rows each table has, those aside that SQLite keeps for itself and for its searches."""
    with open_database(file) as database:
        told = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        virtual = [name for name, sql in told if sql and sql.upper().startswith("CREATE VIRTUAL")]
        names = sorted(name for name, _ in told if not name.startswith(tuple(virtual) or ("\0",)))
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own names
            for name in names
        }


def migrations_of(file: Path) -> list[str]:
    """The migrations that the database has had, as "app.name"."""
    with open_database(file) as database:
        return [
            f"{app}.{name}"
            for app, name in database.execute(
                "SELECT app, name FROM django_migrations ORDER BY app, name"
            )
        ]


def database_faults(file: Path) -> list[str]:
    """What is wrong with the file, in SQLite's words; nothing where it is whole and every row that is pointed at is there."""
    try:
        with open_database(file) as database:
            found = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            strays = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    broken = [
        f"{table} points at rows of {parent} that are not there"
        for table, parent in sorted({(row[0], row[2]) for row in strays})
    ]
    return [each for each in found if each != "ok"] + broken
