"""SQLite: a file in the data folder."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from byline.safekeeping.choices import DATABASE, SQLITE_COPY, UNFINISHED_MOVE, Progress
from byline.safekeeping.exceptions import DatabaseFailed
from byline.safekeeping.manifest import Contents
from byline.safekeeping.secret_rows import (
    delete_sessions,
    people_with_encrypted_second_factors,
    rewrite,
)
from byline.safekeeping.snapshots import (
    copy_database,
    database_faults,
    migrations_of,
    rows_by_table,
    tables_of,
)


class SqliteDatabase:
    """The database of the installation in this data folder."""

    kind = "SQLite"
    copy_name = SQLITE_COPY

    def __init__(self, data: Path) -> None:
        self._file = data / DATABASE

    def check_exists(self) -> None:
        if not self._file.exists():
            raise DatabaseFailed(f"there is no installation in {self._file.parent}")
        with _failures():
            if UNFINISHED_MOVE in tables_of(self._file):
                raise DatabaseFailed("a move to the database was not finished")

    def copy(self, target: Path, progress: Progress) -> Contents:
        with _failures():
            copy_database(self._file, target, progress)
            delete_sessions(target)
            rewrite(target, target.with_name(f"{target.name}.rewritten"))
            if faults := database_faults(target):
                raise DatabaseFailed(
                    f"the database is damaged: {'; '.join(faults)}. `byline doctor` says more"
                )
            return Contents(migrations_of(target), rows_by_table(target))

    def check_empty(self) -> None:
        if self._file.exists():
            raise DatabaseFailed(
                f"there is an installation in {self._file.parent}. Choose another folder with "
                "--data: an installation is never overwritten"
            )

    def check_copy(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        with _failures():
            progress("Comparing", 0, 3)
            if faults := database_faults(copy):
                raise DatabaseFailed(f"its database is damaged: {'; '.join(faults)}")
            progress("Comparing", 1, 3)
            if migrations_of(copy) != backed_up.migrations:
                raise DatabaseFailed("its migrations are not those that its manifest lists")
            progress("Comparing", 2, 3)
            if rows_by_table(copy) != backed_up.rows:
                raise DatabaseFailed("its tables do not have as many rows as its manifest lists")
            delete_sessions(copy)
            progress("Comparing", 3, 3)

    def put_in_place(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        del backed_up, progress  # it was compared, and is only renamed
        copy.rename(self._file)

    def people_with_encrypted_second_factors(self) -> list[str]:
        with _failures():
            return people_with_encrypted_second_factors(self._file)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseFailed(str(error)) from error
