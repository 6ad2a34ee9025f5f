"""Functions that are called when a transaction ends, and before it commits.

Django runs `on_commit` functions after a commit, and discards them silently after a rollback.
Cleaning up in both cases needs a hook for both. Django documents subclassing a backend for such
purposes (https://docs.djangoproject.com/en/5.2/ref/databases/#subclassing-the-built-in-database-backends).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

log = structlog.get_logger("byline.database")


@dataclass(frozen=True)
class EndFunction:
    """`savepoints` enclose the place where it was registered."""

    function: Callable[[], object]
    savepoints: frozenset[str]
    is_for_rollback: bool


class TransactionEndMixin(BaseDatabaseWrapper):
    """For any of Django's backends: `before_commit`, `after_transaction` and `after_rollback`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at_end: list[EndFunction] = []
        self._before_commit: list[EndFunction] = []

    def before_commit(self, function: Callable[[], object]) -> None:
        """Call `function` when the transaction is about to commit the changes made at this point.

        It may use this connection, for reading. If it raises a DatabaseError of Django's, the
        transaction is rolled back. It is forgotten when a savepoint that encloses this point is
        rolled back. Raises TransactionManagementError outside of a transaction.
        """
        self._before_commit.append(self._entry(function))

    def after_transaction(self, function: Callable[[], object]) -> None:
        """Call `function` once the changes made at this point are committed or rolled back.

        That is at the end of the transaction, before any `on_commit` function runs, or when a
        savepoint that encloses this point is rolled back. The function must not use this
        connection. An exception that it raises is logged. Raises TransactionManagementError
        outside of a transaction.
        """
        self._at_end.append(self._entry(function))

    def after_rollback(self, function: Callable[[], object]) -> None:
        """As `after_transaction`, but only if the changes made at this point are rolled back."""
        self._at_end.append(self._entry(function, is_for_rollback=True))

    def _entry(
        self, function: Callable[[], object], *, is_for_rollback: bool = False
    ) -> EndFunction:
        if not self.in_atomic_block:
            raise TransactionManagementError("after_transaction needs a transaction")
        return EndFunction(function, frozenset(self.savepoint_ids), is_for_rollback)

    def commit(self) -> None:
        entries, self._before_commit = self._before_commit, []
        for entry in entries:
            entry.function()
        super().commit()
        self._end_transaction(is_committed=True)

    def rollback(self) -> None:
        super().rollback()
        self._end_transaction()

    def savepoint_rollback(self, sid: str) -> None:
        super().savepoint_rollback(sid)
        undone = [entry.function for entry in self._at_end if sid in entry.savepoints]
        self._at_end = [entry for entry in self._at_end if sid not in entry.savepoints]
        self._before_commit = [
            entry for entry in self._before_commit if sid not in entry.savepoints
        ]
        _call_all(undone)

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        try:
            super().set_autocommit(autocommit, *args, **kwargs)
        finally:
            if self.autocommit:
                self._end_transaction()

    def close(self) -> None:
        try:
            super().close()
        finally:
            # A database rolls back what a closed connection left open.
            if self.connection is None or self.closed_in_transaction:
                self._end_transaction()

    def _end_transaction(self, *, is_committed: bool = False) -> None:
        self._before_commit = []
        entries, self._at_end = self._at_end, []
        _call_all(
            [entry.function for entry in entries if not (is_committed and entry.is_for_rollback)]
        )


def default_connection() -> TransactionEndMixin:
    """This thread's connection to the database."""
    connection = connections[DEFAULT_DB_ALIAS]
    assert isinstance(connection, TransactionEndMixin)  # noqa: S101 - named in the settings
    return connection


def _call_all(functions: list[Callable[[], object]]) -> None:
    for function in functions:
        try:
            function()
        except Exception:
            log.exception("a function at the end of a transaction failed")
