"""The store: the tree of printed pages and the ledger about it, in one folder. Which page may be there is decided here."""

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

from byline.press import invalidations, pages
from byline.press.cache_keys import CacheKey
from byline.press.page_index import PageIndex
from byline.press.process_locks import ProcessLock, is_alive

BATCH = 100  # pages taken away while others wait for the ledger
ROOM = 0.9  # of the bound is kept when it was passed

log = structlog.get_logger("byline.press")


class Store:
    """`folder` holds `pages/`, the tree that web servers may read too, and what belongs to it; `bound` is in bytes."""

    def __init__(self, folder: Path, bound: int) -> None:
        self.folder, self.bound = folder, bound
        self.tree = folder / "pages"
        self.ledger = PageIndex(folder, self._drop_tree)
        self._owners = folder / "owners"
        self._owner = ProcessLock(self._owners)

    def position(self) -> int:
        """To be noted before a render asks the database for anything."""
        with self.ledger.reading() as ledger:
            return invalidations.position(ledger)

    def block(self, tags: Iterable[str]) -> int:
        """Keep pages with any of these tags from being printed, and take those away that are; until `lift`."""
        wanted = sorted(set(tags))
        with self.ledger.writing() as ledger:
            block = invalidations.open_invalidation(ledger, wanted, self._owner.name)
        try:
            cleared = self.clear(wanted)
            with self.ledger.writing() as ledger:
                ledger.execute("UPDATE blocks SET cleared = ? WHERE id = ?", (cleared, block))
        except BaseException:
            self.lift([block])
            raise
        return block

    def lift(self, numbers: Iterable[int]) -> None:
        """End these blocks: the change is committed, or taken back."""
        with self.ledger.writing() as ledger:
            known = invalidations.close_invalidations(ledger, numbers)
        if not known:  # the ledger was lost meanwhile, and the block with it
            self.clear([invalidations.EVERYTHING])

    def is_blocking(self, block: int) -> bool:
        """Whether this block stands: it is not lifted, nor lost."""
        with self.ledger.reading() as ledger:
            return invalidations.is_open(ledger, block)

    def clear(self, tags: Iterable[str]) -> int:
        """Take away every page with one of these tags; how many there were."""
        shows = "id IN (SELECT page FROM shown WHERE tag IN (SELECT value FROM json_each(?)))"
        return self._take(shows, dumps(list(tags)))

    def drop_expired(self, now: float) -> int:
        """Take away what was right only until a moment that has come."""
        return self._take("until <= ?", now)

    def _take(self, which: str, value: object) -> int:
        taken = 0
        while True:
            with self.ledger.writing() as ledger:
                found = ledger.execute(
                    f"SELECT id, stem FROM pages WHERE {which} LIMIT {BATCH}",  # noqa: S608
                    (value,),
                ).fetchall()
                self._remove(ledger, found)
            taken += len(found)
            if len(found) < BATCH:
                return taken

    def _remove(self, ledger: sqlite3.Connection, found: list[tuple[int, str]]) -> None:
        for _, stem in found:
            pages.take_away(self.tree, stem)
        ledger.execute(
            "DELETE FROM pages WHERE id IN (SELECT value FROM json_each(?))",
            (dumps([pk for pk, _ in found]),),
        )

    def put(self, place: CacheKey, meta: pages.PageMeta, body: bytes, began: int) -> str:
        """Keep this page, whose render began at that position, in place of any other there. Why not; "" when it was kept."""
        with self.ledger.reading() as ledger:
            tag = invalidations.conflicting_tag(ledger, meta.tags, began)
        if tag:
            self._look_after_the_dead()
            return _changed(tag)
        drafted = pages.write_draft(meta, body, self.folder / "drafts", token_hex(8))
        try:
            why_not = self._put(place, meta, drafted, began)
        except BaseException:
            drafted.discard()
            raise
        if why_not:
            drafted.discard()
        elif self.ledger.is_replaced():
            pages.take_away(
                self.tree, place.stem
            )  # the ledger that knew of it is not the one that is there now
            why_not = "cleared meanwhile"
        self._make_room()
        return why_not

    def _put(
        self, place: CacheKey, meta: pages.PageMeta, drafted: pages.PageDraft, began: int
    ) -> str:
        # The ledger learns of the page before its files are there: who is killed in between leaves no page that nobody knows.
        with self.ledger.writing() as ledger:
            self._remove(
                ledger,
                ledger.execute("SELECT id, stem FROM pages WHERE url = ?", (place.url,)).fetchall(),
            )
            page = _enter(ledger, place, meta, drafted.size)
        with self.ledger.writing() as ledger:
            mine = ledger.execute(
                "SELECT 1 FROM pages WHERE id = ? AND url = ?", (page, place.url)
            ).fetchone()
            tag = invalidations.conflicting_tag(ledger, meta.tags, began)
            if mine and not tag and not _is_over(meta):
                drafted.put_down(self.tree / place.stem)
                return ""
            ledger.execute("DELETE FROM pages WHERE id = ? AND url = ?", (page, place.url))
        return _changed(tag) if tag else "cleared meanwhile" if mine is None else "over already"

    def _look_after_the_dead(self) -> None:
        with self.ledger.writing() as ledger:
            invalidations.close_abandoned(ledger, partial(is_alive, self._owners))

    def _make_room(self) -> None:
        """Take away what has not been read for longest, when there is more than the bound."""
        held = self.bytes_held()
        over = held > self.bound
        while over and held > self.bound * ROOM:
            with self.ledger.writing() as ledger:
                oldest = ledger.execute(
                    "SELECT id, stem FROM pages ORDER BY read_at LIMIT 10"
                ).fetchall()
                self._remove(ledger, oldest)
            held = self.bytes_held()
            over = bool(oldest)

    def bytes_held(self) -> int:
        """What the pages take on the disk."""
        with self.ledger.reading() as ledger:
            held: int = ledger.execute("SELECT value FROM numbers WHERE name = 'bytes'").fetchone()[
                0
            ]
            return held

    def addresses(self) -> list[tuple[str, str]]:
        """Every page that is kept: its URL, and the stem of its files below the tree."""
        with self.ledger.reading() as ledger:
            return [
                (url, stem)
                for url, stem in ledger.execute("SELECT url, stem FROM pages ORDER BY url")
            ]

    def note(self, read: dict[str, float], outcomes: dict[str, int]) -> None:
        """Enter when pages (by URL) were read last, and how often requests ended in which way."""
        with self.ledger.writing() as ledger:
            ledger.executemany(
                "UPDATE pages SET read_at = max(read_at, ?) WHERE url = ?",
                [(at, url) for url, at in read.items()],
            )
            ledger.executemany(
                "INSERT INTO outcomes VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET times = times + excluded.times",
                outcomes.items(),
            )

    def empty(self) -> None:
        """Begin anew, without a page, block or number: before the house is opened."""
        for path in (*self.folder.glob("ledger.sqlite3*"), *self.folder.glob("drafts/*")):
            path.unlink(missing_ok=True)
        self.position()

    def _drop_tree(self) -> None:
        """Take the whole tree away at once, then remove it at leisure."""
        grave = self.folder / f"gone.{token_hex(8)}"
        with suppress(FileNotFoundError):
            self.tree.rename(grave)
        for old in self.folder.glob("gone.*"):
            shutil.rmtree(old, ignore_errors=True)


def _enter(ledger: sqlite3.Connection, place: CacheKey, meta: pages.PageMeta, size: int) -> int:
    row = (place.url, place.stem, meta.until, size, now := time.time(), now)
    page = ledger.execute(
        "INSERT INTO pages (url, stem, until, size, stored_at, read_at) VALUES (?, ?, ?, ?, ?, ?)",
        row,
    ).lastrowid
    assert page is not None  # noqa: S101 (an INSERT has a row)
    ledger.executemany("INSERT INTO shown VALUES (?, ?)", [(tag, page) for tag in meta.tags])
    return page


def _changed(tag: str) -> str:
    return f"{tag} is being changed"


def _is_over(meta: pages.PageMeta) -> bool:
    return meta.until is not None and meta.until <= time.time()


@lru_cache(maxsize=4)
def store_in(folder: Path, bound: int) -> Store:
    return Store(folder, bound)


def the_store() -> Store:
    """The store of this house."""
    options = settings.OPTIONS
    folder = (
        Path(options.press_folder).absolute() if options.press_folder else settings.DATA / "press"
    )
    return store_in(folder, options.press_size * 1_000_000)
