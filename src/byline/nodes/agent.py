"""A node's agent: learns of changes before they commit, and renews the node's lease.

It is a process of its own, so that a busy worker does not keep writers waiting.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

import structlog

from byline import __version__
from byline.lib.stop_event import StopEvent
from byline.nodes.choices import (
    CHANGES_CHANNEL,
    KEPT_DAYS,
    LEASE_SECONDS,
    RENEWAL_SECONDS,
)
from byline.nodes.lease import Lease, lease_clock

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

RETRY_SECONDS = 0.2  # before the database is tried again
LISTEN_SECONDS = 0.1  # between two looks at whether to stop

JOIN = """
INSERT INTO nodes_node (incarnation, name, version, last_error, has_expired, is_draining, hits)
VALUES (%s, %s, %s, %s, false, false, 0)
"""
RENEW = """
UPDATE nodes_node
SET renewed_at = now(), hits = %s, receipt_ms = %s, clock_offset_ms = %s, last_error = %s
WHERE incarnation = %s AND NOT has_expired
"""
EXPIRE = "UPDATE nodes_node SET has_expired = true, last_error = %s WHERE incarnation = %s"
FORGET = """
DELETE FROM nodes_node WHERE has_expired AND renewed_at < now() - make_interval(days => %s)
"""
# One statement, thus one snapshot: a node that is still waited for in it misses none of the changes
# for which it is waited.
LISTEN_TO = """
SELECT
    (SELECT is_draining FROM nodes_node WHERE incarnation = %s AND NOT has_expired),
    (SELECT coalesce(jsonb_object_agg(id, tags), '{}') FROM nodes_pendingchange),
    (SELECT system_identifier FROM pg_control_system())::text
        || ' ' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
        || ' ' || pg_postmaster_start_time(),
    clock_timestamp()
"""
GIVE_RECEIPTS = """
UPDATE nodes_pendingchange SET receipts = receipts || to_jsonb(%s::text)
WHERE id = ANY(%s) RETURNING 1000 * extract(epoch FROM clock_timestamp() - announced_at)
"""
FORGET_ENDED = """
WITH ended AS (
    DELETE FROM nodes_pendingchange
    WHERE pg_xact_status(transaction::text::xid8) IS DISTINCT FROM 'in progress' RETURNING id
)
SELECT pg_notify(%s, '') FROM ended LIMIT 1
"""

log = structlog.get_logger("byline.nodes")


class LocalCache(Protocol):
    """The cached pages of this machine."""

    def identity(self) -> object:
        """Another one once its index has been lost."""

    def hits(self) -> int:
        """How many requests it has answered."""

    def withhold(self, tags: Iterable[str]) -> int:
        """Remove the pages with these tags and store none until the returned number is released."""

    def withhold_all(self) -> int:
        """As `withhold`, for all pages."""

    def withheld(self) -> list[int]:
        """The numbers that have not been released."""

    def release(self, numbers: Iterable[int]) -> None:
        """Pages may be stored again if their rendering begins after this."""


@dataclass(frozen=True)
class Snapshot:
    """What the database says: None for `is_draining` if this node's row has expired."""

    is_draining: bool | None
    changes: dict[int, list[str]]
    server: str
    now: datetime


class LapsedError(Exception):
    """This node may not go on with what it has cached."""


class Agent:
    """The agent of the node `name`, whose cached pages and lease are these."""

    def __init__(
        self, name: str, cache: LocalCache, lease: Lease, connect: Callable[[], "Connection"]
    ) -> None:
        self._name, self._cache, self._lease, self._connect = name, cache, lease, connect
        self._incarnation = uuid4()
        self._is_joined = False
        self._withheld: dict[int, int] = {}
        self._server = self._error = ""
        self._cache_identity: object = None
        self._clock_offset_ms = 0.0
        self._receipt_ms: float | None = None

    def run(self, stopping: StopEvent) -> None:
        """Keep the lease running until `stopping` is set; then end it."""
        import psycopg  # noqa: PLC0415 - installations with SQLite need not load it

        while not stopping.is_set():
            try:
                with self._connect() as connection:
                    self._serve(connection, stopping)
            except (psycopg.Error, sqlite3.Error, OSError) as error:
                self._note(f"{type(error).__name__}: {error}".strip())
                stopping.wait(RETRY_SECONDS)
        self._lease.end()

    def _serve(self, connection: "Connection", stopping: StopEvent) -> None:
        connection.execute(f"LISTEN {CHANGES_CHANNEL}")
        while not stopping.is_set():
            try:
                began = lease_clock()
                if self._is_joined:
                    self._renew(connection)
                else:
                    self._join(connection)
                self._lease.run_until(began + LEASE_SECONDS)
                self._listen(connection, began + RENEWAL_SECONDS, stopping)
            except LapsedError as lapse:
                self._lease.end()
                self._note(str(lapse))
                connection.execute(EXPIRE, (self._error, self._incarnation))
                self._is_joined = False
        self._lease.end()
        connection.execute(EXPIRE, ("", self._incarnation))

    def _join(self, connection: "Connection") -> None:
        """Begin with an empty cache, as a new incarnation."""
        self._lease.end()
        everything = self._cache.withhold_all()
        if previous := self._lease.incarnation:  # of this cache, and its lease has ended
            connection.execute(EXPIRE, ("", previous))
        self._incarnation = self._lease.incarnation = uuid4()
        leftovers = [number for number in self._cache.withheld() if number != everything]
        self._withheld, self._cache_identity = {}, self._cache.identity()
        connection.execute(JOIN, (self._incarnation, self._name, __version__, self._error))
        connection.execute(FORGET, (KEPT_DAYS,))
        self._server = ""
        self._learn(connection)
        self._cache.release([everything, *leftovers])
        self._is_joined = True
        log.info("this node has joined", node=self._name, pid=os.getpid())

    def _renew(self, connection: "Connection") -> None:
        renewed = connection.execute(
            RENEW,
            (
                self._cache.hits(),
                self._receipt_ms,
                self._clock_offset_ms,
                self._error,
                self._incarnation,
            ),
        )
        if not renewed.rowcount:
            raise LapsedError("its lease had run out")
        connection.execute(FORGET_ENDED, (CHANGES_CHANNEL,))
        self._learn(connection)

    def _listen(self, connection: "Connection", until: float, stopping: StopEvent) -> None:
        """Learn of changes as soon as they are announced or have ended."""
        while not stopping.is_set() and (left := until - lease_clock()) > 0:
            if list(connection.notifies(timeout=min(left, LISTEN_SECONDS), stop_after=1)):
                self._learn(connection)

    def _learn(self, connection: "Connection") -> None:
        """Withhold what is going to change, and release what has."""
        asked_at = datetime.now(UTC)
        row = connection.execute(LISTEN_TO, (self._incarnation,)).fetchone()
        assert row is not None  # noqa: S101 - it has no FROM
        draining, changes, server, now = row
        self._clock_offset_ms = (asked_at - now).total_seconds() * 1000
        snapshot = Snapshot(draining, {int(pk): tags for pk, tags in changes.items()}, server, now)
        self._check(snapshot)
        self._lease.is_draining = bool(snapshot.is_draining)
        new = snapshot.changes.keys() - self._withheld.keys()
        for pk in sorted(new):
            self._withheld[pk] = self._cache.withhold(snapshot.changes[pk])
        if new:
            received = connection.execute(GIVE_RECEIPTS, (str(self._incarnation), list(new)))
            self._receipt_ms = max((float(row[0]) for row in received), default=self._receipt_ms)
        ended = self._withheld.keys() - snapshot.changes.keys()
        if ended:
            self._cache.release([self._withheld.pop(pk) for pk in ended])

    def _check(self, snapshot: Snapshot) -> None:
        if snapshot.is_draining is None:
            raise LapsedError("its lease had run out")
        if snapshot.server != (self._server or snapshot.server):
            raise LapsedError("the database server has restarted or is another one")
        if self._cache.identity() != self._cache_identity:
            raise LapsedError("the index of stored pages was lost")
        self._server = snapshot.server

    def _note(self, error: str) -> None:
        if error != self._error:
            log.warning("this node does without its cache for now", node=self._name, why=error)
        self._error = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {error}"
