"""The writer's side: no transaction commits before every node knows of it or has lost its lease.

Just before the commit, the tags of its change are written in a row of their own, on a second
connection, so that others see it. Then the writer waits for the receipt of each node. If one gives
none, the writer waits until that node's lease must have run out, and says that it has.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from json import dumps
from threading import local
from typing import TYPE_CHECKING, Any, cast

import structlog
from django.db import OperationalError

from byline.lib.database.transaction_end import default_connection
from byline.nodes.choices import CHANGES_CHANNEL, EXPIRY_SECONDS

if TYPE_CHECKING:
    import psycopg

    from byline.lib.database.postgresql.base import DatabaseWrapper

FIRST_PAUSE, LONGEST_PAUSE = 0.001, 0.02  # seconds between two looks for receipts

ANNOUNCE = """
WITH change AS (
    INSERT INTO nodes_pendingchange (tags, transaction, receipts) VALUES (%s, %s, '[]') RETURNING id
)
SELECT id, pg_notify(%s, '') FROM change
"""
# The nodes without a receipt; one row with NULL if there are none, and no row without the change.
WAITED_FOR = """
SELECT node.incarnation, node.name
FROM nodes_pendingchange change
LEFT JOIN nodes_node node
    ON NOT node.has_expired AND NOT jsonb_exists(change.receipts, node.incarnation::text)
WHERE change.id = %s
"""
EXPIRE = "UPDATE nodes_node SET has_expired = true, last_error = %s WHERE incarnation = ANY(%s)"
# Not while the transaction might still commit, as after the loss of its connection.
WITHDRAW = """
WITH ended AS (
    DELETE FROM nodes_pendingchange
    WHERE id = %s AND pg_xact_status(transaction::text::xid8) IS DISTINCT FROM 'in progress'
    RETURNING id
)
SELECT pg_notify(%s, '') FROM ended
"""

log = structlog.get_logger("byline.nodes")


def announce(tags: Iterable[str]) -> None:
    """Tell every node, before the commit, that this transaction changes pages with these tags.

    Called inside the transaction, any number of times. If the nodes cannot be told, the commit
    fails with Django's OperationalError, and the transaction is rolled back. Does nothing with
    SQLite, whose installations have one node.
    """
    connection = default_connection()
    if connection.vendor != "postgresql":
        return
    change: _Change | None = getattr(_thread, "change", None)
    if change is None or change.connection is not connection:
        change = _thread.change = _Change(cast("DatabaseWrapper", connection))
        connection.before_commit(change.announce)
        connection.after_transaction(change.end)
    change.tags.update(tags)


_thread = local()


@dataclass
class _Change:
    """What one transaction changes."""

    connection: "DatabaseWrapper"
    tags: set[str] = field(default_factory=set)
    pk: int | None = None

    def announce(self) -> None:
        import psycopg  # noqa: PLC0415 - installations with SQLite need not load it

        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            (transaction,) = cursor.fetchone()
        try:
            self._tell_nodes(self.connection.second_connection(), transaction)
        except psycopg.errors.UndefinedTable:
            return  # it is being made, so there is no node yet
        except psycopg.Error as error:
            raise OperationalError(f"The nodes cannot be told of a change: {error}") from error

    def _tell_nodes(
        self, messenger: "psycopg.Connection[tuple[Any, ...]]", transaction: int
    ) -> None:
        row = messenger.execute(
            ANNOUNCE, (dumps(sorted(self.tags)), transaction, CHANGES_CHANNEL)
        ).fetchone()
        assert row is not None  # noqa: S101 - an INSERT returns its row
        self.pk = row[0]
        end, pause = time.monotonic() + EXPIRY_SECONDS, FIRST_PAUSE
        while waited_for := self._waited_for(messenger):
            if time.monotonic() >= end:
                self._expire(messenger, waited_for)
                return
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def _waited_for(self, messenger: "psycopg.Connection[tuple[Any, ...]]") -> dict[Any, str]:
        """The names of the nodes without a receipt, by incarnation."""
        rows = messenger.execute(WAITED_FOR, (self.pk,)).fetchall()
        if not rows:
            raise OperationalError("The database has restarted: the change is not committed.")
        return {incarnation: name for incarnation, name in rows if incarnation}

    def _expire(
        self, messenger: "psycopg.Connection[tuple[Any, ...]]", nodes: dict[Any, str]
    ) -> None:
        log.warning("nodes do not answer, and their leases have run out", nodes=[*nodes.values()])
        reason = f"gave no receipt for {EXPIRY_SECONDS:g} seconds"
        messenger.execute(EXPIRE, (reason, list(nodes)))

    def end(self) -> None:
        """The transaction has ended: the nodes may store such pages again."""
        import psycopg  # noqa: PLC0415 - as above

        _thread.change = None
        if self.pk is not None:
            with suppress(psycopg.Error):  # else the nodes find out by themselves
                self.connection.second_connection().execute(WITHDRAW, (self.pk, CHANGES_CHANNEL))
