"""SQLite files that need not survive a power cut, so nothing waits for the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_TIMEOUT = 20.0  # seconds to wait for another process that writes

# Connections that a parent process opened. Closing one in the child would disturb the parent.
_inherited: list[sqlite3.Connection] = []


def connect(file: Path) -> sqlite3.Connection:
    """A connection on which each statement is its own transaction, unless one is begun."""
    connection = sqlite3.connect(file, timeout=LOCK_TIMEOUT, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
    return connection


def keep_inherited(connection: sqlite3.Connection) -> None:
    """Keep a parent's connection from being closed in this process."""
    _inherited.append(connection)


@contextmanager
def begun_transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit what was begun on this connection, or roll it back after an exception."""
    try:
        yield connection
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
