"""Databases on the PostgreSQL server that BYLINE_DATABASE names, for tests with real processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from psycopg import sql


def server_url(name: str) -> str:
    """The URL of the database of this name."""
    server = settings.DATABASES["default"]
    return f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"


@contextmanager
def new_database(template: str = "template1") -> Iterator[str]:
    """The URL of a copy of the database `template`, dropped at the end; by default an empty one."""
    name = f"byline_{uuid4().hex}"
    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield server_url(name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def rows(url: str, question: str) -> list[tuple[Any, ...]]:
    """What this database answers."""
    with psycopg.connect(url) as database:
        return database.execute(question).fetchall()  # type: ignore[arg-type]
