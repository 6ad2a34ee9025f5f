"""The keeper: the background process of an installation, which does the duties that are due."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from django.db import close_old_connections

from byline.lib.disk_full import is_disk_full
from byline.lib.duties import Duty, all_duties
from byline.lib.journal import DutyRecord, Journal, read_journal, write_journal
from byline.lib.locks import KEEPER_LOCK, FileLock
from byline.lib.stop_event import StopEvent

HEARTBEAT_SECONDS = 2.0  # between two signs of life
LOCK_POLL_SECONDS = 0.25  # between two tries to get the lock

log = structlog.get_logger("byline.keeper")


def keep(data: Path, stopping: StopEvent) -> None:
    """Do every duty when it is due until `stopping` is set; a running duty is finished first.

    Only one keeper works in a data folder; another waits until that one ends.
    """
    with _lock(data, stopping):
        if stopping.is_set():
            return
        duties = all_duties()
        journal = Journal(pid=os.getpid(), entries=read_journal(data).entries)
        log.info("the keeper is at work", duties=len(duties))
        while not stopping.is_set():
            run_due_duties(data, journal, duties, stopping)
            stopping.wait(_pause(journal, duties))


def run_due_duties(data: Path, journal: Journal, duties: list[Duty], stopping: StopEvent) -> None:
    """Do each duty that is due, once, and write a sign of life."""
    for duty in duties:
        if stopping.is_set():
            break
        if _wait(journal, duty) <= 0:
            _sign(data, journal, doing=duty.name)
            journal.entries[duty.name] = _do(duty, journal.entries.get(duty.name, DutyRecord()))
    _sign(data, journal)


def _do(duty: Duty, last: DutyRecord) -> DutyRecord:
    began, start = time.time(), time.monotonic()
    close_old_connections()
    try:
        duty.do()
    except Exception as error:  # the other duties are done all the same
        if is_disk_full(error):
            log.warning("a duty failed", duty=duty.name, why=str(error))
        else:
            log.exception("a duty failed", duty=duty.name)
        return DutyRecord(
            began, time.monotonic() - start, time.time(), f"{type(error).__name__}: {error}"
        )
    finally:
        close_old_connections()
    return DutyRecord(began, time.monotonic() - start, last.failed)


def _sign(data: Path, journal: Journal, doing: str = "") -> None:
    """Write a sign of life; on a full disk there is none, and the duties are done all the same."""
    journal.beat, journal.doing = time.time(), doing
    try:
        write_journal(data, journal)
    except OSError as error:
        if not is_disk_full(error):
            raise


def _wait(journal: Journal, duty: Duty) -> float:
    """Seconds until the duty is due. Setting the clock back does not delay it."""
    since = time.time() - journal.entries.get(duty.name, DutyRecord()).began
    return 0.0 if since < 0 else duty.every - since


def _pause(journal: Journal, duties: list[Duty]) -> float:
    return max(0.0, min([HEARTBEAT_SECONDS, *(_wait(journal, duty) for duty in duties)]))


@contextmanager
def _lock(data: Path, stopping: StopEvent) -> Iterator[None]:
    lock = FileLock(data / KEEPER_LOCK)
    try:
        while not stopping.is_set() and not lock.try_acquire():
            stopping.wait(LOCK_POLL_SECONDS)
        yield
    finally:
        lock.close()
