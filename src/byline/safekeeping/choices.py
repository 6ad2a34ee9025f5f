"""Names in a data folder and in a backup, whose format docs/backups.md describes."""

from collections.abc import Callable

DATABASE = "byline.sqlite3"  # in a data folder
OPTIONS_FILE = "byline.toml"
STAGING_BACKUP = ".staging.zip"  # in the folder of a staging copy, while it is made
SECRETS = "secrets"
KEY_FILE = f"{SECRETS}/secret-key"
SESSION_TABLES = ("django_session", "usersessions_usersession")  # they let their bearer in
UNFINISHED_MOVE = "unfinished_move"  # a table of a database that is being moved to
FOLDERS = ("media", "learned")  # needed, or slow to make again

FORMAT, FORMAT_VERSION = "byline-backup", 1
MANIFEST = "manifest.json"  # in a backup
SQLITE_COPY, POSTGRESQL_COPY = "database.sqlite3", "database.pgdump"
COPIES = (SQLITE_COPY, POSTGRESQL_COPY)  # a backup has one of them
SEALED = "secrets.sealed.json"

Progress = Callable[[str, int, int], object]
"""Called with the name of a step, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """A Progress that shows nothing."""
