"""What a move asks of the database that it reads, and of the one that it writes."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from byline.safekeeping.moves.tables import Row, Table

BATCH_ROWS = 500


class Endpoint(Protocol):
    """One of the two databases. All methods raise MoveFailed, with a reason for the operator."""

    name: str
    """For people, without a password."""

    def tables(self) -> list[str]:
        """The names of its tables, without those that are part of a full-text index."""

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""

    def migrations(self) -> list[str]:
        """The migrations that were applied to it, as "app.name"."""

    def count(self, table: str) -> int:
        """The number of rows."""

    def rows(self, table: Table) -> Iterator[Sequence[Row]]:
        """All rows, in batches. Raises UnmovableRows for those that PostgreSQL cannot have."""

    def last_keys(self, tables: list[Table]) -> dict[str, int]:
        """The last number that each table gave to a row, also if the row was deleted."""


class Source(Endpoint, Protocol):
    """It is not changed."""

    def hold(self) -> AbstractContextManager[None]:
        """Show it as it is at this moment, and keep others from writing."""


class Target(Endpoint, Protocol):
    """It is made by the move, and marked until that is finished."""

    def mark(self) -> str | None:
        """The step of an unfinished move, or None if there is none."""

    def set_mark(self, step: str) -> None:
        """Mark it as unfinished, at this step."""

    def clear(self) -> None:
        """Delete all tables and the mark."""

    def empty(self, tables: list[Table], step: str) -> None:
        """Delete all rows of these tables and set the mark, in one transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """For `write`: all or nothing. References are checked at its end."""

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows. Raises UnmovableRows for those that it refuses."""

    def finish(self, tables: list[Table], last_keys: dict[str, int]) -> None:
        """Go on with these numbers and check all references."""

    def remove_mark(self) -> None:
        """Make it an installation's database."""
