"""The pages read so far, kept in the output folder so that an interrupted export can resume."""

import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

MAX_AGE_SECONDS = 86_400  # of a crawl that may be resumed: a day
SCHEMA = """
CREATE TABLE IF NOT EXISTS about (export TEXT);
CREATE TABLE IF NOT EXISTS pages (
    key TEXT PRIMARY KEY, status INTEGER NOT NULL DEFAULT 0, media_type TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', body BLOB
);
CREATE INDEX IF NOT EXISTS waiting ON pages (key) WHERE status = 0;
CREATE TABLE IF NOT EXISTS words (
    shard TEXT, word TEXT, number INTEGER, PRIMARY KEY (shard, word, number)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class CrawledPage:
    """A response. `location` is the target of a redirect; `source` a file to be copied.

    `key` is the path and query, as `file_paths.key_of` gives it.
    """

    key: str
    status: int
    media_type: str = ""
    location: str = ""
    source: str = ""
    body: bytes = b""


class CrawlState:
    """`read` is the number of addresses that were read, `known` of all that were found so far."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        row = database.execute(
            "SELECT count(*) FILTER (WHERE status), count(*) FROM pages"
        ).fetchone()
        self.read, self.known = int(row[0]), int(row[1])

    def add_addresses(self, keys: Iterable[str]) -> None:
        """Add addresses to the queue, unless they are known."""
        self.known += self._database.executemany(
            "INSERT OR IGNORE INTO pages (key) VALUES (?)", ((key,) for key in keys)
        ).rowcount

    def store(self, page: CrawledPage, links: Iterable[str] = ()) -> None:
        """Store a page and the addresses that it links to, in one transaction."""
        row = (
            page.status,
            page.media_type,
            page.location,
            page.source,
            zlib.compress(page.body, 1),
            page.key,
        )
        with self._database:
            self._database.execute("BEGIN")
            self.add_addresses(links)
            self._database.execute(
                "UPDATE pages SET status = ?, media_type = ?, location = ?, source = ?, body = ? "
                "WHERE key = ?",
                row,
            )
        self.read += 1

    def next_address(self) -> str | None:
        row = self._database.execute(
            "SELECT key FROM pages WHERE status = 0 ORDER BY key LIMIT 1"
        ).fetchone()
        return row[0] if row else None

    def pages(self) -> Iterator[CrawledPage]:
        """All pages, without their bodies."""
        rows = self._database.execute(
            "SELECT key, status, media_type, location, source FROM pages ORDER BY key"
        )
        return (CrawledPage(*row) for row in rows)

    def body(self, key: str) -> bytes:
        row = self._database.execute("SELECT body FROM pages WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(row[0])

    def delete_words(self) -> None:
        self._database.execute("DELETE FROM words")

    def add_words(self, number: int, words: Iterable[tuple[str, str]]) -> None:
        rows = ((shard, word, number) for shard, word in words)
        self._database.executemany("INSERT OR IGNORE INTO words VALUES (?, ?, ?)", rows)

    def shards(self) -> list[str]:
        return [
            row[0]
            for row in self._database.execute("SELECT DISTINCT shard FROM words ORDER BY shard")
        ]

    def words(self) -> Iterator[tuple[str, str, int]]:
        """Sorted rows of shard, word, and the number of an article that contains it."""
        return iter(
            self._database.execute(
                "SELECT shard, word, number FROM words ORDER BY shard, word, number"
            )
        )


@contextmanager
def open_crawl_state(file: Path, about: str) -> Iterator[CrawlState]:
    """The state in this file, which is deleted after a success.

    It starts empty if the file is older than a day, or belongs to another export (`about`).
    """
    if file.exists() and time.time() - file.stat().st_ctime > MAX_AGE_SECONDS:
        file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
        if [about] != [row[0] for row in database.execute("SELECT export FROM about")]:
            database.executescript("DELETE FROM pages; DELETE FROM words; DELETE FROM about")
            database.execute("INSERT INTO about VALUES (?)", (about,))
        yield CrawlState(database)
    for leftover in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        leftover.unlink(missing_ok=True)
