"""The PostgreSQL database, checked without Django."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from byline.cli.checkups import UNFINISHED_MOVE_COMPLAINT, Complaint
from byline.safekeeping.choices import UNFINISHED_MOVE

if TYPE_CHECKING:
    import psycopg

OLDEST_VERSION = 15
REMEDIES = {
    "authentication failed|no password supplied": "Correct the user or the password in the "
    "database's URL, or in ~/.pgpass.",
    'database ".*" does not exist': "Make it with: createdb --encoding=UTF8 --template=template0 "
    "--owner=USER NAME",
    'role ".*" does not exist': "Make the account with: createuser --pwprompt USER",
    "no pg_hba.conf entry": "Allow this machine in the server's pg_hba.conf.",
    "Connection refused|No such file or directory|timeout|could not translate host name": "Start "
    "PostgreSQL, or correct the host and the port in the database's URL.",
}
"""By what the server or libpq reports in English."""


def reachable(url: str) -> Iterator[Complaint]:
    """Complain if the database does not let this installation in, is too old, or not in UTF-8."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as database:
            yield from _unfit(database)
    except psycopg.Error as error:
        reason = str(error).strip()
        yield Complaint(f"The database cannot be used: {reason}.", _remedy(reason))


def unfinished(url: str) -> Iterator[Complaint]:
    """Complain of a move that was stopped half-way."""
    import psycopg

    with psycopg.connect(url, connect_timeout=10) as database:
        if database.execute("SELECT to_regclass(%s)", [UNFINISHED_MOVE]).fetchone() != (None,):
            yield Complaint(*UNFINISHED_MOVE_COMPLAINT)


def _unfit(database: "psycopg.Connection") -> Iterator[Complaint]:
    version = database.info.server_version // 10_000
    if version < OLDEST_VERSION:
        yield Complaint(
            f"This is PostgreSQL {version}.", f"Byline needs {OLDEST_VERSION} or newer: upgrade it."
        )
    encoding = database.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        yield Complaint(
            f"The database stores text as {encoding}, which cannot hold every language.",
            "Make another one with: createdb --encoding=UTF8 --template=template0 NAME",
        )
    may_create = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
    if database.execute(may_create).fetchone() != (True,):
        user, name = database.info.user, database.info.dbname
        yield Complaint(
            f"{user} may not make tables in the database.",
            f'Make it the owner: ALTER DATABASE "{name}" OWNER TO "{user}".',
        )


def _remedy(reason: str) -> str:
    for pattern, remedy in REMEDIES.items():
        if re.search(pattern, reason):
            return remedy
    return "Start PostgreSQL, or correct the setting database (BYLINE_DATABASE)."
