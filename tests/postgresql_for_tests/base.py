from byline.lib.database.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps its connection within the transaction that is a test, as SQLite in memory does."""

    def close_if_unusable_or_obsolete(self) -> None:
        if not self.in_atomic_block:
            super().close_if_unusable_or_obsolete()
