"""The SQLite file, checked without Django, which would repair some of this by opening it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from byline.cli.checkups import UNFINISHED_MOVE_COMPLAINT, Complaint
from byline.safekeeping.actions.upgrading import is_unfinished
from byline.safekeeping.choices import UNFINISHED_MOVE
from byline.safekeeping.snapshots import tables_of

FILE = "byline.sqlite3"


def missing(data: Path) -> Iterator[Complaint]:
    """Complain if there is no database."""
    if not (data / FILE).exists():
        yield Complaint(f"{data} has no database yet.", "Start `byline run`, which makes one.")


def unused(data: Path) -> Iterator[Complaint]:
    """Complain of a file that was left behind when the database was moved to PostgreSQL."""
    if (data / FILE).exists():
        yield Complaint(
            f"{data / FILE} is not used, because the database is on a PostgreSQL server. "
            "What people delete or have erased remains in it.",
            "Delete it as soon as you are sure that you do not need it.",
        )


def unfinished(data: Path) -> Iterator[Complaint]:
    """Complain of an upgrade or a move that was stopped half-way."""
    if is_unfinished(data):
        yield Complaint(
            "An upgrade was stopped half-way.",
            "Run `byline upgrade`: it rolls the database back and tries again.",
        )
    with suppress(sqlite3.DatabaseError):  # a damaged file, of which `integrity` complains
        if UNFINISHED_MOVE in tables_of(data / FILE):
            yield Complaint(*UNFINISHED_MOVE_COMPLAINT)


def features() -> Iterator[Complaint]:
    """Complain if this Python's SQLite lacks what search needs."""
    with closing(sqlite3.connect(":memory:")) as memory:
        if not _has_full_text(memory):
            yield Complaint(
                f"This Python's SQLite {sqlite3.sqlite_version} was built without FTS5, "
                "which search needs.",
                "Use a Python whose SQLite has it, such as Debian's or python.org's.",
            )


def integrity(data: Path) -> Iterator[Complaint]:
    """Complain of a damaged file, or one without a write-ahead log."""
    try:
        with closing(sqlite3.connect(f"{(data / FILE).as_uri()}?mode=ro", uri=True)) as file:
            yield from _mode(file.execute("PRAGMA journal_mode").fetchone()[0])
            yield from _damage([row[0] for row in file.execute("PRAGMA integrity_check(3)")])
    except sqlite3.DatabaseError as error:
        yield from _damage([str(error)])


def _has_full_text(memory: sqlite3.Connection) -> bool:
    try:
        memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    return True


def _mode(mode: str) -> Iterator[Complaint]:
    if mode != "wal":
        yield Complaint(
            f"The database is in {mode} mode, not WAL, so readers and the writer wait for "
            "each other.",
            "Start `byline run` again. If that does not help, the data folder is on a network "
            "share: move it to a local disk.",
        )


def _damage(lines: list[str]) -> Iterator[Complaint]:
    if lines != ["ok"]:
        yield Complaint(
            f"The database file is damaged: {'; '.join(lines)}.",
            "Stop the server, copy the data folder as it is, and restore the last backup.",
        )
