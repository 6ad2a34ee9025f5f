"""The tables to move, as PostgreSQL describes them, and their rows, counted and summed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from byline.safekeeping.moves.values import Kind

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Column:
    """`most` is the number of characters that PostgreSQL allows, or None."""

    name: str
    kind: Kind
    most: int | None

    def from_sqlite(self, stored: Any) -> Any:
        """The value. Raises ValueError or ArithmeticError if PostgreSQL cannot have it."""
        if stored is None:
            return None
        value = self.kind.from_sqlite(stored)
        if self.most and len(value) > self.most:
            raise ValueError(
                f"has {len(value)} characters, and PostgreSQL's column allows {self.most}"
            )
        return value


@dataclass(frozen=True)
class Table:
    """`key` has the columns of the primary key, `parents` the tables that its rows refer to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parents: frozenset[str]

    def name_row(self, row: Row) -> str:
        """This row in words, by its primary key."""
        names = [column.name for column in self.columns]
        return f"{self.name} {', '.join(str(row[names.index(column)]) for column in self.key)}"


class Sum:
    """The number and a digest of rows of one table, in whatever order they come.

    It is the sum, modulo 2²⁵⁶, of each row's SHA-256.
    """

    def __init__(self, table: Table) -> None:
        self._canonical = [column.kind.canonical for column in table.columns]
        self._sum = 0
        self.rows = 0

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            values = [
                None if value is None else canonical(value)
                for canonical, value in zip(self._canonical, row, strict=True)
            ]
            self._sum += int.from_bytes(sha256(repr(values).encode()).digest())
            self.rows += 1

    @property
    def digest(self) -> str:
        """In hexadecimal."""
        return f"{self._sum % (1 << 256):064x}"


def in_groups(tables: list[Table]) -> list[list[Table]]:
    """Groups of tables that refer to each other, and each group after those that it refers to."""
    by_name = {table.name: table for table in tables}
    reached = {table.name: _reached(table, by_name) for table in tables}
    groups: dict[frozenset[str], list[Table]] = {}
    for table in tables:
        mutual = {name for name in reached[table.name] if table.name in reached[name]}
        groups.setdefault(frozenset({table.name, *mutual}), []).append(table)
    return sorted(groups.values(), key=lambda group: len({*reached[group[0].name], group[0].name}))


def _reached(table: Table, by_name: dict[str, Table]) -> set[str]:
    reached: set[str] = set()
    ahead = set(table.parents)
    while ahead:
        name = ahead.pop()
        if name in by_name and name not in reached:
            reached.add(name)
            ahead |= by_name[name].parents
    return reached
