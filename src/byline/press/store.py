"""The store: the tree of printed pages and the index about it, in one folder. Which page may be there is decided here."""

import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache, partial
from json import dumps
from pathlib import Path
from secrets import token_hex

import structlog
from django.conf import settings

from byline.lib.locks import ProcessLock, is_alive
from byline.press import invalidations, pages
from byline.press.cache_keys import CacheKey
from byline.press.page_index import PageIndex

REMOVAL_BATCH = 100  # pages taken away while others wait for the index
EVICT_TO = 0.9  # of the bound is kept when it was passed

log = structlog.get_logger("byline.press")


class PageStore:
    """`folder` holds `pages/`, the tree that web servers may read too, and what belongs to it; `bound` is in bytes."""

    def __init__(self, folder: Path, bound: int) -> None:
        self.folder, self.bound = folder, bound
        self.tree = folder / "pages"
        self.index = PageIndex(folder, self._drop_tree)
        self._owners = folder / "owners"
        self._owner = ProcessLock(self._owners)

    def position(self) -> int:
        """To be noted before a render asks the database for anything."""
        with self.index.reading() as index:
            return invalidations.position(index)

    def open_invalidation(self, tags: Iterable[str]) -> int:
        """Keep pages with any of these tags from being printed, and take those away that are; until `lift`."""
        wanted = sorted(set(tags))
        with self.index.writing() as index:
            block = invalidations.open_invalidation(index, wanted, self._owner.name)
        try:
            cleared = self.clear(wanted)
            with self.index.writing() as index:
                index.execute("UPDATE invalidations SET cleared = ? WHERE id = ?", (cleared, block))
        except BaseException:
            self.close_invalidations([block])
            raise
        return block

    def close_invalidations(self, numbers: Iterable[int]) -> None:
        """End these blocks: the change is committed, or taken back."""
        with self.index.writing() as index:
            known = invalidations.close_invalidations(index, numbers)
        if not known:  # the index was lost meanwhile, and the block with it
            self.clear([invalidations.EVERYTHING])

    def is_open(self, block: int) -> bool:
        """Whether this block stands: it is not lifted, nor lost."""
        with self.index.reading() as index:
            return invalidations.is_open(index, block)

    def clear(self, tags: Iterable[str]) -> int:
        """Take away every page with one of these tags; how many there were."""
        shows = "id IN (SELECT page FROM page_tags WHERE tag IN (SELECT value FROM json_each(?)))"
        return self._take(shows, dumps(list(tags)))

    def drop_expired(self, now: float) -> int:
        """Take away what was right only until a moment that has come."""
        return self._take("expires_at <= ?", now)

    def _take(self, which: str, value: object) -> int:
        taken = 0
        while True:
            with self.index.writing() as index:
                found = index.execute(
                    f"SELECT id, stem FROM pages WHERE {which} LIMIT {REMOVAL_BATCH}",  # noqa: S608
                    (value,),
                ).fetchall()
                self._remove(index, found)
            taken += len(found)
            if len(found) < REMOVAL_BATCH:
                return taken

    def _remove(self, index: sqlite3.Connection, found: list[tuple[int, str]]) -> None:
        for _, stem in found:
            pages.remove_files(self.tree, stem)
        index.execute(
            "DELETE FROM pages WHERE id IN (SELECT value FROM json_each(?))",
            (dumps([pk for pk, _ in found]),),
        )

    def put(self, key: CacheKey, meta: pages.PageMeta, body: bytes, began: int) -> str:
        """Keep this page, whose render began at that position, in place of any other there. Why not; "" when it was kept."""
        with self.index.reading() as index:
            tag = invalidations.conflicting_tag(index, meta.tags, began)
        if tag:
            self._look_after_the_dead()
            return _changed(tag)
        drafted = pages.write_draft(meta, body, self.folder / "drafts", token_hex(8))
        try:
            why_not = self._put(key, meta, drafted, began)
        except BaseException:
            drafted.discard()
            raise
        if why_not:
            drafted.discard()
        elif self.index.is_replaced():
            pages.remove_files(
                self.tree, key.file_stem
            )  # the index that knew of it is not the one that is there now
            why_not = "cleared meanwhile"
        self._make_room()
        return why_not

    def _put(
        self, key: CacheKey, meta: pages.PageMeta, drafted: pages.PageDraft, began: int
    ) -> str:
        # The index learns of the page before its files are there: who is killed in between leaves no page that nobody knows.
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
                drafted.put_down(self.tree / key.file_stem)
                return ""
            index.execute("DELETE FROM pages WHERE id = ? AND url = ?", (page, key.url))
        return _changed(tag) if tag else "cleared meanwhile" if mine is None else "over already"

    def _look_after_the_dead(self) -> None:
        with self.index.writing() as index:
            invalidations.close_abandoned(index, partial(is_alive, self._owners))

    def _make_room(self) -> None:
        """Take away what has not been read for longest, when there is more than the bound."""
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
        """What the pages take on the disk."""
        with self.index.reading() as index:
            held: int = index.execute("SELECT value FROM counters WHERE name = 'bytes'").fetchone()[
                0
            ]
            return held

    def addresses(self) -> list[tuple[str, str]]:
        """Every page that is kept: its URL, and the stem of its files below the tree."""
        with self.index.reading() as index:
            return [
                (url, stem)
                for url, stem in index.execute("SELECT url, stem FROM pages ORDER BY url")
            ]

    def note(self, read: dict[str, float], outcomes: dict[str, int]) -> None:
        """Enter when pages (by URL) were read last, and how often requests ended in which way."""
        with self.index.writing() as index:
            index.executemany(
                "UPDATE pages SET read_at = max(read_at, ?) WHERE url = ?",
                [(at, url) for url, at in read.items()],
            )
            index.executemany(
                "INSERT INTO outcomes VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET times = times + excluded.times",
                outcomes.items(),
            )

    def empty(self) -> None:
        """Begin anew, without a page, block or number: before the house is opened."""
        for path in (*self.folder.glob("index.sqlite3*"), *self.folder.glob("drafts/*")):
            path.unlink(missing_ok=True)
        self.position()

    def _drop_tree(self) -> None:
        """Take the whole tree away at once, then remove it at leisure."""
        grave = self.folder / f"gone.{token_hex(8)}"
        with suppress(FileNotFoundError):
            self.tree.rename(grave)
        for old in self.folder.glob("gone.*"):
            shutil.rmtree(old, ignore_errors=True)


def _enter(index: sqlite3.Connection, key: CacheKey, meta: pages.PageMeta, size: int) -> int:
    row = (key.url, key.file_stem, meta.expires_at, size, now := time.time(), now)
    page = index.execute(
        "INSERT INTO pages (url, stem, expires_at, size, stored_at, read_at) VALUES (?, ?, ?, ?, ?, ?)",
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
def store_in(folder: Path, bound: int) -> PageStore:
    return PageStore(folder, bound)


def the_store() -> PageStore:
    """The store of this house."""
    options = settings.OPTIONS
    folder = (
        Path(options.press_folder).absolute() if options.press_folder else settings.DATA / "press"
    )
    return store_in(folder, options.press_size * 1_000_000)
