"""What was gathered so far: a file beside what is written, so that whoever was stopped goes on from there."""

import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

MAX_AGE_SECONDS = 86_400  # seconds; what was read before is too old to go on with
SCHEMA = """
CREATE TABLE IF NOT EXISTS about (said TEXT);
CREATE TABLE IF NOT EXISTS pages (
    key TEXT PRIMARY KEY, status INTEGER NOT NULL DEFAULT 0, kind TEXT NOT NULL DEFAULT '', leads TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '', body BLOB
);
CREATE INDEX IF NOT EXISTS waiting ON pages (key) WHERE status = 0;
CREATE TABLE IF NOT EXISTS words (part TEXT, word TEXT, number INTEGER, PRIMARY KEY (part, word, number)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class CrawledPage:
    """What an address answered: HTTP status, media type, body. `leads` is where a redirect goes; `source` a file to be copied."""

    key: str
    status: int
    kind: str = ""
    leads: str = ""
    source: str = ""
    body: bytes = b""


class CrawlState:
    """`asked` is how many addresses answered, `known` how many there are so far."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        row = database.execute(
            "SELECT count(*) FILTER (WHERE status), count(*) FROM pages"
        ).fetchone()
        self.asked, self.known = int(row[0]), int(row[1])

    def want(self, keys: Iterable[str]) -> None:
        """Note addresses that are to be asked for, unless they are known."""
        self.known += self._database.executemany(
            "INSERT OR IGNORE INTO pages (key) VALUES (?)", ((key,) for key in keys)
        ).rowcount

    def note(self, found: CrawledPage, further: Iterable[str] = ()) -> None:
        """Note what an address answered, and what it names, in one transaction."""
        row = (
            found.status,
            found.kind,
            found.leads,
            found.source,
            zlib.compress(found.body, 1),
            found.key,
        )
        with self._database:
            self._database.execute("BEGIN")
            self.want(further)
            self._database.execute(
                "UPDATE pages SET status = ?, kind = ?, leads = ?, source = ?, body = ? WHERE key = ?",
                row,
            )
        self.asked += 1

    def next_wanted(self) -> str | None:
        row = self._database.execute(
            "SELECT key FROM pages WHERE status = 0 ORDER BY key LIMIT 1"
        ).fetchone()
        return row[0] if row else None

    def outlines(self) -> Iterator[CrawledPage]:
        """Everything that was gathered, without the bodies."""
        rows = self._database.execute(
            "SELECT key, status, kind, leads, source FROM pages ORDER BY key"
        )
        return (CrawledPage(*row) for row in rows)

    def body(self, key: str) -> bytes:
        row = self._database.execute("SELECT body FROM pages WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(row[0])

    def forget_words(self) -> None:
        self._database.execute("DELETE FROM words")

    def add_words(self, number: int, words: Iterable[tuple[str, str]]) -> None:
        rows = ((part, word, number) for part, word in words)
        self._database.executemany("INSERT OR IGNORE INTO words VALUES (?, ?, ?)", rows)

    def parts(self) -> list[str]:
        return [
            row[0]
            for row in self._database.execute("SELECT DISTINCT part FROM words ORDER BY part")
        ]

    def words(self) -> Iterator[tuple[str, str, int]]:
        """Part, word and the number of an article that has it, in that order."""
        return iter(
            self._database.execute(
                "SELECT part, word, number FROM words ORDER BY part, word, number"
            )
        )


@contextmanager
def open_crawl_state(file: Path, about: str) -> Iterator[CrawlState]:
    """The notebook in this file, begun anew unless it was for the same (`about`), of this day; taken away when all went well."""
    if file.exists() and time.time() - file.stat().st_ctime > MAX_AGE_SECONDS:
        file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
        if [about] != [row[0] for row in database.execute("SELECT said FROM about")]:
            database.executescript("DELETE FROM pages; DELETE FROM words; DELETE FROM about")
            database.execute("INSERT INTO about VALUES (?)", (about,))
        yield CrawlState(database)
    for each in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        each.unlink(missing_ok=True)
