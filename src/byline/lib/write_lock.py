"""Waiting for the turn to write, one behind the other.

SQLite has one writer, and lets others look again after longer and longer pauses: whoever waits may be overtaken for a second
while the disk is idle. A lock of the system wakes the next one at once, in whatever thread or process it is.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from django.conf import settings
from django.db import connection, transaction

_ours = Lock()


@contextmanager
def write_lock() -> Iterator[None]:
    """A transaction for what many write at once; begun when it is our turn. Inside another transaction it is a part of that."""
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _ours, _alone(_file(os.getpid())), transaction.atomic():
        yield


@contextmanager
def _alone(file: int) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


@cache
def _file(_process: int) -> int:
    """Each process opens it for itself: what it inherits from another would be locked for both."""
    return os.open(settings.DATA / "turn.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
