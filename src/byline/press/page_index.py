"""The ledger: which pages are kept, what each shows, and which tags may not be printed now.

One small SQLite file beside the pages. It is what makes "is one of these tags blocked?" and "put the page there" one step for
all threads and processes. It need not outlive a power cut (the press is emptied at every start), so nothing waits for the disk.
"""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 20.0  # seconds to wait for another process's turn

# Positions and blocks are numbered from the microsecond in which the ledger was made: no ledger that was lost had such numbers,
# so who began to render under another ledger keeps nothing, and a block of that one is not taken for one of this.
SCHEMA = """
CREATE TABLE pages (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT UNIQUE NOT NULL, stem TEXT UNIQUE NOT NULL,
                    until REAL, size INTEGER NOT NULL, stored_at REAL NOT NULL, read_at REAL NOT NULL);
CREATE TABLE shown (tag TEXT NOT NULL, page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
                    PRIMARY KEY (tag, page)) WITHOUT ROWID;
CREATE INDEX shown_by_page ON shown (page);
CREATE INDEX pages_by_until ON pages (until) WHERE until IS NOT NULL;
CREATE INDEX pages_by_reading ON pages (read_at);
CREATE TABLE blocks (id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, placed_at REAL NOT NULL, lifted INTEGER,
                     cleared INTEGER NOT NULL DEFAULT 0);
CREATE INDEX blocks_live ON blocks (lifted);
CREATE TABLE blocked (tag TEXT NOT NULL, block INTEGER NOT NULL REFERENCES blocks ON DELETE CASCADE,
                      PRIMARY KEY (tag, block)) WITHOUT ROWID;
CREATE INDEX blocked_by_block ON blocked (block);
CREATE TABLE outcomes (what TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO numbers VALUES ('position', {begin}), ('forgotten', {begin}), ('bytes', 0);
INSERT INTO sqlite_sequence VALUES ('blocks', {begin});
CREATE TRIGGER page_came AFTER INSERT ON pages BEGIN UPDATE numbers SET value = value + NEW.size WHERE name = 'bytes'; END;
CREATE TRIGGER page_went AFTER DELETE ON pages BEGIN UPDATE numbers SET value = value - OLD.size WHERE name = 'bytes'; END;
PRAGMA user_version = 1;
"""


_PARENTS: list[sqlite3.Connection] = []


class PageIndex:
    """Opened at the first use in each thread; made anew, with `on_loss` called, where it is missing or damaged."""

    def __init__(self, folder: Path, on_loss: Callable[[], None]) -> None:
        self._folder, self._on_loss = folder, on_loss
        self._file = folder / "ledger.sqlite3"
        self._mine = threading.local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that waits for its turn and is alone: for whoever reads before writing."""
        yield from self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the ledger."""
        yield from self._transaction("BEGIN")

    def is_replaced(self) -> bool:
        """Whether the file that this thread wrote last is not the one that stands there now."""
        try:
            return bool(self._mine.proof != (os.getpid(), self._file.stat().st_ino))
        except FileNotFoundError:
            return True

    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._begun(begin)
        try:
            yield connection
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _begun(self, begin: str) -> sqlite3.Connection:
        try:
            connection = self._connection()
            connection.execute(begin)
            connection.execute("SELECT value FROM numbers WHERE name = 'position'").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not _is_damage(error):
                raise
        except (sqlite3.DatabaseError, TypeError):
            pass
        else:
            return connection
        self._forget()
        self._make_anew()
        connection = self._connection()
        connection.execute(begin)
        return connection

    def _connection(self) -> sqlite3.Connection:
        """This thread's, as long as it is of the file that stands there now, and this process opened it."""
        mine = self._mine
        try:
            stat = self._file.stat()
            proof = (os.getpid(), stat.st_ino)
        except FileNotFoundError:
            proof = (0, 0)
        if getattr(mine, "proof", None) != proof or proof == (0, 0):
            self._forget()
            if proof == (0, 0):
                self._make_anew()
            mine.connection = self._open()
            mine.proof = (os.getpid(), self._file.stat().st_ino)
        connection: sqlite3.Connection = mine.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)
        connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
        )
        return connection

    def _forget(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is not None and self._mine.proof[0] != os.getpid():
            _PARENTS.append(connection)  # closing it here would disturb the parent that opened it
        elif connection is not None:
            connection.close()
        self._mine.connection = self._mine.proof = None

    def _make_anew(self) -> None:
        """A ledger without a page, and so no page: what an older one knew of is taken away first."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with _alone(self._folder / "ledger.lock"):
            if self._is_sound():
                return  # another process was here before
            self._on_loss()
            for name in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + name).unlink(missing_ok=True)
            draft = self._file.with_name(f"ledger.{os.getpid()}.draft")
            draft.unlink(missing_ok=True)
            connection = sqlite3.connect(draft, isolation_level=None)
            connection.executescript(
                "PRAGMA synchronous = OFF;" + SCHEMA.format(begin=time.time_ns() // 1000)
            )
            connection.close()
            draft.replace(self._file)

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
        return (version, sound) == (1, "ok")


def _is_damage(error: sqlite3.OperationalError) -> bool:
    """Whether the file is broken or was taken away, rather than busy or full."""
    broken = (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_READONLY,
    )
    return (error.sqlite_errorcode & 0xFF) in broken


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
