"""Invalidations: while a change is under way, pages with its tags may not be stored.

An invalidation is opened before the change commits and closed after the commit or the rollback.
A render that began before it was closed may have read the old state, so it is not stored either.

These functions run inside a transaction of the page index, which the caller opens.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json import dumps

MAX_CLOSED = 200  # closed invalidations that are kept, for the desk's list of recent changes
MAX_RECENT = 20
MAX_TAGS_NAMED = 5
EVERYTHING = "everything"  # the tag that every page has


@dataclass(frozen=True)
class Invalidation:
    """One invalidation: its tags, when it was opened, and how many pages were removed."""

    tags: tuple[str, ...]
    opened_at: float
    cleared: int
    is_closed: bool


def position(index: sqlite3.Connection) -> int:
    """The index's clock: it grows by one whenever invalidations are closed."""
    value: int = index.execute("SELECT value FROM counters WHERE name = 'position'").fetchone()[0]
    return value


def open_invalidation(index: sqlite3.Connection, tags: Iterable[str], owner: str) -> int:
    """Refuse pages with these tags until the returned number is closed, or `owner` has died."""
    number = index.execute(
        "INSERT INTO invalidations (owner, opened_at) VALUES (?, ?)", (owner, time.time())
    ).lastrowid
    index.executemany("INSERT INTO invalidated_tags VALUES (?, ?)", [(tag, number) for tag in tags])
    assert number is not None  # noqa: S101 (an INSERT has a row)
    return number


def close_invalidations(index: sqlite3.Connection, numbers: Iterable[int]) -> bool:
    """Close invalidations; those that are closed already are left alone.

    Returns False when one of them is unknown, which means that the index was lost since it was
    opened. In that case no page whose render has begun is stored.
    """
    index.execute("UPDATE counters SET value = value + 1 WHERE name = 'position'")
    now, wanted = position(index), dumps(sorted(set(numbers)))
    (missing,) = index.execute(
        "SELECT count(*) FROM json_each(?) WHERE value NOT IN (SELECT id FROM invalidations)",
        (wanted,),
    ).fetchone()
    index.execute(
        "UPDATE invalidations SET closed = ?"
        " WHERE closed IS NULL AND id IN (SELECT value FROM json_each(?))",
        (now, wanted),
    )
    _forget_old(index)
    if missing:
        index.execute("UPDATE counters SET value = ? WHERE name = 'forgotten'", (now,))
    return not missing


def open_numbers(index: sqlite3.Connection, owner: str) -> list[int]:
    """The invalidations of this owner that have not been closed."""
    rows = index.execute(
        "SELECT id FROM invalidations WHERE closed IS NULL AND owner = ? ORDER BY id", (owner,)
    )
    return [number for (number,) in rows]


def is_open(index: sqlite3.Connection, number: int) -> bool:
    """Whether this invalidation exists and has not been closed."""
    row = index.execute(
        "SELECT 1 FROM invalidations WHERE id = ? AND closed IS NULL", (number,)
    ).fetchone()
    return row is not None


def _forget_old(index: sqlite3.Connection) -> None:
    """Delete all but the newest MAX_CLOSED closed invalidations.

    A render that began before the last deleted one was closed can no longer be checked, so its
    page is not stored.
    """
    row = index.execute(
        "SELECT id FROM invalidations WHERE closed IS NOT NULL ORDER BY id DESC LIMIT 1 OFFSET ?",
        (MAX_CLOSED,),
    ).fetchone()
    if row is None:
        return
    old = "closed IS NOT NULL AND id <= ?"
    newest = f"SELECT max(closed) FROM invalidations WHERE {old}"  # noqa: S608
    (latest,) = index.execute(newest, row).fetchone()
    index.execute("UPDATE counters SET value = max(value, ?) WHERE name = 'forgotten'", (latest,))
    index.execute(f"DELETE FROM invalidations WHERE {old}", row)  # noqa: S608


def close_abandoned(index: sqlite3.Connection, is_alive: Callable[[str], bool]) -> None:
    """Close what dead processes left open: their changes were committed or never will be."""
    owners = [
        owner
        for (owner,) in index.execute(
            "SELECT DISTINCT owner FROM invalidations WHERE closed IS NULL"
        )
    ]
    if dead := [owner for owner in owners if not is_alive(owner)]:
        abandoned = index.execute(
            "SELECT id FROM invalidations"
            " WHERE closed IS NULL AND owner IN (SELECT value FROM json_each(?))",
            (dumps(dead),),
        ).fetchall()
        close_invalidations(index, [number for (number,) in abandoned])


def conflicting_tag(index: sqlite3.Connection, tags: Iterable[str], began: int) -> str:
    """A tag that was being invalidated at some time since position `began`; "" if none was."""
    row = index.execute(
        "SELECT tag FROM invalidated_tags JOIN invalidations ON invalidations.id = invalidation"
        " WHERE (closed IS NULL OR closed > ?) AND tag IN (SELECT value FROM json_each(?)) LIMIT 1",
        (began, dumps(list(tags))),
    ).fetchone()
    if row:
        return str(row[0])
    (forgotten,) = index.execute("SELECT value FROM counters WHERE name = 'forgotten'").fetchone()
    return EVERYTHING if began < forgotten else ""


def recent_invalidations(index: sqlite3.Connection) -> list[Invalidation]:
    """The last invalidations, newest first."""
    rows = index.execute(
        "SELECT group_concat(tag, ' '), opened_at, cleared, closed IS NOT NULL"
        " FROM invalidations JOIN invalidated_tags ON invalidation = id"
        " GROUP BY id ORDER BY id DESC LIMIT ?",
        (MAX_RECENT,),
    )
    return [
        Invalidation(tuple(sorted(tags.split())), opened_at, cleared, bool(is_closed))
        for tags, opened_at, cleared, is_closed in rows
    ]


def tags_open_for(index: sqlite3.Connection, seconds: float) -> list[str]:
    """Some tags of invalidations that have been open for longer than this."""
    rows = index.execute(
        "SELECT DISTINCT tag FROM invalidations JOIN invalidated_tags ON invalidation = id"
        " WHERE closed IS NULL AND opened_at < ? ORDER BY tag LIMIT ?",
        (time.time() - seconds, MAX_TAGS_NAMED),
    )
    return [str(tag) for (tag,) in rows]
