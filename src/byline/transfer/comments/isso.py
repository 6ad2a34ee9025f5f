"""Isso's database, a SQLite file.

It is opened for reading only. In WAL mode a copy is read, because even reading would change it.
"""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from byline.transfer.run.comment_records import BadFile, CommentedPage, SourceComment
from byline.transfer.run.comment_states import DELETED, PENDING, PUBLISHED
from byline.transfer.run.fingerprint import fingerprint_of

KIND = "isso"
MAGIC = b"SQLite format 3\x00"
WAL = 2  # what both of the header's version numbers are in that mode (SQLite, file format, 1.3.3)
PENDING_BIT, DELETED_BIT = 2, 4
TAGS = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|code|pre|blockquote|ul|ol|li|div|span|del|ins|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
"""Tags that show that the text is HTML: comments that Isso had imported from elsewhere."""
COMMENTS_QUERY = """
    SELECT id, tid, parent, created, mode, remote_addr, text, author, email, website,
        likes, dislikes
    FROM comments ORDER BY id
"""


class IssoReader:
    """Pages, then comments. `address` identifies this database and is known at the end.

    Raises BadFile for another or a damaged database.
    """

    kind = KIND

    def __init__(self, path: Path) -> None:
        self.path, self.address, self.votes = path, "", Counter[str]()
        self.logins: Mapping[int, str] = {}

    def __iter__(self) -> Iterator[CommentedPage | SourceComment]:
        with self.path.open("rb") as file:
            head = file.read(20)
        if not head.startswith(MAGIC):
            raise BadFile(
                "this is not a SQLite database; Isso's own file (comments.db) is accepted"
            )
        with TemporaryDirectory(prefix="byline-isso-") as folder:
            path = _copied(self.path, Path(folder)) if WAL in head[18:20] else self.path
            try:
                with closing(
                    sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
                ) as database:
                    yield from self._read(database)
            except sqlite3.Error as error:
                raise BadFile(f"the database cannot be read: {error}") from None

    def _read(self, database: sqlite3.Connection) -> Iterator[CommentedPage | SourceComment]:
        database.text_factory = lambda text: text.decode("utf-8", errors="replace")
        database.execute("PRAGMA trusted_schema = OFF")
        tables = {
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if missing := {"comments", "threads"} - tables:
            raise BadFile(
                f"this is not a database of Isso: it lacks the table {' or '.join(sorted(missing))}"
            )
        self.address = _identity(database, tables)
        for number, uri, title in database.execute(
            "SELECT id, uri, title FROM threads ORDER BY id"
        ):
            yield CommentedPage(str(number), (_text(uri),), _text(title))
        for row in database.execute(COMMENTS_QUERY):
            self.votes["likes"] += _number(row[10])
            self.votes["dislikes"] += _number(row[11])
            yield _comment(row)


def _copied(path: Path, folder: Path) -> Path:
    """A copy that includes the write-ahead log."""
    copy = folder / "comments.db"
    shutil.copyfile(path, copy)
    journal = path.with_name(f"{path.name}-wal")
    if journal.is_file():
        shutil.copyfile(journal, copy.with_name("comments.db-wal"))
    return copy


def _identity(database: sqlite3.Connection, tables: set[str]) -> str:
    """The key that Isso generated for the new database; a copy has the same one."""
    row = None
    if "preferences" in tables:
        row = database.execute("SELECT value FROM preferences WHERE key = 'session-key'").fetchone()
    return f"database {fingerprint_of(_text(row[0]))[:12]}" if row else "a database"


def _comment(row: tuple[Any, ...]) -> SourceComment:
    number, page, parent, created, mode, address, text, name, mail, link = row[:10]
    content = _text(text)
    return SourceComment(
        key=_text(number),
        page=_text(page),
        state=_state(_number(mode)),
        text=content,
        name=_text(name),
        at=_moment(created),
        parent=_text(parent),
        mail=_text(mail),
        link=_text(link),
        address=_text(address),
        anchor=f"isso-{_text(number)}",
        is_markdown=not TAGS.search(content),
    )


def _state(mode: int) -> str:
    """Isso's bits: 1 accepted, 2 pending, 4 deleted but kept because of replies."""
    return DELETED if mode & DELETED_BIT else PENDING if mode & PENDING_BIT else PUBLISHED


def _moment(created: Any) -> str:
    try:
        return datetime.fromtimestamp(float(created), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return "" if value is None else str(value)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
