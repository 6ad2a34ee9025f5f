"""PostgreSQL: a database of a server, copied by pg_dump and restored by pg_restore."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from byline.lib.database.settings import SHARED_TABLES
from byline.safekeeping.choices import POSTGRESQL_COPY, SESSION_TABLES, UNFINISHED_MOVE, Progress
from byline.safekeeping.databases.postgresql_programs import run_program
from byline.safekeeping.exceptions import DatabaseFailed
from byline.safekeeping.manifest import Contents
from byline.safekeeping.secret_rows import SECOND_FACTORS

CONNECT_SECONDS = 10
TABLES: LiteralString = """
    SELECT tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename
"""
MIGRATIONS: LiteralString = "SELECT app, name FROM django_migrations ORDER BY app, name"


class PostgresqlDatabase:
    """The database that this URL names. It holds nothing but one installation."""

    kind = "PostgreSQL"
    copy_name = POSTGRESQL_COPY

    def __init__(self, url: str) -> None:
        self._url = url

    def check_exists(self) -> None:
        with self._connection() as connection:
            tables = _tables(connection)
        if "django_migrations" not in tables:
            raise DatabaseFailed("there is no installation in the database")
        if UNFINISHED_MOVE in tables:
            raise DatabaseFailed("a move to the database was not finished")

    def copy(self, target: Path, progress: Progress) -> Contents:
        """By pg_dump, in its custom format, of the same snapshot as the counts.

        Tables that nodes share beside Django's are left out: they are made again.
        """
        with self._connection() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            contents = Contents(
                [f"{app}.{name}" for app, name in connection.execute(MIGRATIONS)],
                {**_rows_by_table(connection), **dict.fromkeys(SESSION_TABLES, 0)},
            )
            run_program(
                self._url,
                "pg_dump",
                "--format=custom",
                f"--snapshot={snapshot}",
                *(f"--exclude-table-data={table}" for table in SESSION_TABLES),
                *(f"--exclude-table={table}" for table in SHARED_TABLES),
                f"--file={target}",
                progress=lambda done: progress("The database", done, len(contents.rows)),
            )
            return contents

    def check_empty(self) -> None:
        with self._connection() as connection:
            if tables := _tables(connection):
                raise DatabaseFailed(
                    f"the database is not empty: it has {len(tables)} tables. Name another in the "
                    "setting database (BYLINE_DATABASE): an installation is never overwritten"
                )

    def check_copy(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        """Only whether it can be read: rows are counted when they are in place."""
        del backed_up, progress
        run_program(self._url, "pg_restore", "--list", str(copy), connect=False)

    def put_in_place(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        """In one transaction. If its rows are not those of the backup, it is emptied again."""
        self.check_empty()
        run_program(
            self._url,
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            str(copy),
            progress=lambda done: progress("The database", done, len(backed_up.rows)),
        )
        with self._connection() as connection:
            if _rows_by_table(connection) != backed_up.rows:
                for table in _tables(connection):
                    drop = sql.SQL("DROP TABLE IF EXISTS {} CASCADE")
                    connection.execute(drop.format(sql.Identifier(table)))
                connection.commit()
                raise DatabaseFailed("its tables do not have as many rows as its manifest lists")
            for table in SESSION_TABLES:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            connection.execute("ANALYZE")

    def people_with_encrypted_second_factors(self) -> list[str]:
        with self._connection() as connection:
            return [str(email) for (email,) in connection.execute(SECOND_FACTORS)]

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        try:
            with psycopg.connect(self._url, connect_timeout=CONNECT_SECONDS) as connection:
                yield connection
        except psycopg.Error as error:
            raise DatabaseFailed(f"the database cannot be used: {str(error).strip()}") from error


def _tables(connection: psycopg.Connection) -> list[str]:
    return [str(name) for (name,) in connection.execute(TABLES)]


def _rows_by_table(connection: psycopg.Connection) -> dict[str, int]:
    count = sql.SQL("SELECT count(*) FROM {}")
    counts = {}
    for table in _tables(connection):
        if table in SHARED_TABLES:
            continue
        ((number,),) = connection.execute(count.format(sql.Identifier(table)))
        counts[table] = int(number)
    return counts
