"""Recognising the errors of a full disk."""

import errno
import sqlite3

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_FULL = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
)  # the second where a file may not grow
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
