"""Locks exclude each other between threads and processes, and end with their holder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from wagtail.models import Locale

from byline.lib.locks import (
    FileLock,
    ProcessLock,
    exclusive,
    is_alive,
    lock_descriptor,
    try_exclusive,
    try_lock_descriptor,
    write_lock,
)

HOLD = """
import sys, time
from pathlib import Path
from byline.lib.locks import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
INCREMENT = """
import sys
from pathlib import Path
from byline.lib.locks import exclusive
lock, counter = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(200):
    with exclusive(lock):
        counter.write_text(str(int(counter.read_text()) + 1))
"""
NAMED = """
import sys, time
from pathlib import Path
from byline.lib.locks import ProcessLock
print(ProcessLock(Path(sys.argv[1])).name, flush=True)
"""


def start(script: str, *args: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


@contextmanager
def held_by_another_process(path: Path) -> Iterator["subprocess.Popen[str]"]:
    with start(HOLD, path) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_a_lock_held_by_another_process_is_not_given_until_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with held_by_another_process(path) as process:
        lock = FileLock(path)
        assert not lock.try_acquire()
        assert not lock.acquire_within(0.05)
        with try_exclusive(path) as is_held:
            assert not is_held
        process.send_signal(signal.SIGKILL)
        process.wait()
        lock.acquire()  # waits for ever if the lock outlived its holder
    with try_exclusive(path) as is_held:
        assert not is_held
    lock.close()
    with try_exclusive(path) as is_held:
        assert is_held


def test_two_processes_that_contend_lose_no_update(tmp_path: Path) -> None:
    lock, counter = tmp_path / "lock", tmp_path / "counter"
    counter.write_text("0")
    processes = [start(INCREMENT, lock, counter) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    assert counter.read_text() == "400"


def test_a_waiting_lock_is_acquired_when_the_other_is_released(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    first.acquire()
    release = Thread(target=lambda: (time.sleep(0.1), first.release()))
    release.start()
    assert second.acquire_within(30)
    release.join()
    assert not first.try_acquire()
    second.release()
    assert first.try_acquire()
    first.close()
    second.close()


def test_an_exception_releases_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "lock"):
        _ = 1 // 0
    with try_exclusive(tmp_path / "lock") as is_held:
        assert is_held


def test_shared_locks_admit_each_other_and_exclude_an_exclusive_one(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.touch()
    one, two, three = (os.open(path, os.O_RDWR) for _ in range(3))
    lock_descriptor(one, shared=True)
    assert try_lock_descriptor(two, shared=True)
    assert not try_lock_descriptor(three)
    os.close(one)
    assert not try_lock_descriptor(three)
    os.close(two)
    assert try_lock_descriptor(three)
    assert not _try_shared(path)
    os.close(three)
    assert _try_shared(path)


def _try_shared(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDWR)
    try:
        return try_lock_descriptor(descriptor, shared=True)
    finally:
        os.close(descriptor)


def test_a_lock_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    FileLock(tmp_path / "lock").close()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_process_is_alive_until_it_ends(tmp_path: Path) -> None:
    own = ProcessLock(tmp_path)
    assert is_alive(tmp_path, own.name)
    with start(NAMED, tmp_path) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        process.wait()
    assert name != own.name
    assert not is_alive(tmp_path, name)
    assert not (tmp_path / name).exists()
    assert not is_alive(tmp_path, "never-existed")
    assert is_alive(tmp_path, own.name)


def test_a_process_gets_a_new_name_when_its_file_is_deleted(tmp_path: Path) -> None:
    own = ProcessLock(tmp_path)
    first = own.name
    (tmp_path / first).unlink()
    assert own.name != first
    assert is_alive(tmp_path, own.name)


def test_a_forked_child_has_a_name_of_its_own_and_leaves_its_parents_alone(tmp_path: Path) -> None:
    own = ProcessLock(tmp_path)
    name = own.name
    child = os.fork()
    if child == 0:
        os._exit(0 if own.name != name and is_alive(tmp_path, name) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert own.name == name
    assert is_alive(tmp_path, name)


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_writers_queue_at_the_write_lock() -> None:
    inside: list[int] = []

    def write() -> None:
        with write_lock():
            inside.append(1)
            assert Locale.objects.count() >= 0
            assert inside == [1]
            inside.pop()
        connection.close()

    writers = [Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert inside == []


@pytest.mark.django_db(transaction=True)
def test_a_write_lock_within_a_write_lock_is_a_part_of_it() -> None:
    with write_lock(), write_lock():
        assert len(connection.savepoint_ids) == 1


@pytest.mark.django_db(transaction=True)
def test_a_failure_releases_the_write_lock() -> None:
    with pytest.raises(ZeroDivisionError), write_lock():
        Locale.objects.create(language_code=str(1 // 0))
    with write_lock():
        assert not Locale.objects.filter(language_code="xx").exists()
