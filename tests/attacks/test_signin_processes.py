"""The limits and the log of a real server with several processes."""

import http.client
import socket
import urllib.parse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import (
    PATIENCE,
    RunningServer,
    byline,
    prepared_data_folder,
    serve,
    wait_until,
)

EMAIL, PASSWORD = "ada@example.org", "four quiet presses"
TOKEN = "d2abcd-0123456789abcdef0123456789abcdef"
SECRET_PATHS = (
    f"/accounts/password/reset/key/1-{TOKEN}/",
    "/-/confirm/12/1tXyZ9:aB3-_xyzaB3-_xyzaB3-_xyzaB3-_xyzaB3-_xyzabc/",
    "/-/welcome/Zk9-abcDEF_1234567890abcdefghij",
)


@pytest.fixture(scope="module")
def guessed(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:  # noqa: F811
    """An installation where two workers were sent ten guesses and the right password, and what was answered."""
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("guessed") / "installation")
    add = ("user", "add", EMAIL, "--superuser", "--password-stdin")
    assert byline(data, *add, typed=f"{PASSWORD}\n").returncode == 0
    with serve(data, "--workers", "2") as server:
        guesses = [f"guess {number}" for number in range(10)]
        return data, [sign_in(server, password) for password in (*guesses, PASSWORD)]


@pytest.fixture(scope="module")
def restarted(guessed: tuple[Path, list[int]]) -> Iterator[RunningServer]:
    with serve(guessed[0]) as server:
        yield server


def sign_in(server: RunningServer, password: str) -> int:
    """The status after the sign-in form was posted: 302 for somebody who is let in."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", "/accounts/login/")
        answer = connection.getresponse()
        answer.read()
        token = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
        form = {"login": EMAIL, "password": password, "csrfmiddlewaretoken": token}
        headers = {
            "Cookie": f"csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/accounts/login/", urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def send_raw(server: RunningServer, path: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), PATIENCE)) as connection:
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        connection.recv(100)


def test_all_workers_count_together(guessed: tuple[Path, list[int]]) -> None:
    assert guessed[1] == [200] * 11, "not even the right password lets anybody in"


def test_a_restart_forgets_no_guess(restarted: RunningServer) -> None:
    assert sign_in(restarted, PASSWORD) == 200


def test_the_log_has_neither_tokens_nor_control_characters(restarted: RunningServer) -> None:
    for path in SECRET_PATHS:
        restarted.get(path)
    for hostile in (b"/%1b%5b2J%0d%0aforged", b"/\x1b[2J\x9b\x07forged", b"/a\xe2\x80\xaeb"):
        send_raw(restarted, hostile)
    restarted.get("/the-last/")
    wait_until(lambda: "/the-last/" in restarted.output(), "the last request is logged")
    log = restarted.log_file.read_bytes()
    for path in SECRET_PATHS:
        assert max(path.split("/"), key=len).encode() not in log
    assert log.count(b"/***") >= len(SECRET_PATHS)
    assert not {byte for byte in log if byte < 0x20} - {0x0A}
    assert b"\xe2\x80\xae" not in log
    assert not any(line.startswith(b"forged") for line in log.splitlines())


def test_without_their_file_the_limits_begin_again(restarted: RunningServer) -> None:
    restarted.stop()
    (restarted.data / "expiring.sqlite3").unlink()
    with serve(restarted.data) as server:
        assert sign_in(server, PASSWORD) == 302
