"""Recognising a full disk, by its errors and before they happen."""

import errno
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Final

MIN_FREE_BYTES: Final = 10_000_000  # below which saving is about to fail
PROBE_BYTES: Final = 65_536
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_FULL = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
)  # the others where a file may not grow
POSTGRES_FULL = "53100"  # disk_full (PostgreSQL, appendix A)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or one that caused it, says that no more can be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if (
            getattr(error, "sqlite_errorcode", None) in SQLITE_FULL
            or getattr(error, "sqlstate", None) == POSTGRES_FULL
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def has_room(folder: Path) -> bool:
    """Whether files in this folder can still grow: neither the disk nor a quota is used up."""
    try:
        if shutil.disk_usage(folder).free < MIN_FREE_BYTES:
            return False
        with tempfile.TemporaryFile(dir=folder) as file:
            os.posix_fallocate(file.fileno(), 0, PROBE_BYTES)
    except OSError as error:
        if is_disk_full(error):
            return False
        raise
    return True


def can_write(data: Path) -> bool:
    """Whether files in the data folder and temporary files, which SQLite makes too, can grow."""
    return has_room(data) and has_room(temporary_folder())


def temporary_folder() -> Path:
    """Where temporary files are meant to be; `tempfile` avoids a folder that is full."""
    return Path(os.environ.get("TMPDIR") or tempfile.gettempdir())
