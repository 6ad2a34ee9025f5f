"""The spool: one line for every read, written before the read is answered.

Every process appends to a file of its own, and holds a shared lock on it as long as it may write. A
file without that lock is complete, so it may be removed once it is tallied. A line is a single
`write`, so an answered read survives the process.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from byline.lib.locks import lock_descriptor, try_lock_descriptor

MAX_FILE_BYTES = 4_000_000  # after which a new file is begun
FIELD_COUNT = 8


@dataclass(frozen=True)
class SpoolLine:
    """One read of an article.

    `minute` is counted from 1970; `day` and `hour` are in the site's time zone; `referrer` is a
    host or "".
    """

    article: int
    minute: int
    day: date
    hour: int
    referrer: str
    visitor_hash: str
    network_hash: str
    provider_hash: str

    def __str__(self) -> str:
        return (
            f"{self.article} {self.minute} {self.day} {self.hour} {self.referrer or '-'}"
            f" {self.visitor_hash} {self.network_hash} {self.provider_hash}."
        )


class ReadSpool:
    """Where this process writes; safe for threads and forked children."""

    def __init__(self, folder: Path, full: int = MAX_FILE_BYTES) -> None:
        self.folder, self.full = folder, full
        self._lock = Lock()
        self._file, self._owner, self._size = -1, 0, 0

    def append(self, line: SpoolLine) -> None:
        """Write the line. Raises OSError if it cannot be written."""
        encoded = f"{line}\n".encode()
        with self._lock:
            if self._owner != os.getpid():
                self._open()
            elif self._size > self.full:
                os.close(self._file)
                self._open()
            self._size += len(encoded)
            if os.write(self._file, encoded) != len(encoded):
                os.write(self._file, b"\n")  # ends the partial line, which is then skipped
                raise OSError("the disk is full")

    def close(self) -> None:
        """Release the file; the next line goes to a new one."""
        with self._lock:
            if self._owner == os.getpid():
                os.close(self._file)
                self._owner = 0

    def _open(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{os.getpid()}-{secrets.token_hex(6)}"
        self._file = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY, 0o600)
        lock_descriptor(self._file, shared=True)
        draft.rename(
            self.folder / f"{draft.name[1:]}.reads"
        )  # found by the tally only when it is locked
        self._owner, self._size = os.getpid(), 0


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.reads"))


def untallied_bytes(folder: Path, offsets: Mapping[str, int]) -> int:
    """The bytes in the folder's files beyond these offsets, by the file's name."""
    untallied = 0
    for path in files_in(folder):
        with suppress(FileNotFoundError):  # it was tallied meanwhile
            untallied += max(0, path.stat().st_size - offsets.get(path.name, 0))
    return untallied


def lines_from(path: Path, offset: int, most: int) -> tuple[list[SpoolLine], int]:
    """The complete lines from `offset`, up to about `most` bytes, and the offset after them.

    Damaged lines are skipped.
    """
    with path.open("rb") as file:
        file.seek(offset)
        read = file.read(most)
    whole = read[: read.rfind(b"\n") + 1]
    return list(_parsed(whole)), offset + len(whole)


def _parsed(read: bytes) -> Iterator[SpoolLine]:
    for line in read.decode("ascii", errors="replace").splitlines():
        fields = line.split(" ")
        if len(fields) == FIELD_COUNT and line.endswith("."):
            article, minute, day, hour, referrer, *hashes = fields
            hashes[-1] = hashes[-1].removesuffix(".")
            with suppress(ValueError):
                when = int(minute), date.fromisoformat(day), int(hour)
                yield SpoolLine(int(article), *when, "" if referrer == "-" else referrer, *hashes)


def remove_if_done(path: Path, offset: int) -> bool:
    """Remove the file if nobody writes to it and it ends at `offset`; whether it was removed."""
    with path.open("rb") as file:
        if not try_lock_descriptor(file.fileno()):
            return False
        if os.fstat(file.fileno()).st_size > offset:
            return False
        path.unlink()
    return True
