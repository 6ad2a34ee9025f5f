"""Django's backend for PostgreSQL, with a hook for the end of a transaction."""

from django.db.backends.postgresql import base

from byline.lib.database.transaction_end import TransactionEndMixin


class DatabaseWrapper(TransactionEndMixin, base.DatabaseWrapper):
    """PostgreSQL, with `after_transaction`."""

    def init_connection_state(self) -> None:
        super().init_connection_state()
        # It would compile our longest queries for seconds to run them for a millisecond.
        with self.cursor() as cursor:
            cursor.execute("SET jit = off")
