"""Requests of odd sizes and lengths are refused before any work, in words."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from press.pressing import ARTICLE_PATH, corrector
from running_server import RunningServer, prepared_data_folder, serve
from web_servers import connection


@pytest.fixture(scope="module")
def server(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("sockets") / "installation")
    with serve(data) as running, corrector(data) as desk:
        desk.correct("Sails 1")
        yield running


def status_of(server: RunningServer, sent: bytes) -> bytes:
    """The status line of the answer; empty if the connection is just closed."""
    with closing(connection(server.port)) as line:
        line.sendall(sent)
        return line.recv(12)[9:]


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
    with closing(connection(server.port)) as line:
        line.sendall(sent)
        answer = b""
        while part := line.recv(65_536):
            answer += part
        return answer


def test_a_body_in_chunks_is_read(server: RunningServer) -> None:
    sent = b"source=x&target=y"
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent)
    head = (
        b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with closing(connection(server.port)) as line:
        line.sendall(head + chunked)
        answer = line.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"source" in answer


def test_the_second_of_two_requests_in_one_body_is_not_answered(server: RunningServer) -> None:
    """A request that gives two lengths is read by one of them, and the connection ends there."""
    both = (
        b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    with closing(connection(server.port)) as line:
        line.sendall(both)
        answers = b""
        while part := line.recv(65_536):
            answers += part
    assert answers.count(b"HTTP/1.1 ") == 1
