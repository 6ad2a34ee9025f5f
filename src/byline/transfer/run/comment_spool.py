"""All comments of a file in a temporary database on disk, so that each conversation can be looked
up.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from byline.transfer.run.comment_records import CommentedPage, SourceComment, comment_from_json

TABLES = """
    CREATE TABLE page (
        key TEXT PRIMARY KEY, addresses TEXT, title TEXT, post TEXT, article INTEGER,
        why TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE comment (
        key TEXT PRIMARY KEY, page TEXT, type TEXT, state TEXT, record TEXT,
        outcome TEXT NOT NULL DEFAULT '', parent TEXT NOT NULL DEFAULT ''
    );
"""
IMPORTED = "here"
"""The outcome of comments that are here; any other outcome is the reason why one is not."""


class CommentSpool:
    """`duplicates` are comments whose key another one had before."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(
            "", isolation_level=None
        )  # an empty name: SQLite's own temporary file
        self._db.executescript(TABLES)
        self.duplicates: list[SourceComment] = []
        self.total = 0

    def fill(self, records: Iterable[CommentedPage | SourceComment]) -> None:
        """Take all of a reader's records."""
        for record in records:
            self.add(record)
        self.finish()

    def add(self, record: CommentedPage | SourceComment) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
        if isinstance(record, CommentedPage):
            self._add_page(record)
        elif not self._add(record):
            self.duplicates.append(record)

    def finish(self) -> None:
        """All records are added: from here on, conversations can be looked up."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
        self._db.execute(
            "INSERT OR IGNORE INTO page (key, addresses, title, post)"
            " SELECT DISTINCT page, '[]', '', '' FROM comment"
        )
        self._db.execute("CREATE INDEX by_page ON comment (page)")
        self._db.execute("COMMIT")

    def _add_page(self, page: CommentedPage) -> None:
        row = (page.key, json.dumps(page.addresses), page.title, page.post)
        self._db.execute(
            "INSERT OR IGNORE INTO page (key, addresses, title, post) VALUES (?, ?, ?, ?)", row
        )

    def _add(self, comment: SourceComment) -> bool:
        row = (
            comment.key,
            comment.page,
            comment.type,
            comment.state,
            json.dumps(comment.as_json()),
        )
        added = self._db.execute(
            "INSERT OR IGNORE INTO comment (key, page, type, state, record) VALUES (?, ?, ?, ?, ?)",
            row,
        )
        self.total += added.rowcount
        return bool(added.rowcount)

    def pages(self) -> list[CommentedPage]:
        """The pages that have comments."""
        rows = self._db.execute(
            "SELECT key, addresses, title, post FROM page"
            " WHERE EXISTS (SELECT 1 FROM comment WHERE comment.page = page.key)"
        )
        return [
            CommentedPage(key, tuple(json.loads(links)), title, post)
            for key, links, title, post in rows.fetchall()
        ]

    def place(self, page: CommentedPage, article: int | None, why: str) -> None:
        self._db.execute(
            "UPDATE page SET article = ?, why = ? WHERE key = ?", (article, why, page.key)
        )

    def articles(self) -> list[tuple[int, int]]:
        """Each article with the number of its comments."""
        return self._db.execute(
            "SELECT article, count(*) FROM page JOIN comment ON comment.page = page.key"
            " WHERE article IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()

    def of_article(self, article: int) -> list[SourceComment]:
        """All comments under an article, whatever address they were written at."""
        rows = self._db.execute(
            "SELECT record FROM comment JOIN page ON page.key = comment.page WHERE article = ?",
            (article,),
        )
        return [comment_from_json(json.loads(record)) for (record,) in rows]

    def of_page(self, page: CommentedPage) -> Iterator[SourceComment]:
        for (record,) in self._db.execute("SELECT record FROM comment WHERE page = ?", (page.key,)):
            yield comment_from_json(json.loads(record))

    def unplaced(self) -> Iterator[tuple[CommentedPage, str, int]]:
        """Pages without an article, with the reason and the number of comments, most comments
        first.
        """
        rows = self._db.execute(
            """
            SELECT page.key, addresses, title, post, why, count(*)
            FROM page JOIN comment ON comment.page = page.key
            WHERE article IS NULL GROUP BY 1 ORDER BY 6 DESC, 2
            """
        )
        for key, links, title, post, why, number in rows.fetchall():
            yield CommentedPage(key, tuple(json.loads(links)), title, post), why, number

    def settle(self, outcomes: Iterable[tuple[str, str, str]]) -> None:
        """Record what became of comments: outcome, parent here, key."""
        self._db.executemany("UPDATE comment SET outcome = ?, parent = ? WHERE key = ?", outcomes)

    def leave(self, page: CommentedPage, why: str) -> None:
        """Record that no comment of this page is imported."""
        self._db.execute("UPDATE comment SET outcome = ? WHERE page = ?", (why, page.key))

    def settled(self) -> Iterator[tuple[Any, ...]]:
        """Article, key, type, state, outcome and parent of each comment."""
        yield from self._db.execute(
            "SELECT article, comment.key, type, state, outcome, parent"
            " FROM comment LEFT JOIN page ON page.key = comment.page"
        )

    def here(self, keys: list[str]) -> set[str]:
        """Which of these keys are here."""
        marks = ",".join("?" * len(keys))
        rows = self._db.execute(
            f"SELECT key FROM comment WHERE outcome = ? AND key IN ({marks})",  # noqa: S608 - marks
            [IMPORTED, *keys],
        )
        return {key for (key,) in rows}

    def close(self) -> None:
        self._db.close()
