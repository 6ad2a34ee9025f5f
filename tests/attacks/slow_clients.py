"""Connections that are kept half-used: half of a request, a byte now and then, or an answer that is hardly read."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

SECONDS_BETWEEN_BYTES = 4.0  # less than any server waits for the next one
READ_BYTES = 100  # of the answer at a time
BUFFER_BYTES = 2048  # of a reader's socket

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
POST = b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\n" + FORM


@dataclass(frozen=True)
class SlowRequest:
    """What a slow client sends at first, and again and again; `buffer` is that of its socket in bytes."""

    sent: bytes
    more: bytes = b""
    buffer: int = 0


HALF_BODY = SlowRequest(POST + b"Content-Length: 60000\r\n\r\nsource=", b"a")
HALF_CHUNK = SlowRequest(POST + b"Transfer-Encoding: chunked\r\n\r\nffff\r\na", b"a")
HALF_HEADER = SlowRequest(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ", b"a")


def slow_reader(path: str) -> SlowRequest:
    """Twenty requests at once, whose answers are longer than the buffers between here and the server."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    return SlowRequest(request.encode() * 20, buffer=BUFFER_BYTES)


Connect = Callable[[str, int], socket.socket]  # from this address, with a buffer of so many bytes


@dataclass
class SlowClients:
    """Each of them sends this request from one of many networks, and comes again when it is closed."""

    request: SlowRequest
    connect: Connect
    connections: list[socket.socket] = field(default_factory=list)
    returned: int = 0
    refused: int = 0

    def open(self, count: int) -> None:
        self.connections.extend(self._opened(number) for number in range(count))

    def go_on(self, is_over: Event) -> None:
        """A byte from each of them, and the same after a pause, until it is over."""
        while not is_over.wait(SECONDS_BETWEEN_BYTES):
            for number, connection in enumerate(self.connections):
                if is_over.is_set():
                    break
                if self._is_closed(connection):
                    self._return(number)

    def _opened(self, number: int) -> socket.socket:
        connection = self.connect(f"127.0.{1 + number % 200}.1", self.request.buffer)
        connection.sendall(self.request.sent)
        return connection

    def _is_closed(self, connection: socket.socket) -> bool:
        """After a byte more, or a little less left to read."""
        connection.settimeout(0)
        try:
            if self.request.more:
                connection.sendall(self.request.more)
            received = connection.recv(READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True
        return received == b"" or bool(self.request.more)  # an answer to half a request ends it

    def _return(self, number: int) -> None:
        self.connections[number].close()
        try:
            self.connections[number] = self._opened(number)
            self.returned += 1
        except OSError:
            self.refused += 1

    def close(self) -> None:
        for connection in self.connections:
            with suppress(OSError):
                connection.close()


@contextmanager
def slow_clients(
    count: int, requests: list[SlowRequest], connect: Connect
) -> Iterator[list[SlowClients]]:
    """So many clients with each of these requests, until the end of the context."""
    groups = [SlowClients(request, connect) for request in requests]
    is_over = Event()
    threads = [Thread(target=group.go_on, args=(is_over,)) for group in groups]
    try:
        for group in groups:
            group.open(count)
        for thread in threads:
            thread.start()
        yield groups
    finally:
        is_over.set()
        for thread in threads:
            if thread.ident is not None:
                thread.join()
        for group in groups:
            group.close()
