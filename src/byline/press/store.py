"""The store: the files of the pages and their index. It decides which page may be stored."""

import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from json import dumps
from pathlib import Path
from secrets import token_hex

import structlog
from django.conf import settings

from byline.lib.locks import ProcessLock, is_alive
from byline.press import invalidations, pages
from byline.press.cache_keys import CacheKey
from byline.press.page_index import PageIndex

REMOVAL_BATCH = 100  # pages removed while others wait for the index
NODE = "node"  # owns what other nodes change; its agent closes it, or the next agent does
EVICT_TO = 0.9  # of the bound, once it has been exceeded

log = structlog.get_logger("byline.press")


class PageStore:
    """`folder` contains the index and `pages/`, which web servers may also read.

    `bound` is the number of bytes that the pages may take.
    """

    def __init__(self, folder: Path, bound: int) -> None:
        self.folder, self.bound = folder, bound
        self.tree = folder / "pages"
        self.index = PageIndex(folder, self._drop_tree)
        self._process_locks = folder / "process-locks"
        self._lock = ProcessLock(self._process_locks)

    def position(self) -> int:
        """The index's position; a render notes it before its first query to the database."""
        with self.index.reading() as index:
            return invalidations.position(index)

    def open_invalidation(self, tags: Iterable[str], owner: str = "") -> int:
        """Remove the pages with these tags, and store none until the returned number is closed.

        It ends with this process, unless another `owner` is named.
        """
        tags = sorted(set(tags))
        with self.index.writing() as index:
            number = invalidations.open_invalidation(index, tags, owner or self._lock.name)
        try:
            cleared = self.clear(tags)
            with self.index.writing() as index:
                index.execute(
                    "UPDATE invalidations SET cleared = ? WHERE id = ?", (cleared, number)
                )
        except BaseException:
            self.close_invalidations([number])
            raise
        return number

    def close_invalidations(self, numbers: Iterable[int]) -> None:
        """Close invalidations: their change is committed or rolled back."""
        with self.index.writing() as index:
            known = invalidations.close_invalidations(index, numbers)
        if not known:  # the index was lost meanwhile
            self.clear([invalidations.EVERYTHING])

    def is_open(self, number: int) -> bool:
        """Whether this invalidation is neither closed nor lost."""
        with self.index.reading() as index:
            return invalidations.is_open(index, number)

    def clear(self, tags: Iterable[str]) -> int:
        """Remove every page with one of these tags; returns how many there were."""
        shows = "id IN (SELECT page FROM page_tags WHERE tag IN (SELECT value FROM json_each(?)))"
        return self._remove_where(shows, dumps(list(tags)))

    def remove_expired(self, now: float) -> int:
        """Remove the pages that have expired; returns how many there were."""
        return self._remove_where("expires_at <= ?", now)

    def _remove_where(self, which: str, value: object) -> int:
        taken = 0
        while True:
            with self.index.writing() as index:
                rows = index.execute(
                    f"SELECT id, stem FROM pages WHERE {which} LIMIT {REMOVAL_BATCH}",  # noqa: S608
                    (value,),
                ).fetchall()
                self._remove(index, rows)
            taken += len(rows)
            if len(rows) < REMOVAL_BATCH:
                return taken

    def _remove(self, index: sqlite3.Connection, rows: list[tuple[int, str]]) -> None:
        for _, stem in rows:
            pages.remove_files(self.tree, stem)
        index.execute(
            "DELETE FROM pages WHERE id IN (SELECT value FROM json_each(?))",
            (dumps([pk for pk, _ in rows]),),
        )

    def store_page(self, key: CacheKey, meta: pages.PageMeta, body: bytes, began: int) -> str:
        """Store this page, whose render began at position `began`, in place of any other there.

        Returns why it was not stored, or "".
        """
        with self.index.reading() as index:
            tag = invalidations.conflicting_tag(index, meta.tags, began)
        if tag:
            self._close_abandoned()
            return _changed(tag)
        drafted = pages.write_draft(meta, body, self.folder / "drafts", token_hex(8))
        try:
            why_not = self._store_if_current(key, meta, drafted, began)
        except BaseException:
            drafted.discard()
            raise
        if why_not:
            drafted.discard()
        elif self.index.is_replaced():
            pages.remove_files(
                self.tree, key.file_stem
            )  # the index was replaced meanwhile, so the new one does not list the page
            why_not = "cleared meanwhile"
        self._make_room()
        return why_not

    def _store_if_current(
        self, key: CacheKey, meta: pages.PageMeta, drafted: pages.PageDraft, began: int
    ) -> str:
        # The index lists the page before its files exist, so a kill leaves no unlisted file.
        with self.index.writing() as index:
            self._remove(
                index,
                index.execute("SELECT id, stem FROM pages WHERE url = ?", (key.url,)).fetchall(),
            )
            page = _enter(index, key, meta, drafted.size)
        with self.index.writing() as index:
            mine = index.execute(
                "SELECT 1 FROM pages WHERE id = ? AND url = ?", (page, key.url)
            ).fetchone()
            tag = invalidations.conflicting_tag(index, meta.tags, began)
            if mine and not tag and not _is_over(meta):
                drafted.move_into_place(self.tree, key.file_stem)
                return ""
            index.execute("DELETE FROM pages WHERE id = ? AND url = ?", (page, key.url))
        return _changed(tag) if tag else "cleared meanwhile" if mine is None else "expired already"

    def _close_abandoned(self) -> None:
        with self.index.writing() as index:
            invalidations.close_abandoned(index, self._is_alive)

    def _is_alive(self, owner: str) -> bool:
        return owner == NODE or is_alive(self._process_locks, owner)

    def _make_room(self) -> None:
        """Remove the pages that were read least recently, if the bound is exceeded."""
        held = self.stored_bytes()
        over = held > self.bound
        while over and held > self.bound * EVICT_TO:
            with self.index.writing() as index:
                oldest = index.execute(
                    "SELECT id, stem FROM pages ORDER BY read_at LIMIT 10"
                ).fetchall()
                self._remove(index, oldest)
            held = self.stored_bytes()
            over = bool(oldest)

    def stored_bytes(self) -> int:
        """The disk space of the pages."""
        with self.index.reading() as index:
            held: int = index.execute("SELECT value FROM counters WHERE name = 'bytes'").fetchone()[
                0
            ]
            return held

    def addresses(self) -> list[tuple[str, str]]:
        """Every stored page: its URL, and the stem of its files below the tree."""
        with self.index.reading() as index:
            return [
                (url, stem)
                for url, stem in index.execute("SELECT url, stem FROM pages ORDER BY url")
            ]

    def note(self, read: dict[str, float], outcomes: dict[str, int]) -> None:
        """Record when pages (by URL) were read last, and how often requests had which outcome."""
        with self.index.writing() as index:
            index.executemany(
                "UPDATE pages SET read_at = max(read_at, ?) WHERE url = ?",
                [(at, url) for url, at in read.items()],
            )
            index.executemany(
                "INSERT INTO outcomes VALUES (?, ?)"
                " ON CONFLICT (what) DO UPDATE SET times = times + excluded.times",
                outcomes.items(),
            )

    def empty(self) -> None:
        """Remove every page, invalidation and count; called before the server starts."""
        for path in (*self.folder.glob("index.sqlite3*"), *self.folder.glob("drafts/*")):
            path.unlink(missing_ok=True)
        self.position()

    def _drop_tree(self) -> None:
        """Move the whole tree aside at once, then delete it."""
        discarded = self.folder / f"discarded.{token_hex(8)}"
        with suppress(FileNotFoundError):
            self.tree.rename(discarded)
        for old in self.folder.glob("discarded.*"):
            shutil.rmtree(old, ignore_errors=True)


def _enter(index: sqlite3.Connection, key: CacheKey, meta: pages.PageMeta, size: int) -> int:
    row = (key.url, key.file_stem, meta.expires_at, size, now := time.time(), now)
    page = index.execute(
        "INSERT INTO pages (url, stem, expires_at, size, stored_at, read_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        row,
    ).lastrowid
    assert page is not None  # noqa: S101 (an INSERT has a row)
    index.executemany("INSERT INTO page_tags VALUES (?, ?)", [(tag, page) for tag in meta.tags])
    return page


def _changed(tag: str) -> str:
    return f"{tag} is being changed"


def _is_over(meta: pages.PageMeta) -> bool:
    return meta.expires_at is not None and meta.expires_at <= time.time()


@lru_cache(maxsize=4)
def open_store(folder: Path, bound: int) -> PageStore:
    return PageStore(folder, bound)


def installation_store() -> PageStore:
    """The store of this installation."""
    options = settings.OPTIONS
    folder = (
        Path(options.press_folder).absolute() if options.press_folder else settings.DATA / "press"
    )
    return open_store(folder, options.press_size * 1_000_000)
