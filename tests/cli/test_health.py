"""What `/-/health` says."""

import http.client
import json
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from byline.lib.journal import FRESH_SECONDS, read_journal, write_journal
from running_server import RunningServer, serve, wait_until

READY = {
    "live": True,
    "ready": True,
    "database": True,
    "migrations": True,
    "keeper": True,
    "disk": True,
}


def is_ready(server: RunningServer) -> bool:
    return server.get("/-/health")[0] == 200


def test_an_installation_that_can_do_its_work_is_ready(open_installation: RunningServer) -> None:
    wait_until(lambda: is_ready(open_installation), "the keeper is at work")
    status, headers, body = open_installation.get("/-/health")
    assert (status, json.loads(body)) == (200, READY)
    assert (headers["content-type"], headers["cache-control"]) == ("application/json", "no-store")
    assert "set-cookie" not in headers


@pytest.mark.parametrize("host", ["nobody.example", "192.0.2.1:9999", "-", "no such name", ""])
def test_it_answers_whatever_host_is_asked_for(open_installation: RunningServer, host: str) -> None:
    assert open_installation.get("/-/health/live", headers={"Host": host})[0] == 200


def test_live_asks_for_nothing_but_an_answer(open_installation: RunningServer) -> None:
    assert json.loads(open_installation.get("/-/health/live")[2]) == {"live": True}


def test_it_is_read_and_not_written(open_installation: RunningServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", open_installation.port)
    with closing(connection):
        connection.request("POST", "/-/health", "")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_an_installation_whose_keeper_is_late_is_not_ready(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: is_ready(server), "the keeper is at work")
        os.kill(read_journal(empty_installation).pid, signal.SIGSTOP)
        late = read_journal(empty_installation)
        late.beat -= FRESH_SECONDS + 1
        write_journal(empty_installation, late)
        status, _, body = server.get("/-/health")
        os.kill(late.pid, signal.SIGCONT)
        assert (status, json.loads(body)) == (503, READY | {"ready": False, "keeper": False})
        wait_until(lambda: is_ready(server), "the keeper goes on")


def test_an_installation_that_lacks_a_change_of_its_tables_is_not_ready(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: is_ready(server), "the keeper is at work")
        with closing(
            sqlite3.connect(empty_installation / "byline.sqlite3", isolation_level=None)
        ) as other:
            other.execute(
                "DELETE FROM django_migrations WHERE app = 'newsroom' AND name LIKE '0001%'"
            )
        status, _, body = server.get("/-/health")
        assert (status, json.loads(body)) == (503, READY | {"ready": False, "migrations": False})


def test_an_installation_whose_database_cannot_be_read_is_live_but_not_ready(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: is_ready(server), "the keeper is at work")
        wait_until(lambda: not _in_wal(empty_installation), "the WAL is empty")
        (empty_installation / "byline.sqlite3").write_bytes(b"not a database" * 1000)
        status, _, body = server.get("/-/health")
        assert status == 503
        assert json.loads(body) == READY | {"ready": False, "database": False, "migrations": False}
        assert server.get("/-/health/live")[0] == 200


def _in_wal(installation: Path) -> bool:
    """Whether pages are still read from the WAL, which would hide a damaged database file."""
    with closing(sqlite3.connect(installation / "byline.sqlite3")) as other:
        busy, frames, _ = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return bool(busy or frames)
