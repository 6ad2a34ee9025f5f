"""SQLite's file, as either end of a move."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from byline.safekeeping.choices import UNFINISHED_MOVE
from byline.safekeeping.exceptions import MoveFailed, MoveInterrupted, UnmovableRows
from byline.safekeeping.moves.endpoints import BATCH_ROWS
from byline.safekeeping.moves.tables import Row, Table
from byline.safekeeping.snapshots import database_faults, migrations_of, tables_of

WAIT_SECONDS = 20


class SqliteEndpoint:
    """This file, which need not exist if it is to be written."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: sqlite3.Connection | None = None
        self.name = str(file)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def hold(self) -> Iterator[None]:
        with _failures():
            if not self._file.exists():
                raise MoveFailed(f"There is no installation in {self._file.parent}.")
            if faults := database_faults(self._file):
                raise MoveFailed(f"The database is damaged: {'; '.join(faults)}.")
            self._run("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._run("ROLLBACK")

    def tables(self) -> list[str]:
        with _failures():
            return tables_of(self._file) if self._file.exists() else []

    def columns(self, table: str) -> set[str]:
        return {
            row[0].decode() for row in self._run("SELECT name FROM pragma_table_info(?)", table)
        }

    def migrations(self) -> list[str]:
        with _failures():
            return migrations_of(self._file)

    def count(self, table: str) -> int:
        [(number,)] = self._run(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our own table
        return int(number)

    def rows(self, table: Table) -> Iterator[list[Row]]:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        rows = self._run(f'SELECT {names} FROM "{table.name}"')  # noqa: S608 - as above
        with _failures():
            while batch := rows.fetchmany(BATCH_ROWS):
                yield [_read(table, row) for row in batch]

    def last_keys(self, tables: list[Table]) -> dict[str, int]:
        names = {table.name for table in tables}
        keys = {
            name.decode(): seq for name, seq in self._run("SELECT name, seq FROM sqlite_sequence")
        }
        return {name: int(key) for name, key in keys.items() if name in names}

    def mark(self) -> str | None:
        if UNFINISHED_MOVE not in self.tables():
            return None
        [(step,)] = self._run(f"SELECT step FROM {UNFINISHED_MOVE}")  # noqa: S608 - a constant
        return str(step.decode())

    def set_mark(self, step: str) -> None:
        with self.transaction():
            self._set_mark(step)

    def clear(self) -> None:
        # Everything is in the file first, so that a process that is killed here leaves the mark.
        if self._file.exists():
            self._run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.close()
        for end in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    def empty(self, tables: list[Table], step: str) -> None:
        with self.transaction():
            for table in tables:
                self._run(f'DELETE FROM "{table.name}"')  # noqa: S608 - as above
            self._run("DELETE FROM sqlite_sequence")
            self._set_mark(step)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with _failures():
            self._run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._run("ROLLBACK")
                raise
            self._run("COMMIT")

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        writers = [column.kind.to_sqlite for column in table.columns]
        with _failures():
            self._connection().executemany(
                f'INSERT INTO "{table.name}" ({names}) VALUES ({places})',  # noqa: S608 - as above
                (
                    [
                        None if value is None else write(value)
                        for value, write in zip(row, writers, strict=True)
                    ]
                    for row in rows
                ),
            )

    def finish(self, tables: list[Table], last_keys: dict[str, int]) -> None:
        with self.transaction():
            for name, key in last_keys.items():
                if not key:
                    continue
                self._run("DELETE FROM sqlite_sequence WHERE name = ?", name)
                self._run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", name, key)
        self._run("ANALYZE")
        if faults := database_faults(self._file):
            raise MoveFailed(f"The new database is damaged: {'; '.join(faults)}.")

    def remove_mark(self) -> None:
        self._run(f"DROP TABLE {UNFINISHED_MOVE}")

    def _set_mark(self, step: str) -> None:
        self._run(f"CREATE TABLE IF NOT EXISTS {UNFINISHED_MOVE} (step TEXT)")
        self._run(f"DELETE FROM {UNFINISHED_MOVE}")  # noqa: S608 - a constant
        self._run(f"INSERT INTO {UNFINISHED_MOVE} VALUES (?)", step)  # noqa: S608 - a constant

    def _connection(self) -> sqlite3.Connection:
        """It reads text as bytes, because others may have written what is not UTF-8."""
        if self._open is None:
            self._open = sqlite3.connect(self._file, timeout=WAIT_SECONDS, isolation_level=None)
            self._open.text_factory = bytes
        return self._open

    def _run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        with _failures():
            return self._connection().execute(statement, values)


def _read(table: Table, stored: Row) -> Row:
    try:
        return tuple(
            column.from_sqlite(value) for column, value in zip(table.columns, stored, strict=True)
        )
    except (ValueError, ArithmeticError):
        raise UnmovableRows("\n".join(_complaints(table, stored))) from None


def _complaints(table: Table, stored: Row) -> Iterator[str]:
    shown = tuple(
        value.decode(errors="replace") if isinstance(value, bytes) else value for value in stored
    )
    for column, value in zip(table.columns, stored, strict=True):
        try:
            column.from_sqlite(value)
        except (ValueError, ArithmeticError) as error:
            yield f"{table.name_row(shown)}: the column {column.name} {error}."


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise MoveInterrupted("SQLite", str(error)) from error
