"""However the server ends, requests are finished, duties are finished, and nothing is left behind."""

import http.client
import os
import signal
import sqlite3
import urllib.parse
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from byline.lib.journal import read_journal
from running_server import PATIENCE, RunningServer, byline, processes_of, serve, wait_until

PASSWORD = "four quiet presses"


def sign_in(server: RunningServer) -> int:
    """Post the sign-in form as ada; the status that comes back."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", "/accounts/login/")
        answer = connection.getresponse()
        answer.read()
        token = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
        form = {"login": "ada@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
        headers = {
            "Cookie": f"csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/accounts/login/", urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def test_a_request_that_runs_when_the_server_is_told_to_stop_is_answered(
    empty_installation: Path,
) -> None:
    byline(
        empty_installation,
        "user",
        "add",
        "ada@example.org",
        "--superuser",
        "--password-stdin",
        typed=PASSWORD + "\n",
    )
    with serve(empty_installation) as server, ThreadPoolExecutor() as pool:
        with closing(
            sqlite3.connect(empty_installation / "byline.sqlite3", isolation_level=None)
        ) as other:
            other.execute("BEGIN IMMEDIATE")  # whoever signs in must now wait to write
            waiting: Future[int] = pool.submit(sign_in, server)
            wait_until(
                lambda: "path=/accounts/login/ status=200" in server.output(),
                "the form was fetched",
            )
            server.process.send_signal(signal.SIGTERM)
            wait_until(lambda: not _accepts(server), "the server takes no more requests")
            assert not waiting.done()
            other.execute("ROLLBACK")
        assert waiting.result(PATIENCE) == 302
        assert server.process.wait(PATIENCE) == 0
        assert server.output().rstrip().endswith("stopped")


@pytest.mark.parametrize("wanted", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_visitor_does_not_keep_the_server_from_stopping(
    empty_installation: Path, wanted: signal.Signals
) -> None:
    with serve(empty_installation) as server:
        idle = http.client.HTTPConnection("127.0.0.1", server.port)
        with closing(idle):
            idle.request("GET", "/-/health/live")
            idle.getresponse().read()
            members = processes_of(server)
            assert len(members) == 3
            assert server.stop(wanted) == 0
        assert processes_of(server) == []


def test_ctrl_c_reaches_the_whole_group_and_is_no_failure(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "error" not in server.output()


def test_nothing_is_left_when_the_first_process_is_killed(empty_installation: Path) -> None:
    with serve(empty_installation, "--workers", "2") as server:
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        assert len(processes_of(server)) == 4
        server.process.kill()
        server.process.wait(PATIENCE)
        wait_until(lambda: processes_of(server) == [], "the others have noticed")


def test_a_worker_that_is_killed_is_replaced(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        keeper = read_journal(empty_installation).pid
        [worker] = set(processes_of(server)) - {server.process.pid, keeper}
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: _accepts(server), "another worker answers")
        assert worker not in processes_of(server)
        assert read_journal(empty_installation).pid == keeper


def test_a_worker_that_dies_again_and_again_is_replaced_each_time(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        others = {server.process.pid, read_journal(empty_installation).pid}
        for death in range(1, 4):
            wait_until(lambda: _accepts(server), "a worker answers")
            for worker in set(processes_of(server)) - others:
                os.kill(worker, signal.SIGKILL)
            wait_until(
                lambda death=death: server.output().count("a worker died") == death,  # type: ignore[misc]
                "the death is seen",
            )
        wait_until(lambda: _accepts(server), "a worker answers")
        assert server.stop() == 0


def test_the_data_folder_can_be_served_again_as_soon_as_the_first_process_is_gone(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server:
        server.process.kill()
        server.process.wait(PATIENCE)
        with serve(empty_installation) as other:
            assert _accepts(other)


def test_a_keeper_that_is_killed_is_replaced(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        first = read_journal(empty_installation).pid
        os.kill(first, signal.SIGKILL)
        wait_until(
            lambda: read_journal(empty_installation).pid not in (0, first),
            "another keeper is at work",
            patience=5,
        )
        assert "a process died and is restarted" in server.output()
        assert server.get("/-/health")[0] == 200


def _accepts(server: RunningServer) -> bool:
    try:
        return server.get("/-/health/live")[0] == 200
    except OSError:
        return False
