"""Django's backend for PostgreSQL, with hooks for the end of a transaction."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from byline.lib.database.direct import open_connection
from byline.lib.database.transaction_end import TransactionEndMixin


class DatabaseWrapper(TransactionEndMixin, base.DatabaseWrapper):
    """PostgreSQL, with `before_commit`, `after_transaction` and a second connection."""

    _second: psycopg.Connection[tuple[Any, ...]] | None = None

    def second_connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection in autocommit mode, for what others must see during a transaction.

        It is opened at first use, and closed with this one. Raises psycopg.OperationalError if it
        cannot be opened.
        """
        if self._second is None or self._second.closed:
            self._second = open_connection(self)
        return self._second

    def close(self) -> None:
        super().close()
        if self._second is not None:
            self._second.close()
            self._second = None

    def close_if_unusable_or_obsolete(self) -> None:
        # A request that is answered within a transaction, as an upgrade does to try the pages, must
        # not end it. Django closes a connection that is not in autocommit mode.
        if not self.in_atomic_block:
            super().close_if_unusable_or_obsolete()

    def init_connection_state(self) -> None:
        super().init_connection_state()
        # It would compile our longest queries for seconds to run them for a millisecond.
        with self.cursor() as cursor:
            cursor.execute("SET jit = off")
