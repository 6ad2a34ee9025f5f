"""Whether this node has the installation's key, which signs and encrypts for all of its nodes.

A PostgreSQL database has the key's fingerprint, from which the key cannot be computed. Where the
database is SQLite, the key is beside it, and nothing is compared.
"""

import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from byline.lib.database.shared_tables import Connection

NAME = "secret-key"


def claim_key() -> bool:
    """Whether this node's key is the installation's. The first node that asks decides."""
    if connection.vendor != "postgresql":
        return True
    from byline.lib.database.shared_tables import in_shared_tables  # noqa: PLC0415 - see replace_key

    return in_shared_tables(_claim) == _fingerprint()


def is_other_key() -> bool:
    """Whether the installation is known to have another key; nothing is written."""
    if connection.vendor != "postgresql":
        return False
    from byline.lib.database.shared_tables import read_shared_tables  # noqa: PLC0415 - see replace_key

    return read_shared_tables(_known, None) not in (None, _fingerprint())


def replace_key() -> None:
    """Make this node's key the installation's, whose database is on PostgreSQL."""
    # It imports the driver, which an installation on SQLite need not wait for.
    from byline.lib.database.shared_tables import in_shared_tables  # noqa: PLC0415

    in_shared_tables(_replace)


def where_the_key_is() -> str:
    """In words, for messages: the setting or the file that it was read from."""
    if settings.OPTIONS.secret_key.get_secret_value():
        return "the setting secret_key (BYLINE_SECRET_KEY)"
    return str(settings.DATA / "secrets" / NAME)


def _claim(shared: "Connection") -> str | None:
    shared.execute(
        "INSERT INTO shared_keys (name, fingerprint) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        [NAME, _fingerprint()],
    )
    return _known(shared)


def _replace(shared: "Connection") -> None:
    shared.execute(
        "INSERT INTO shared_keys (name, fingerprint) VALUES (%s, %s) "
        "ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint",
        [NAME, _fingerprint()],
    )


def _known(shared: "Connection") -> str | None:
    row = shared.execute("SELECT fingerprint FROM shared_keys WHERE name = %s", [NAME]).fetchone()
    return str(row[0]) if row else None


def _fingerprint() -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), b"byline: fingerprint", "sha256").hex()
