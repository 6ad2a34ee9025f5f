"""Django's default cache, in the expiring store: nothing in it is evicted before it expires.

allauth counts its limits in it and notes which one-time codes were used.
"""

import pickle
import sqlite3
import time
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from byline.lib.disk_full import is_disk_full
from byline.lib.expiring_store import ExpiringStore, expiring_store

WAGTAIL_PREFIX: Final = "wagtail"
IS_CURRENT = "(ends IS NULL OR ends > ?)"


class SharedCache(BaseCache):
    """A cache shared by all processes, whose `add` and `incr` are atomic and keep the timeout."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @property
    def _store(self) -> ExpiringStore:
        return expiring_store()

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        value = self._value(self._store.connection(), self._name(key, version))
        return default if value is None else pickle.loads(value)  # noqa: S301 - a file of ours

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        try:
            self._put(self._store.connection(), self._name(key, version), value, self._end(timeout))
        except sqlite3.Error as error:
            # A limit that cannot be counted refuses; what Wagtail caches is computed again.
            if not (is_disk_full(error) and key.startswith(WAGTAIL_PREFIX)):
                raise

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        name = self._name(key, version)
        with self._store.writing() as connection:
            if self._value(connection, name) is not None:
                return False
            self._put(connection, name, value, self._end(timeout))
        return True

    def touch(
        self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        touched = self._store.connection().execute(
            f"UPDATE entries SET ends = ? WHERE name = ? AND {IS_CURRENT}",  # noqa: S608
            [self._end(timeout), self._name(key, version), time.time()],
        )
        return touched.rowcount > 0

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        name = self._name(key, version)
        with self._store.writing() as connection:
            value = self._value(connection, name)
            if value is None:
                raise ValueError(f"Key '{key}' not found")
            number: int = pickle.loads(value) + delta  # noqa: S301
            connection.execute(
                "UPDATE entries SET value = ? WHERE name = ?", [pickle.dumps(number), name]
            )
        return number

    def delete(self, key: str, version: int | None = None) -> bool:
        deleted = self._store.connection().execute(
            f"DELETE FROM entries WHERE name = ? AND {IS_CURRENT}",  # noqa: S608
            [self._name(key, version), time.time()],
        )
        return deleted.rowcount > 0

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._value(self._store.connection(), self._name(key, version)) is not None

    def clear(self) -> None:
        self._store.connection().execute("DELETE FROM entries WHERE name LIKE 'cache:%'")

    def _name(self, key: str, version: int | None) -> str:
        return f"cache:{self.make_and_validate_key(key, version=version)}"

    def _end(self, timeout: float | None) -> float | None:
        return self.get_backend_timeout(timeout)

    def _value(self, connection: sqlite3.Connection, name: str) -> bytes | None:
        row = connection.execute(
            f"SELECT value FROM entries WHERE name = ? AND {IS_CURRENT}",  # noqa: S608
            [name, time.time()],
        ).fetchone()
        return row[0] if row else None

    def _put(
        self, connection: sqlite3.Connection, name: str, value: Any, ends: float | None
    ) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO entries (name, value, ends) VALUES (?, ?, ?)",
            [name, pickle.dumps(value, pickle.HIGHEST_PROTOCOL), ends],
        )
