"""The two kinds of database that an installation can have, as backups see them."""

from pathlib import Path
from typing import Protocol

from byline.safekeeping.choices import Progress
from byline.safekeeping.manifest import Contents


class Database(Protocol):
    """An installation's database. All methods raise DatabaseFailed, with a reason in words."""

    kind: str
    """For people."""
    copy_name: str
    """The name of its copy in a backup."""

    def check_exists(self) -> None:
        """Refuse if there is no database to back up."""

    def copy(self, target: Path, progress: Progress) -> Contents:
        """Write the database as it is at one moment, without sessions and deleted rows."""

    def check_empty(self) -> None:
        """Refuse if there is something that a restore would overwrite."""

    def check_copy(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        """Refuse a copy that is damaged, or has something else than what was backed up."""

    def put_in_place(self, copy: Path, backed_up: Contents, progress: Progress) -> None:
        """Make the copy the installation's database, wholly or not at all."""

    def people_with_encrypted_second_factors(self) -> list[str]:
        """The e-mail addresses of those who sign in with the codes of an app."""


def installation_database(data: Path, url: str) -> Database:
    """The database that the setting `database` names; if that is empty, SQLite in this folder."""
    # Each imports a driver that the other has no use for.
    if url:
        from byline.safekeeping.databases.postgresql import PostgresqlDatabase  # noqa: PLC0415

        return PostgresqlDatabase(url)
    from byline.safekeeping.databases.sqlite import SqliteDatabase  # noqa: PLC0415

    return SqliteDatabase(data)
