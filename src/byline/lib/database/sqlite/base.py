"""Django's backend for SQLite, with a hook for the end of a transaction."""

from django.db.backends.sqlite3 import base

from byline.lib.database.transaction_end import TransactionEndMixin


class DatabaseWrapper(TransactionEndMixin, base.DatabaseWrapper):
    """SQLite, with `after_transaction`."""
