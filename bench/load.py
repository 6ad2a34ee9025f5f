"""Clients that post, each a process with its own connection, so that the server is measured."""

import http.client
import itertools
import os
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

PATIENCE = 60.0  # seconds
BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Safari/537.36"
)


@dataclass(frozen=True)
class Post:
    """How a server is told something: `body` makes the bytes from a word of its own, `status` says
    that it is kept.
    """

    port: int
    path: str
    kind: str
    body: Callable[[str], bytes]
    status: int
    host: str = "localhost"
    way: str = "POST"


def nothing(_word: str) -> bytes:
    return b""


def page(port: int, path: str, host: str = "localhost") -> Post:
    """What is asked for instead of told, by the same clients."""
    return Post(port, path, "", nothing, http.client.OK, host, "GET")


@dataclass(frozen=True)
class Load:
    """What came of it: answers with the right status, others, and the seconds that each answer
    took.
    """

    accepted: int
    refused: int
    seconds: float
    waits: Sequence[float]

    @property
    def a_second(self) -> float:
        return self.accepted / self.seconds

    @property
    def slowest(self) -> float:
        """Seconds within which 99 of 100 were answered."""
        return statistics.quantiles(self.waits, n=100)[98] if len(self.waits) > 1 else 0.0


def post_for(seconds: float, post: Post, clients: int) -> Load:
    """Let so many clients post, one after the other's answer, for so many seconds."""
    started = time.monotonic()
    end = started + seconds
    with ProcessPoolExecutor(clients, mp_context=get_context("fork")) as pool:
        results = list(pool.map(_post, [post] * clients, [end] * clients, range(clients)))
    waits = [wait for waits, _refused in results for wait in waits]
    return Load(
        len(waits), sum(refused for _waits, refused in results), time.monotonic() - started, waits
    )


def post_some(number: int, post: Post) -> list[float]:
    """One client posts so many; the seconds of each answer."""
    line = Line(post.port)
    return [_timed(line, post, word) for word in itertools.islice(_words(0), number)]


def read_some(number: int, port: int, path: str, host: str = "localhost") -> list[float]:
    """One client reads the page so often; the seconds of each answer."""
    line, waits = Line(port), []
    for _each in range(number):
        started = time.monotonic()
        status = line.ask("GET", path, None, {"Host": host})
        if status != http.client.OK:
            raise RuntimeError(f"{path} answers {status}")
        waits.append(time.monotonic() - started)
    return waits


class Line:
    """A connection that is kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(self, way: str, path: str, body: bytes | None, headers: dict[str, str]) -> int:
        """The status of the answer; 0 where there is none."""
        try:
            if self._line.sock is None:
                self._line.connect()
                self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._line.request(way, path, body, headers)
            answer = self._line.getresponse()
            answer.read()
        except (http.client.HTTPException, OSError):
            self._line.close()
            return 0
        return answer.status


def _post(post: Post, end: float, place: int) -> tuple[list[float], int]:
    line, waits, refused = Line(post.port), [], 0
    for word in _words(place):
        if time.monotonic() >= end:
            break
        wait = _timed(line, post, word)
        if wait:
            waits.append(wait)
        else:
            refused += 1
    return waits, refused


def _timed(line: Line, post: Post, word: str) -> float:
    """The seconds of the answer; 0 for one that says it was not kept."""
    started = time.monotonic()
    headers = {"Host": post.host} | ({"Content-Type": post.kind} if post.kind else {})
    status = line.ask(post.way, post.path, post.body(word) or None, headers)
    return time.monotonic() - started if status == post.status else 0.0


def _words(place: int) -> Iterator[str]:
    """Words that nobody said before."""
    start = f"{os.getpid()}x{time.monotonic_ns()}x{place}"
    return (f"{start}x{number}" for number in itertools.count())
