"""Rows of two databases, compared without the code that moves them."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from byline.safekeeping.actions.moving import REBUILT_TABLES, Steps
from byline.safekeeping.snapshots import tables_of
from database_templates import postgresql_template
from postgresql_databases import server_url

Rows = dict[str, list[str]]


def rows_of(file: Path) -> Rows:
    """All rows of each table of an SQLite file, sorted, JSON without the order of its keys."""
    with closing(sqlite3.connect(file)) as database:
        return {
            table: sorted(
                repr([plain(value) for value in row])
                for row in database.execute(f'SELECT * FROM "{table}"')
            )
            for table in tables_of(file)
            if table not in REBUILT_TABLES
        }


def last_keys_of(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as database:
        keys = dict(database.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0"))
    return {table: key for table, key in keys.items() if table not in REBUILT_TABLES}


def plain(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except ValueError:
            return value
    return value


@contextmanager
def changed(data: Path, *statements: str) -> Iterator[Path]:
    """The data folder with other rows in its SQLite database, which stays as the block leaves it."""
    with closing(sqlite3.connect(data / "byline.sqlite3", isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)
    yield data


def quick_steps(url: str, *statements: str) -> Steps:
    """Steps that copy the tables of this version from the server, then run these statements."""

    def set_up() -> None:
        sql = _tables() + ";\n".join(["", "SET search_path = public", *statements, ""]).encode()
        psql = shutil.which("psql") or "psql"
        subprocess.run(
            [psql, "--quiet", "--set=ON_ERROR_STOP=1", url],
            input=sql,
            check=True,
            capture_output=True,
        )

    return Steps("these", lambda applied: "", set_up, lambda: None)


@cache
def _tables() -> bytes:
    """The statements that make the tables of this version."""
    return subprocess.run(
        ["pg_dump", "--schema-only", server_url(postgresql_template())],
        capture_output=True,
        check=True,
    ).stdout
