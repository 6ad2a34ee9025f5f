"""Django's `DATABASES` for the setting `database`: SQLite in the data folder, or PostgreSQL."""

from pathlib import Path
from typing import Any

SHARED_TABLES = ("shared_keys",)  # of `shared_tables`; here, so that commands need no Django
SCHEMES = ("postgresql://", "postgres://")
CONNECTION_SECONDS = 600
"""Opening a connection costs as much as ten queries. SQLite's are reopened now and then, so that
queries use the statistics that the keeper has updated."""


def database_settings(url: str, data: Path) -> dict[str, Any]:
    """The entry of `DATABASES` for a PostgreSQL URL, or for "", SQLite in this data folder."""
    return _postgresql(url) if url else _sqlite(data / "byline.sqlite3")


def check_url(url: str) -> None:
    """Raise ValueError, in words, unless `url` is empty or a PostgreSQL connection URI.

    (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS)
    """
    if not url:
        return
    if not url.startswith(SCHEMES):
        raise ValueError("must begin with postgresql://, or be empty for SQLite")
    from psycopg import ProgrammingError  # noqa: PLC0415 - 50 ms that SQLite need not wait for

    try:
        parameters = _parameters(url)
    except ProgrammingError as error:
        raise ValueError(f"is not a PostgreSQL URL: {str(error).strip()}") from None
    if not {"dbname", "service"} & parameters.keys():
        raise ValueError("must name a database: postgresql://user@host/database")


def _parameters(url: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - as above

    return conninfo_to_dict(url)


def _postgresql(url: str) -> dict[str, Any]:
    parameters = _parameters(url)
    return {
        "ENGINE": "byline.lib.database.postgresql",
        "NAME": parameters.pop("dbname", ""),
        "USER": parameters.pop("user", ""),
        "PASSWORD": parameters.pop("password", ""),
        "HOST": parameters.pop("host", ""),
        "PORT": parameters.pop("port", ""),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        # They would need one session for a whole request, which a pooler in front does not give.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"application_name": "byline", **parameters},
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "byline.lib.database.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "OPTIONS": {
            "timeout": 20,
            # A request that writes must not begin as a reader and then find the file changed.
            "transaction_mode": "IMMEDIATE",
            # FULL: committed changes survive a power cut, also in WAL mode.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }
