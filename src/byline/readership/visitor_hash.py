"""Telling whether somebody was here today, without knowing who: marks made with a salt that lasts for one day.

A mark is BLAKE2b (RFC 7693) keyed with 32 random bytes. They lie in a file for each day, which all workers share; when the day is
over everywhere, the file is overwritten and removed, and no mark can be traced to an address any more.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_pton  # noqa: TID251 - addresses are read, nobody is asked

from byline.lib.atomic_write import Durability, create_once

HASH_BYTES = 12  # bytes of a mark
MAX_UTC_LAG = timedelta(hours=12)  # the last places on Earth where a day ends are so far behind UTC


class DailySalts:
    """The salts of the days that are not over, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, bytes] = {}

    def of(self, day: str) -> bytes:
        """The salt of a day (YYYY-MM-DD); made where it is the first."""
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
    """Overwrite and remove the salts of the days that are over everywhere; gives their names."""
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
    """The mark of a reader of an article or, without `agent`, of a place that it is read from."""
    said = f"{article}\n{address}\n{agent}".encode(errors="replace")
    return blake2b(said, key=salt, digest_size=HASH_BYTES).hexdigest()


def network_of(address: str) -> str:
    """The address, of IPv6 the network of 64 bits, in which one household may choose its own (RFC 4291, 2.5.1)."""
    try:
        if ":" in address:
            return inet_pton(AF_INET6, address)[:8].hex()
        inet_pton(AF_INET, address)
    except (OSError, ValueError):
        return ""
    return address
