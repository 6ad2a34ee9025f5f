"""The PostgreSQL database, checked without Django."""

from collections.abc import Iterator

from byline.cli.checkups import Complaint

OLDEST_VERSION = 15


def reachable(url: str) -> Iterator[Complaint]:
    """Complain if the database does not let this installation in, is too old, or not in UTF-8."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as database:
            version = database.info.server_version // 10_000
            encoding = database.info.parameter_status("server_encoding")
    except psycopg.Error as error:
        yield Complaint(
            f"The database cannot be used: {str(error).strip()}.",
            "Start PostgreSQL, or correct the setting database (BYLINE_DATABASE).",
        )
        return
    if version < OLDEST_VERSION:
        yield Complaint(
            f"This is PostgreSQL {version}.", f"Byline needs {OLDEST_VERSION} or newer: upgrade it."
        )
    if encoding != "UTF8":
        yield Complaint(
            f"The database stores text as {encoding}, which cannot hold every language.",
            "Make another one with: createdb --encoding=UTF8 --template=template0 NAME",
        )
