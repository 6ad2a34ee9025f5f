"""Sockets that send half of a request, trickle it, or hardly read the answer: everybody else is answered meanwhile."""

import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from press.pressing import ARTICLE_PATH, corrector
from running_server import RunningServer, prepared_data_folder, serve

IS_LONG = bool(os.environ.get("ATTACKS"))
SOCKETS, SECONDS = (400, 150) if IS_LONG else (60, 2)
HALF_BODY = (
    b"POST /-/webmention/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nsource="
)
HALF_CHUNK = (
    b"POST /-/webmention/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\na"
)
HALF_HEADER = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "


@pytest.fixture(scope="module")
def server(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("sockets") / "installation")
    with serve(data) as running, corrector(data) as desk:
        desk.correct("Sails 1")
        yield running


def connected(server: RunningServer, number: int, *, buffer: int = 0) -> socket.socket:
    """A connection from one of many networks."""
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.bind((f"127.0.{1 + number % 200}.1", 0))
    connection.settimeout(60)
    connection.connect(("127.0.0.1", server.port))
    return connection


def asked(server: RunningServer, path: str, method: str = "GET", body: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with closing(connection):
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body or None, {"Host": "localhost"} | form)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def everybody_is_answered(server: RunningServer) -> None:
    """For as long as the attack lasts: stored pages within a second, and what Django does."""
    asked(server, ARTICLE_PATH)
    end = time.monotonic() + SECONDS
    waits = []
    while len(waits) < 100 or time.monotonic() < end:
        began = time.monotonic()
        assert asked(server, ARTICLE_PATH) == 200
        waits.append(time.monotonic() - began)
        if len(waits) % 50 == 0:
            assert asked(server, "/search/?q=sails") == 200
            assert asked(server, "/admin/login/") in (200, 302)
            assert asked(server, "/-/webmention", "POST", "source=x&target=y") == 400
    assert sorted(waits)[len(waits) * 99 // 100] < 1


@pytest.mark.parametrize("sent", [HALF_BODY, HALF_CHUNK, HALF_HEADER])
def test_half_requests_stop_nobody(server: RunningServer, sent: bytes) -> None:
    with ExitStack() as sockets:
        for number in range(SOCKETS):
            sockets.enter_context(closing(connected(server, number))).sendall(sent)
        everybody_is_answered(server)


def test_slow_readers_stop_nobody(server: RunningServer) -> None:
    reading = f"GET {ARTICLE_PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with ExitStack() as sockets:
        for number in range(SOCKETS):
            connection = sockets.enter_context(closing(connected(server, number, buffer=2048)))
            connection.sendall(reading * 5)
            connection.recv(1)
        everybody_is_answered(server)


def status_of(server: RunningServer, sent: bytes) -> bytes:
    """The status line of the answer; empty if the connection is just closed."""
    with closing(connected(server, 0)) as connection:
        connection.sendall(sent)
        return connection.recv(12)[9:]


def test_odd_requests_are_refused_in_words(server: RunningServer) -> None:
    post = b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\n"
    assert status_of(server, post + b"Content-Length: 99999999999999999999\r\n\r\n") == b"400"
    assert status_of(server, post + b"Content-Length: -1\r\n\r\n") == b"400"
    assert status_of(server, post + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd") == b"400"
    assert status_of(server, post + b"Expect: 100-continue\r\nContent-Length: 64001\r\n\r\n") == (
        b"413"
    )
    assert status_of(server, post + b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n") == b"100"
    two_hosts = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: other.example\r\n\r\n"
    assert status_of(server, two_hosts) == b"400"
    chunks = b"Transfer-Encoding: chunked\r\n\r\n" + b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n"
    assert status_of(server, post + chunks + (b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n") * 2) == (
        b"413"
    )


LONGEST_BODIES = {
    "/-/read": 1_000,
    "/-/webmention": 64_000,
    "/-/hub": 64_000,
    "/accounts/login/": 64_000,
    "/quay/respond/": 1_000_000,
    "/-/my-data/": 1_000_000,
    "/admin/login/": 3_000_000,
}


@pytest.mark.parametrize("path", LONGEST_BODIES)
def test_no_door_takes_a_longer_body_than_it_needs(server: RunningServer, path: str) -> None:
    start = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
    longest = LONGEST_BODIES[path]
    assert status_of(server, f"{start}{longest}\r\n\r\n".encode()) == b"100"
    assert status_of(server, f"{start}{longest + 1}\r\n\r\n".encode()) == b"413"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (
            "/-/pingback",
            b"<string>The request is too large: 64,000 bytes can be sent here.</string>",
        ),
        (
            f"{ARTICLE_PATH}trackback/",
            b"<error>1</error><message>The request is too large: 64,000 bytes can be sent here.",
        ),
    ],
)
def test_a_long_ping_is_refused_in_its_own_format(
    server: RunningServer, path: str, answer: bytes
) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000001\r\n\r\n"
    received = answer_to(server, head.encode())
    assert received.startswith(b"HTTP/1.1 200")
    assert b"\r\ncontent-type: text/xml; charset=utf-8\r\n" in received
    assert answer in received


@pytest.mark.parametrize("target", ["/?p=" + "9" * 8_191, "/" + "a" * 8_192])
def test_a_long_address_is_refused_before_any_work(server: RunningServer, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    received = answer_to(server, request.encode())
    assert received.startswith(b"HTTP/1.1 414")
    assert b"its path and its query may have 8,192 bytes each.\n" in received
    shorter = request.replace("99", "", 1).replace("aa", "", 1)
    assert status_of(server, shorter.encode()) != b"414"


def answer_to(server: RunningServer, sent: bytes) -> bytes:
    """The whole answer to a request after which the server closes the connection."""
    with closing(connected(server, 0)) as connection:
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
        return answer


def test_a_body_in_chunks_is_read(server: RunningServer) -> None:
    sent = b"source=x&target=y"
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent)
    head = (
        b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with closing(connected(server, 0)) as connection:
        connection.sendall(head + chunked)
        answer = connection.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"source" in answer


def test_the_second_of_two_requests_in_one_body_is_not_answered(server: RunningServer) -> None:
    """A request that gives two lengths is read by one of them, and the connection ends there."""
    both = (
        b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    with closing(connected(server, 0)) as connection:
        connection.sendall(both)
        answers = b""
        while part := connection.recv(65_536):
            answers += part
    assert answers.count(b"HTTP/1.1 ") == 1
