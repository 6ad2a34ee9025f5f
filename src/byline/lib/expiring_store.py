"""Values that expire, in an SQLite file of their own that all processes share.

Nothing is evicted to make room: a value is kept until it expires, so limits that are counted here
hold however much else is stored. The file is not part of a backup. It need not survive a power cut,
so nothing waits for the disk, and a flood of requests does not hold up writers to the database.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from byline.lib import unsynced_sqlite

FILE_NAME = "expiring.sqlite3"  # in the data folder
SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    name TEXT PRIMARY KEY, value BLOB NOT NULL, ends REAL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_by_end ON entries (ends) WHERE ends IS NOT NULL;
"""


class ExpiringStore:
    """Opened at first use in each thread; a damaged file is replaced by an empty one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which nobody else writes."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        with unsynced_sqlite.begun_transaction(connection):
            yield connection

    def connection(self) -> sqlite3.Connection:
        """This thread's connection; outside `writing`, each statement is its own transaction."""
        local = self._local
        if getattr(local, "pid", None) != os.getpid():
            if hasattr(local, "connection"):
                unsynced_sqlite.keep_inherited(local.connection)
            local.connection, local.pid = self._open(), os.getpid()
        connection: sqlite3.Connection = local.connection
        return connection

    def delete_expired(self) -> int:
        """Delete what has expired; returns how many entries."""
        expired = self.connection().execute("DELETE FROM entries WHERE ends <= ?", [time.time()])
        return expired.rowcount

    def clear(self) -> None:
        self.connection().execute("DELETE FROM entries")

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError:  # locked, full, not writable: not damaged
            raise
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(f"{self._file.name}{suffix}").unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self._file, os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = unsynced_sqlite.connect(self._file)
        connection.executescript(f"PRAGMA secure_delete = ON; {SCHEMA}")
        return connection


@cache
def expiring_store() -> ExpiringStore:
    """The installation's store."""
    from django.conf import settings  # noqa: PLC0415 - `byline --help` loads no Django

    return ExpiringStore(settings.DATA / FILE_NAME)
