"""What is not done with a PostgreSQL database, said before anything is done by halves."""

from byline.lib.options import read_options

NO_BACKUP = (
    "Byline does not back up or restore a PostgreSQL database. Use pg_dump and pg_restore for the "
    "database, and copy the folders media, learned and secrets of the data folder."
)


def is_postgresql() -> bool:
    """Whether the setting `database` names a PostgreSQL database."""
    return bool(read_options().database.get_secret_value())
