"""Django's backend for PostgreSQL, with a hook for the end of a transaction."""

from django.db.backends.postgresql import base

from byline.lib.database.transaction_end import TransactionEndMixin


class DatabaseWrapper(TransactionEndMixin, base.DatabaseWrapper):
    """PostgreSQL, with `after_transaction`."""

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
