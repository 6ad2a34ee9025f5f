"""Rows of the database that give access, or that need the installation's key."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import LiteralString

from byline.safekeeping.choices import SESSION_TABLES
from byline.safekeeping.snapshots import open_database

SECOND_FACTORS: LiteralString = """
    SELECT DISTINCT email FROM accounts_user
    WHERE id IN (SELECT user_id FROM mfa_authenticator WHERE type = 'totp') ORDER BY email
"""


def delete_sessions(file: Path) -> None:
    """Delete all sessions, so that the file contains none of them."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        for table in SESSION_TABLES:
            if _has_table(database, table):
                database.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant


def rewrite(file: Path, scratch: Path) -> None:
    """Rewrite the database without what was once deleted, by way of the file `scratch`."""
    scratch.unlink(missing_ok=True)
    scratch.touch(mode=0o600)
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("VACUUM INTO ?", [str(scratch)])
    scratch.replace(file)


def people_with_encrypted_second_factors(file: Path) -> list[str]:
    """The e-mail addresses of those who sign in with the codes of an app."""
    with open_database(file) as database:
        if not _has_table(database, "mfa_authenticator"):
            return []
        return [email for (email,) in database.execute(SECOND_FACTORS)]


def _has_table(database: sqlite3.Connection, name: str) -> bool:
    tables = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name])
    return tables.fetchone() is not None
