"""A migrated database to begin with: to migrate an empty one takes ten seconds."""

import os
import sqlite3
import sys
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql


def migrations_digest() -> str:
    """Of all migrations' names and texts."""
    digest = sha256()
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label} {file.name} ".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class SqliteTemplate:
    """A file beside the environment's programs."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._name = str(settings["TEST"]["NAME"])
        self._file = Path(sys.prefix) / f"migrated-{migrations_digest()}.sqlite3"
        self._memory: sqlite3.Connection | None = None

    def begin(self) -> None:
        self._memory = sqlite3.connect(self._name, uri=True)
        if self._file.exists():
            with closing(sqlite3.connect(self._file)) as file:
                file.backup(self._memory)

    def keep(self) -> None:
        if self._file.exists() or not os.access(self._file.parent, os.W_OK):
            return
        draft = self._file.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(draft)) as file:
            connection.ensure_connection()
            connection.connection.backup(file)
        for outdated in self._file.parent.glob("migrated-*.sqlite3"):
            outdated.unlink(missing_ok=True)
        draft.rename(self._file)

    def end(self) -> None:
        if self._memory is not None:
            self._memory.close()


def postgresql_template() -> str:
    """The name of the migrated database on the server, once one is kept there."""
    return f"migrated_{migrations_digest()}"


class PostgresqlTemplate:
    """A database of the server, which PostgreSQL copies."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._name = postgresql_template()

    def begin(self) -> None:
        if self._exists():
            self._settings["TEST"]["TEMPLATE"] = self._name

    def keep(self) -> None:
        if self._exists():
            return
        migrated = connection.settings_dict["NAME"]
        connection.close()
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(self._name), sql.Identifier(migrated)
        )
        # Another process of this run may be first.
        with (
            suppress(psycopg.errors.UniqueViolation, psycopg.errors.DuplicateDatabase),
            self._server() as server,
        ):
            server.execute(statement)

    def end(self) -> None:
        pass

    def _exists(self) -> bool:
        with self._server() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name])
            return found.fetchone() is not None

    def _server(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(
            dbname="postgres",
            user=self._settings["USER"],
            password=self._settings["PASSWORD"],
            host=self._settings["HOST"],
            port=self._settings["PORT"],
            autocommit=True,
        )
