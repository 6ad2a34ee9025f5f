"""A PostgreSQL database, as either end of a move."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from byline.safekeeping.choices import UNFINISHED_MOVE
from byline.safekeeping.exceptions import MoveFailed, MoveInterrupted, UnmovableRows
from byline.safekeeping.moves.endpoints import BATCH_ROWS
from byline.safekeeping.moves.tables import Column, Row, Table

CONNECT_SECONDS = 10
MARK = sql.Identifier(UNFINISHED_MOVE)
# A move takes as long as it takes, and reads times as they are stored.
SESSION: LiteralString = """
    SET timezone = 'UTC'; SET statement_timeout = 0; SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = 0
"""
TABLES: LiteralString = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace ORDER BY relname
"""
COLUMNS: LiteralString = """
    SELECT attname, format_type(atttypid, NULL), CASE WHEN atttypmod > 4 THEN atttypmod - 4 END
    FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
KEY: LiteralString = """
    SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = %s::regclass AND indisprimary ORDER BY attnum
"""
PARENTS: LiteralString = """
    SELECT DISTINCT relname FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
    WHERE contype = 'f' AND conrelid = %s::regclass
"""
PLACE = re.compile(r"line (\d+)(?:, column (\w+))?")


class PostgresqlEndpoint:
    """The database that this URL names."""

    def __init__(self, url: str) -> None:
        parameters = conninfo_to_dict(url)
        self._url = url
        self._open: psycopg.Connection | None = None
        self.name = "postgresql://{}/{}".format(
            parameters.get("host", ""), parameters.get("dbname") or parameters.get("service")
        )

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def hold(self) -> Iterator[None]:
        with _failures():
            names = sql.SQL(", ").join(map(sql.Identifier, self.tables()))
            if not self.tables():
                raise MoveFailed(f"There is no installation in {self.name}.")
            self._run("BEGIN ISOLATION LEVEL REPEATABLE READ")
            try:
                # The first statement: what is seen later is what was there when all were locked.
                self._run(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(names))
                yield
            finally:
                self._connection().rollback()

    def tables(self) -> list[str]:
        return [str(name) for (name,) in self._run(TABLES)]

    def columns(self, table: str) -> set[str]:
        return {str(name) for name, *_ in self._run(COLUMNS, _quoted(table))}

    def migrations(self) -> list[str]:
        statement = "SELECT app, name FROM django_migrations ORDER BY app, name"
        return [f"{app}.{name}" for app, name in self._run(statement)]

    def describe(self, table: str, kinds: dict[str, Any]) -> Table:
        """A table's columns, key and references. Raises MoveFailed for a type that is not known."""
        columns = []
        for name, kind, most in self._run(COLUMNS, _quoted(table)).fetchall():
            if kind not in kinds:
                raise MoveFailed(f"{table}.{name} has the type {kind}, which cannot be moved.")
            limit = most if kind == "character varying" else None
            columns.append(Column(str(name), kinds[kind], limit))
        key = tuple(str(name) for (name,) in self._run(KEY, _quoted(table)))
        parents = frozenset(str(name) for (name,) in self._run(PARENTS, _quoted(table)))
        return Table(table, tuple(columns), key, parents)

    def count(self, table: str) -> int:
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        [(number,)] = self._run(count)
        return int(number)

    def rows(self, table: Table) -> Iterator[Sequence[Row]]:
        names = sql.SQL(", ").join(
            sql.SQL(column.kind.selection).format(sql.Identifier(column.name))
            for column in table.columns
        )
        select = sql.SQL("SELECT {} FROM {}").format(names, sql.Identifier(table.name))
        with (
            _failures(),
            self._connection().transaction(),
            self._connection().cursor("rows_to_move") as cursor,
        ):
            cursor.execute(select)
            while batch := cursor.fetchmany(BATCH_ROWS):
                yield batch

    def last_keys(self, tables: list[Table]) -> dict[str, int]:
        keys = {}
        for table in tables:
            if sequence := self._sequence(table):
                select = sql.SQL("SELECT last_value - (NOT is_called)::int FROM {}")
                [(key,)] = self._run(select.format(sequence))
                keys[table.name] = int(key)
        return keys

    def mark(self) -> str | None:
        if UNFINISHED_MOVE not in self.tables():
            return None
        [(step,)] = self._run(sql.SQL("SELECT step FROM {}").format(MARK))
        return str(step)

    def set_mark(self, step: str) -> None:
        with self.transaction():
            self._set_mark(step)

    def clear(self) -> None:
        if tables := self.tables():
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            self._run(sql.SQL("DROP TABLE {} CASCADE").format(names))

    def empty(self, tables: list[Table], step: str) -> None:
        names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        with self.transaction():
            # With those that refer to them, such as the search index.
            self._run(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
            self._set_mark(step)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with _failures(), self._connection().transaction():
            yield

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
        try:
            with self._connection().cursor() as cursor, cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise UnmovableRows(_complaint(table, rows, error)) from error

    def finish(self, tables: list[Table], last_keys: dict[str, int]) -> None:
        with self.transaction():
            for table in tables:
                if sequence := self._sequence(table):
                    most = sql.SQL("SELECT COALESCE(MAX({}), 0) FROM {}").format(
                        sql.Identifier(table.key[0]), sql.Identifier(table.name)
                    )
                    [(highest,)] = self._run(most)
                    last = max(highest, last_keys.get(table.name, 0))
                    self._run(
                        "SELECT setval(%s, %s, %s)", sequence.as_string(), max(last, 1), last > 0
                    )
        self._run("ANALYZE")

    def remove_mark(self) -> None:
        self._run(sql.SQL("DROP TABLE {}").format(MARK))

    def _sequence(self, table: Table) -> sql.Identifier | None:
        """The sequence that numbers the rows, if there is one."""
        if len(table.key) != 1:
            return None
        statement = """
            SELECT nspname, relname
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE pg_class.oid = pg_get_serial_sequence(%s, %s)::regclass
        """
        names = self._run(statement, _quoted(table.name), table.key[0]).fetchone()
        return sql.Identifier(*names) if names else None

    def _set_mark(self, step: str) -> None:
        self._run(sql.SQL("CREATE TABLE IF NOT EXISTS {} (step text)").format(MARK))
        self._run(sql.SQL("DELETE FROM {}").format(MARK))
        self._run(sql.SQL("INSERT INTO {} VALUES (%s)").format(MARK), step)

    def _connection(self) -> psycopg.Connection:
        if self._open is None:
            self._open = psycopg.connect(
                self._url,
                connect_timeout=CONNECT_SECONDS,
                application_name="byline database move",
                autocommit=True,
            )
            self._open.execute(SESSION)
        return self._open

    def _run(self, statement: LiteralString | sql.Composed, *values: Any) -> "psycopg.Cursor[Any]":
        with _failures():
            return self._connection().execute(statement, values or None)


def _quoted(table: str) -> str:
    return sql.Identifier(table).as_string()


def _complaint(table: Table, rows: Sequence[Row], error: psycopg.Error) -> str:
    """Names the row that PostgreSQL refused."""
    place = PLACE.search(error.diag.context or "")
    reason = " ".join(filter(None, (error.diag.message_primary, error.diag.message_detail)))
    if not place or not 0 < int(place[1]) <= len(rows):
        return f"{table.name}: {reason}"
    column = f"the column {place[2]}: " if place[2] else ""
    return f"{table.name_row(rows[int(place[1]) - 1])}: {column}{reason}"


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except psycopg.IntegrityError as error:  # of a transaction's end
        diagnosis = error.diag
        raise UnmovableRows(
            f"{diagnosis.table_name}: {diagnosis.message_primary}. {diagnosis.message_detail or ''}"
        ) from error
    except psycopg.Error as error:
        # Its other lines quote rows.
        reason = error.diag.message_primary or str(error)
        raise MoveInterrupted("PostgreSQL", reason) from error
