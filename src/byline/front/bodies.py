"""Bodies of requests, read on the event loop within limits of size and time.

No thread is taken before a body is complete, so an unfinished body costs only a socket and memory.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any, Final
from wsgiref.types import WSGIEnvironment

from byline.front.errors import DisconnectedError, RefusedError, busy
from byline.lib.disk_full import is_disk_full

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

MEMORY_BYTES: Final = 256_000  # of a body; longer ones go to a temporary file
PAUSE_SECONDS: Final = 10.0  # the longest time without a byte
GRACE_SECONDS: Final = 10.0  # after these, the average rate must be at least MIN_BYTES_PER_SECOND
MIN_BYTES_PER_SECOND: Final = 1_000
BUDGET_BYTES: Final = 64_000_000  # of strangers' bodies in this process at a time
BUDGET_BYTES_OF_NETWORK: Final = 16_000_000
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class BodyLimit:
    """At most `size` bytes within `seconds`.

    `refusal` makes the content type and body of an answer with status 200, for protocols that
    report errors in the body.
    """

    size: int
    seconds: float
    refusal: Callable[[str], tuple[str, bytes]] | None = None


class BodyBudget:
    """Bounds the bytes of strangers' bodies that this process stores at a time."""

    def __init__(self) -> None:
        self._by_network: Counter[str] = Counter()
        self._total = 0

    def add(self, network: str, size: int) -> None:
        """Count `size` more bytes. Raises RefusedError if that exceeds a limit."""
        if (
            self._total + size > BUDGET_BYTES
            or self._by_network[network] + size > BUDGET_BYTES_OF_NETWORK
        ):
            raise busy()
        self._total += size
        self._by_network[network] += size

    def remove(self, network: str, size: int) -> None:
        self._total -= size
        self._by_network[network] -= size
        if not self._by_network[network]:
            del self._by_network[network]


class RequestBody:
    """A request's body; `network` is its sender's, None for people of the desk."""

    def __init__(self, budget: BodyBudget, network: str | None) -> None:
        self.file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(MEMORY_BYTES)  # noqa: SIM115
        self.size = 0
        self._budget, self._network = budget, network

    def append(self, data: bytes) -> None:
        if self._network is not None:
            self._budget.add(self._network, len(data))
        self.size += len(data)
        self.file.write(data)

    def close(self) -> None:
        self.file.close()
        if self._network is not None:
            self._budget.remove(self._network, self.size)


@contextmanager
def budgeted_body(budget: BodyBudget, network: str | None) -> Iterator[RequestBody]:
    body = RequestBody(budget, network)
    try:
        yield body
    finally:
        body.close()


def has_body(environ: WSGIEnvironment) -> bool:
    return (
        environ.get("CONTENT_LENGTH", "0") != "0" or environ.get("HTTP_TRANSFER_ENCODING", "") != ""
    )


async def read_body(
    receive: Receive, environ: WSGIEnvironment, limit: BodyLimit, body: RequestBody
) -> None:
    """Read the request's body into `body` and put it into the environment.

    Raises RefusedError if it is too long, too slow or cannot be stored, and DisconnectedError.
    """
    length = environ.get("CONTENT_LENGTH", "0")
    if not length.isdecimal() or int(length) > limit.size:
        raise _too_large(limit)
    loop = asyncio.get_running_loop()
    began = loop.time()
    more = True
    while more:
        elapsed = loop.time() - began
        if elapsed > GRACE_SECONDS and body.size < MIN_BYTES_PER_SECOND * elapsed:
            raise _too_slow()
        message = await _next(receive, min(PAUSE_SECONDS, limit.seconds - elapsed))
        data = message.get("body", b"")
        if body.size + len(data) > limit.size:
            raise _too_large(limit)
        try:
            body.append(data)
        except OSError as error:
            raise (_disk_full() if is_disk_full(error) else busy()) from error
        more = message.get("more_body", False)
    if int(length) > body.size:
        raise DisconnectedError
    body.file.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = body.file, str(body.size)
    environ.pop("HTTP_TRANSFER_ENCODING", None)


async def _next(receive: Receive, seconds: float) -> MutableMapping[str, Any]:
    try:
        async with asyncio.timeout(max(seconds, 0)):
            message = await receive()
    except TimeoutError:
        raise _too_slow() from None
    if message["type"] == "http.disconnect":
        raise DisconnectedError
    return message


def _disk_full() -> RefusedError:
    return RefusedError(
        HTTPStatus.INSUFFICIENT_STORAGE, "The server's disk is full. Nothing was changed.\n"
    )


def _too_slow() -> RefusedError:
    return RefusedError(
        HTTPStatus.REQUEST_TIMEOUT, "The request came too slowly. Nothing was changed.\n"
    )


def _too_large(limit: BodyLimit) -> RefusedError:
    size = f"{limit.size / MEGABYTE:g} MB" if limit.size >= MEGABYTE else f"{limit.size:,} bytes"
    return RefusedError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The request is too large: {size} can be sent here.\n",
    )
