"""Recognizing a visitor within one day, without knowing who it is: hashes with a daily salt.

A hash is BLAKE2b (RFC 7693) keyed with 32 random bytes. Each day's salt is in a file that all
workers share. When the day is over everywhere, the file is overwritten and removed. From then on no
hash can be traced to an address.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from byline.lib.atomic_write import Durability, create_once

HASH_BYTES = 12
MAX_UTC_LAG = timedelta(hours=12)  # of the last time zone in which a day ends


class DailySalts:
    """The salts of the days that are not over, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, bytes] = {}

    def of(self, day: str) -> bytes:
        """The salt of a day (YYYY-MM-DD), made at its first use."""
        if day not in self._known:
            salt = self._read(day) or self._make(day)
            self._known = {
                known: salt for known, salt in self._known.items() if (self.folder / known).exists()
            }
            self._known[day] = salt
        return self._known[day]

    def _read(self, day: str) -> bytes:
        try:
            return (self.folder / day).read_bytes()
        except FileNotFoundError:
            return b""

    def _make(self, day: str) -> bytes:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return create_once(self.folder / day, secrets.token_bytes(32), Durability.NONE)


def destroy_old_salts(folder: Path, now: datetime) -> list[str]:
    """Overwrite and remove the salts of days that are over everywhere; returns their names."""
    oldest = (now.astimezone(UTC) - MAX_UTC_LAG).date()
    over = [path for path in _salts(folder) if date.fromisoformat(path.name) < oldest]
    for path in over:
        with path.open("r+b") as file:
            file.write(bytes(32))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    return [path.name for path in over]


def _salts(folder: Path) -> Iterator[Path]:
    return folder.glob("????-??-??") if folder.exists() else iter(())


def visitor_hash(salt: bytes, article: int, address: str, agent: str = "") -> str:
    """The hash of a visitor of an article or, without `agent`, of the network they come from."""
    message = f"{article}\n{address}\n{agent}".encode(errors="replace")
    return blake2b(message, key=salt, digest_size=HASH_BYTES).hexdigest()
