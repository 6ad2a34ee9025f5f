"""Refusing backups and restores of a PostgreSQL database before anything is begun."""

from byline.lib.options import read_options

NO_BACKUP = (
    "Byline does not back up or restore a PostgreSQL database. Use pg_dump and pg_restore for the "
    "database, and copy the folders media, learned and secrets of the data folder."
)


def is_postgresql() -> bool:
    """Whether the setting `database` names a PostgreSQL database."""
    return bool(read_options().database.get_secret_value())
