"""Locks between threads and processes, which the system releases when their holder ends.

They are flock(2) locks on files: advisory, and held by an open file, so a forked child holds its
parent's lock too until it closes its copy.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from secrets import token_hex
from threading import Lock

RUN_LOCK = "run.lock"  # in the data and the press folder; held by the first process of a server
KEEPER_LOCK = "keeper.lock"  # in the data folder; held while the keeper does its duties
FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.02  # seconds between two tries of `acquire_within`


def lock_descriptor(descriptor: int, *, shared: bool = False) -> None:
    """Lock an open file as soon as nobody else holds a lock that excludes this one."""
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def try_lock_descriptor(descriptor: int, *, shared: bool = False) -> bool:
    """Lock an open file if that is possible at once; whether it was."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class FileLock:
    """An exclusive lock on a file, which is created if it is missing.

    Two objects of one path exclude each other, also in one thread. One object is not for several
    threads: to the system they are one holder.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def acquire(self) -> None:
        lock_descriptor(self._descriptor)

    def try_acquire(self) -> bool:
        """Whether the lock is held now; does not wait."""
        return try_lock_descriptor(self._descriptor)

    def acquire_within(self, seconds: float) -> bool:
        """Wait at most this long; whether the lock is held now."""
        end, pause = time.monotonic() + seconds, FIRST_PAUSE
        while not self.try_acquire():
            if time.monotonic() >= end:
                return False
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return True

    def release(self) -> None:
        """Release it for everybody who shares this open file, forked children too."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file. This releases the lock unless a forked child still has the file open."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.close()


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock on this file; waits for it."""
    lock = FileLock(path)
    try:
        lock.acquire()
        yield
    finally:
        lock.close()


@contextmanager
def try_exclusive(path: Path) -> Iterator[bool]:
    """Hold the lock on this file if it is free; gives whether it is held."""
    lock = FileLock(path)
    try:
        yield lock.try_acquire()
    finally:
        lock.close()


class ProcessLock:
    """A name by which other processes see whether this one is alive (`is_alive`).

    A forked child gets a name of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pid = 0
        self._name = ""
        self._lock: FileLock | None = None

    @property
    def name(self) -> str:
        """Created and locked when a process first asks for it."""
        if self._pid != os.getpid() or not (self._folder / self._name).exists():
            self._create()
        return self._name

    def _create(self) -> None:
        if self._lock is not None:
            self._lock.close()  # in a child, its copy of the file: the parent's lock stays
            self._lock = None
        self._folder.mkdir(parents=True, exist_ok=True)
        name = token_hex(16)
        lock = FileLock(self._folder / name)
        lock.acquire()
        self._pid, self._name, self._lock = os.getpid(), name, lock


def is_alive(folder: Path, name: str) -> bool:
    """Whether the process with this name in this folder runs. Removes the file of a dead one."""
    try:
        descriptor = os.open(folder / name, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        if not try_lock_descriptor(descriptor):
            return True
    finally:
        os.close(descriptor)
    with suppress(FileNotFoundError):
        (folder / name).unlink()
    return False


_one_thread_at_a_time = Lock()


@contextmanager
def write_lock() -> Iterator[None]:
    """A transaction for which writers queue; inside another transaction, a part of that one.

    SQLite allows one writer, and the others look again after longer and longer pauses: one that
    waits may be overtaken for a second while the disk is idle. A lock of the system wakes the next
    one at once, in whichever thread or process it is. Other databases queue by themselves.
    """
    from django.db import connection, transaction  # noqa: PLC0415 - `byline --help` loads no Django

    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _one_thread_at_a_time, _held(_writers_lock(os.getpid())), transaction.atomic():
        yield


@contextmanager
def _held(lock: FileLock) -> Iterator[None]:
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


@cache
def _writers_lock(_process: int) -> FileLock:
    """One for each process: a file inherited from a parent would be locked for both."""
    from django.conf import settings  # noqa: PLC0415 - as above

    return FileLock(settings.DATA / "write.lock")
