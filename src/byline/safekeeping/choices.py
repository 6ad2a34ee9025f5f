"""The names of things in a data folder and in a backup (docs/backups.md is the format's description)."""

from collections.abc import Callable

DATABASE = "byline.sqlite3"  # in a data folder
OPTIONS_FILE = "byline.toml"
SECRETS = "secrets"
FOLDERS = ("media", "learned")  # what a house cannot do without, or would have to learn again

FORMAT, FORMAT_VERSION = "byline-backup", 1
MANIFEST = "manifest.json"  # in a backup
COPY = "database.sqlite3"
SEALED = "secrets.sealed.json"

Progress = Callable[[str, int, int], object]
"""Told what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """A Progress for whoever does not look."""
