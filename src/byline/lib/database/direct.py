"""Connections to PostgreSQL beside Django's, in autocommit mode: to tell others something during a
transaction, and to listen."""

from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 5
DJANGO_ONLY = ("cursor_factory", "context", "server_side_binding", "prepare_threshold")
# The server then notices within half a minute that the machine of a connection is gone.
KEEPALIVES = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


def connect_directly(*, statement_ms: int) -> "psycopg.Connection[tuple[Any, ...]]":
    """A new connection to the database of the settings, with a session of its own.

    A statement may take `statement_ms` milliseconds. Behind a pooler, the setting
    `database_direct` names the server itself. Raises psycopg.OperationalError if it cannot be
    opened.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    direct = wrapper.settings_dict.get("DIRECT", {})
    options = f"{direct.get('options', '')} {KEEPALIVES} -c statement_timeout={statement_ms}"
    return open_connection(wrapper, **direct | {"options": options.strip()})


def open_connection(
    wrapper: BaseDatabaseWrapper, **changed: Any
) -> "psycopg.Connection[tuple[Any, ...]]":
    """A new connection to the database of this wrapper, with these parameters changed."""
    import psycopg  # noqa: PLC0415 - installations with SQLite need not load it

    parameters = wrapper.get_connection_params() | {"connect_timeout": CONNECT_SECONDS} | changed
    return psycopg.connect(
        **{name: value for name, value in parameters.items() if name not in DJANGO_ONLY},
        autocommit=True,
    )
