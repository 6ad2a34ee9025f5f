"""Blocks: while a change is under way, and for whoever began to render before it was over, its tags may not be printed.

Written in the ledger, in a transaction of its reader or writer.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json import dumps

KEPT = 200  # lifted blocks that stay, for whoever asks what was cleared last
EVERYTHING = "everything"  # the tag that every page has


@dataclass(frozen=True)
class Invalidation:
    """A change that is under way or over: what it made stale, when, and how many pages went."""

    tags: tuple[str, ...]
    at: float
    cleared: int
    over: bool


def position(ledger: sqlite3.Connection) -> int:
    """How far the ledger has come: it grows by one whenever blocks are lifted."""
    found: int = ledger.execute("SELECT value FROM numbers WHERE name = 'position'").fetchone()[0]
    return found


def open_invalidation(ledger: sqlite3.Connection, tags: Iterable[str], owner: str) -> int:
    """Block these tags until the block with the returned number is lifted, or its owner is gone."""
    block = ledger.execute(
        "INSERT INTO blocks (owner, placed_at) VALUES (?, ?)", (owner, time.time())
    ).lastrowid
    ledger.executemany("INSERT INTO blocked VALUES (?, ?)", [(tag, block) for tag in tags])
    assert block is not None  # noqa: S101 (an INSERT has a row)
    return block


def close_invalidations(ledger: sqlite3.Connection, blocks: Iterable[int]) -> bool:
    """End blocks; those that are lifted already are left alone.

    False when one of them is unknown: the ledger was lost since. Then nobody who renders now keeps anything.
    """
    ledger.execute("UPDATE numbers SET value = value + 1 WHERE name = 'position'")
    now, ours = position(ledger), set(blocks)
    these = "id IN (SELECT value FROM json_each(?))"
    known: int = ledger.execute(
        f"SELECT count(*) FROM blocks WHERE {these}",  # noqa: S608
        (dumps(list(ours)),),
    ).fetchone()[0]
    ledger.execute(
        f"UPDATE blocks SET lifted = ? WHERE lifted IS NULL AND {these}",  # noqa: S608
        (now, dumps(list(ours))),
    )
    _forget_old(ledger)
    if known < len(ours):
        ledger.execute("UPDATE numbers SET value = ? WHERE name = 'forgotten'", (now,))
    return known == len(ours)


def is_open(ledger: sqlite3.Connection, block: int) -> bool:
    """Whether the block is there and was not lifted."""
    return (
        ledger.execute("SELECT 1 FROM blocks WHERE id = ? AND lifted IS NULL", (block,)).fetchone()
        is not None
    )


def _forget_old(ledger: sqlite3.Connection) -> None:
    """Keep the ledger short. Who began to render before the last forgotten block was lifted may store nothing any more."""
    lifted = "SELECT id FROM blocks WHERE lifted IS NOT NULL ORDER BY id DESC LIMIT -1 OFFSET ?"
    old = f"id IN ({lifted})"
    latest = ledger.execute(f"SELECT max(lifted) FROM blocks WHERE {old}", (KEPT,)).fetchone()[0]  # noqa: S608
    if latest is not None:
        ledger.execute(
            "UPDATE numbers SET value = max(value, ?) WHERE name = 'forgotten'", (latest,)
        )
        ledger.execute(f"DELETE FROM blocks WHERE {old}", (KEPT,))  # noqa: S608


def close_abandoned(ledger: sqlite3.Connection, is_alive: Callable[[str], bool]) -> None:
    """Lift what processes left behind that are gone: their changes were committed or will never be."""
    owners = [
        row[0] for row in ledger.execute("SELECT DISTINCT owner FROM blocks WHERE lifted IS NULL")
    ]
    if dead := [owner for owner in owners if not is_alive(owner)]:
        left = "SELECT id FROM blocks WHERE lifted IS NULL AND owner IN (SELECT value FROM json_each(?))"
        close_invalidations(ledger, [row[0] for row in ledger.execute(left, (dumps(dead),))])


def conflicting_tag(ledger: sqlite3.Connection, tags: Iterable[str], began: int) -> str:
    """A tag that is blocked, or was when a render began at that position; "" when none is."""
    found = ledger.execute(
        "SELECT blocked.tag FROM blocked JOIN blocks ON blocks.id = blocked.block"
        " WHERE (blocks.lifted IS NULL OR blocks.lifted > ?) AND blocked.tag IN (SELECT value FROM json_each(?)) LIMIT 1",
        (began, dumps(list(tags))),
    ).fetchone()
    if found:
        return str(found[0])
    forgotten = ledger.execute("SELECT value FROM numbers WHERE name = 'forgotten'").fetchone()[0]
    return EVERYTHING if began < forgotten else ""


def recent_invalidations(ledger: sqlite3.Connection) -> list[Invalidation]:
    """The last changes, the newest first."""
    rows = ledger.execute(
        "SELECT group_concat(tag, ' '), placed_at, cleared, lifted IS NOT NULL FROM blocks JOIN blocked ON block = id"
        " GROUP BY id ORDER BY id DESC LIMIT 20"
    )
    return [
        Invalidation(tuple(sorted(tags.split())), at, cleared, bool(over))
        for tags, at, cleared, over in rows
    ]


def tags_open_for(ledger: sqlite3.Connection, seconds: float) -> list[str]:
    """The tags of changes that have been under way for longer than this."""
    rows = ledger.execute(
        "SELECT DISTINCT tag FROM blocks JOIN blocked ON block = id WHERE lifted IS NULL AND placed_at < ? ORDER BY tag LIMIT 5",
        (time.time() - seconds,),
    )
    return [str(tag) for (tag,) in rows]
