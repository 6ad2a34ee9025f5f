"""The page index: which pages are stored, which tags each has, and which tags are invalidated.

It is a small SQLite file beside the pages. Its transactions make checking a page's tags and
putting its files in place one step for all threads and processes. It need not survive a power cut,
because the press is emptied at every start, so nothing waits for the disk.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from byline.lib import unsynced_sqlite
from byline.lib.atomic_write import Durability, atomic_write
from byline.lib.locks import exclusive

SCHEMA_VERSION = 1  # the same as in SCHEMA

# Positions and invalidations are numbered from the microsecond in which the index was made, so no
# number of an index that was lost is used again: a render that began under the lost index stores
# nothing, and an invalidation of it is not mistaken for one of the new index.
SCHEMA = """
CREATE TABLE pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT UNIQUE NOT NULL, stem TEXT UNIQUE NOT NULL,
    expires_at REAL, size INTEGER NOT NULL, stored_at REAL NOT NULL, read_at REAL NOT NULL
);
CREATE TABLE page_tags (
    tag TEXT NOT NULL, page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    PRIMARY KEY (tag, page)
) WITHOUT ROWID;
CREATE INDEX tags_by_page ON page_tags (page);
CREATE INDEX pages_by_expiry ON pages (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX pages_by_reading ON pages (read_at);
CREATE TABLE invalidations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, opened_at REAL NOT NULL,
    closed INTEGER, cleared INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX invalidations_by_closing ON invalidations (closed);
CREATE TABLE invalidated_tags (
    tag TEXT NOT NULL, invalidation INTEGER NOT NULL REFERENCES invalidations ON DELETE CASCADE,
    PRIMARY KEY (tag, invalidation)
) WITHOUT ROWID;
CREATE INDEX tags_by_invalidation ON invalidated_tags (invalidation);
CREATE TABLE outcomes (what TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counters VALUES
    ('made', {begin}), ('position', {begin}), ('forgotten', {begin}), ('bytes', 0);
INSERT INTO sqlite_sequence VALUES ('invalidations', {begin});
CREATE TRIGGER page_added AFTER INSERT ON pages
    BEGIN UPDATE counters SET value = value + NEW.size WHERE name = 'bytes'; END;
CREATE TRIGGER page_removed AFTER DELETE ON pages
    BEGIN UPDATE counters SET value = value - OLD.size WHERE name = 'bytes'; END;
PRAGMA user_version = 1;
"""


class PageIndex:
    """Opened at first use in each thread.

    Where the file is missing or damaged, a new one is made, after a call to `on_loss`.
    """

    def __init__(self, folder: Path, on_loss: Callable[[], None]) -> None:
        self._folder, self._on_loss = folder, on_loss
        self._file = folder / "index.sqlite3"
        self._local = threading.local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that waits for other writers and then holds the write lock."""
        yield from self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one snapshot."""
        yield from self._transaction("BEGIN")

    def is_replaced(self) -> bool:
        """Whether the file has been replaced since this thread last used it."""
        try:
            return bool(self._local.identity != (os.getpid(), self._file.stat().st_ino))
        except FileNotFoundError:
            return True

    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with unsynced_sqlite.begun_transaction(self._begin(begin)) as connection:
            yield connection

    def _begin(self, begin: str) -> sqlite3.Connection:
        try:
            connection = self._connection()
            connection.execute(begin)
            connection.execute("SELECT value FROM counters WHERE name = 'position'").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not _is_damage(error):
                raise
        except (sqlite3.DatabaseError, TypeError):
            pass
        else:
            return connection
        self._drop_connection()
        self._recreate()
        connection = self._connection()
        connection.execute(begin)
        return connection

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; reopened after a fork or when the file was replaced."""
        local = self._local
        try:
            stat = self._file.stat()
            identity = (os.getpid(), stat.st_ino)
        except FileNotFoundError:
            identity = (0, 0)
        if getattr(local, "identity", None) != identity or identity == (0, 0):
            self._drop_connection()
            if identity == (0, 0):
                self._recreate()
            local.connection = self._open()
            local.identity = (os.getpid(), self._file.stat().st_ino)
        connection: sqlite3.Connection = local.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = unsynced_sqlite.connect(self._file)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _drop_connection(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None and self._local.identity[0] != os.getpid():
            unsynced_sqlite.keep_inherited(connection)
        elif connection is not None:
            connection.close()
        self._local.connection = self._local.identity = None

    def _recreate(self) -> None:
        """Make an index without pages. `on_loss` first removes the pages that the old one knew."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with exclusive(self._folder / "index.lock"):
            if self._is_sound():
                return  # another process has made it meanwhile
            self._on_loss()
            for name in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + name).unlink(missing_ok=True)
            with atomic_write(self._file, Durability.NONE) as draft:
                connection = sqlite3.connect(draft, isolation_level=None)
                connection.executescript(
                    "PRAGMA synchronous = OFF;" + SCHEMA.format(begin=time.time_ns() // 1000)
                )
                connection.close()

    def _is_sound(self) -> bool:
        if not self._file.exists():
            return False
        try:
            connection = self._open()
        except sqlite3.DatabaseError:
            return False
        try:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            sound: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError:
            return False
        finally:
            connection.close()
        return (version, sound) == (SCHEMA_VERSION, "ok")


def _is_damage(error: sqlite3.OperationalError) -> bool:
    """Whether the file is damaged or missing, rather than busy or full."""
    broken = (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_READONLY,
    )
    return (error.sqlite_errorcode & 0xFF) in broken
