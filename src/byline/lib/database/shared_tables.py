"""Tables that all nodes of a PostgreSQL database share, beside Django's.

They are used on connections of their own, so that a change is committed at once, whatever
transaction the thread is in. They are made when one is missed, and no backup has them.
"""

import atexit
import os
from collections.abc import Callable
from typing import Any, Final, LiteralString, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

SCHEMA: Final[LiteralString] = """
    SELECT pg_advisory_xact_lock(7106405531219);
    CREATE TABLE IF NOT EXISTS shared_keys (name text PRIMARY KEY, fingerprint text NOT NULL);
"""
CONNECT_SECONDS: Final = 10
MAX_IDLE: Final = 4  # connections that a process keeps open

Connection = psycopg.Connection[Any]
Result = TypeVar("Result")

_idle: list[Connection] = []
_owner = os.getpid()
_inherited: list[Connection] = []
"""A parent's connections. Closing one here would end it there."""


def in_shared_tables(work: Callable[[Connection], Result]) -> Result:
    """Do `work` in a transaction of its own, and again if it fails for want of the tables.

    If `work` raises, the transaction is rolled back. Raises Django's OperationalError if the
    database fails.
    """
    try:
        try:
            return _attempt(work)
        except psycopg.errors.UndefinedTable:
            _attempt(lambda connection: connection.execute(SCHEMA))
            return _attempt(work)
    except psycopg.Error as error:
        raise OperationalError(str(error).strip()) from error


def read_shared_tables(work: Callable[[Connection], Result], otherwise: Result) -> Result:
    """As `in_shared_tables`, but `otherwise` if the tables do not exist, and none is made."""
    try:
        return _attempt(work)
    except psycopg.errors.UndefinedTable:
        return otherwise
    except psycopg.Error as error:
        raise OperationalError(str(error).strip()) from error


def close_connections() -> None:
    """Close those that nobody uses now."""
    _forget_parent()
    while _idle:
        _idle.pop().close()


atexit.register(close_connections)


def _attempt(work: Callable[[Connection], Result]) -> Result:
    _forget_parent()
    try:
        connection, was_idle = _idle.pop(), True
    except IndexError:
        connection, was_idle = _open(), False
    try:
        return _transaction(connection, work)
    except psycopg.OperationalError:
        if not (was_idle and connection.closed):
            raise
    return _transaction(_open(), work)  # the server ended the idle one, perhaps in a restart


def _transaction(connection: Connection, work: Callable[[Connection], Result]) -> Result:
    try:
        with connection.transaction():
            return work(connection)
    finally:
        if connection.closed or len(_idle) >= MAX_IDLE:
            connection.close()
        else:
            _idle.append(connection)


def _open() -> Connection:
    parameters = {
        "connect_timeout": CONNECT_SECONDS,
        **connections[DEFAULT_DB_ALIAS].get_connection_params(),
    }
    del parameters["cursor_factory"]  # Django's, with its own parameter styles
    return psycopg.connect(**parameters, autocommit=True)


def _forget_parent() -> None:
    global _owner  # noqa: PLW0603 - the process that this list belongs to
    if _owner != os.getpid():
        _inherited.extend(_idle)
        _idle.clear()
        _owner = os.getpid()
