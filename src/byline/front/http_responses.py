"""Responses of a WSGI application, taken completely in a thread and sent from the event loop.

Only a response in a file (one that is served from it, or a long one that was written to it) is read
while it is sent. So a slow reader costs a socket and some blocks of memory.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import Any, Final
from wsgiref.types import WSGIApplication, WSGIEnvironment

from byline.front.bodies import Receive
from byline.front.errors import DisconnectedError
from byline.front.file_body import BLOCK_BYTES, FileBody

Headers = list[tuple[str, str]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MEMORY_BYTES: Final = 1_000_000  # of a response in parts; a longer one is written to a file
WHOLE_BYTES: Final = 65_536  # sent at once: the socket's buffer holds that much for a slow reader
SEND_SECONDS: Final = 60.0  # to accept one block; then the connection is closed


@dataclass
class Response:
    """Status line, headers and body of a response."""

    status: str = ""
    headers: Headers | None = None
    body: bytes | FileBody = b""

    def start(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _: None  # PEP 3333's `write`, which Django does not use

    @property
    def message(self) -> dict[str, Any]:
        """The ASGI message `http.response.start`."""
        return {
            "type": "http.response.start",
            "status": int(self.status[:3]),
            "headers": [
                (_lower(name), value.encode("latin-1")) for name, value in self.headers or ()
            ],
        }


@lru_cache(maxsize=512)
def _lower(name: str) -> bytes:
    return name.lower().encode("latin-1")


def call_application(application: WSGIApplication, environ: WSGIEnvironment) -> Response:
    """Call the application and collect its response."""
    response = Response()
    parts = application(environ, response.start)
    if isinstance(parts, FileBody):
        response.body = parts
    elif isinstance(parts, list):
        response.body = parts[0] if len(parts) == 1 else b"".join(parts)
    else:
        response.body, size = _collected(parts)
        _set_length(response, size)
    return response


def _collected(parts: Iterable[bytes]) -> tuple[bytes | FileBody, int]:
    file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(MEMORY_BYTES)  # noqa: SIM115
    try:
        for part in parts:
            file.write(part)
    except BaseException:
        file.close()
        raise
    finally:
        if close := getattr(parts, "close", None):
            close()
    size = file.tell()
    file.seek(0)
    if size > MEMORY_BYTES:
        return FileBody(file), size
    with file:
        return file.read(), size


def _set_length(response: Response, size: int) -> None:
    """Add a Content-Length, by which the client can tell whether the response was cut off."""
    headers = response.headers or []
    is_bodiless = response.status.startswith(("1", "204", "304"))
    if not is_bodiless and all(name.lower() != "content-length" for name, _ in headers):
        response.headers = [*headers, ("Content-Length", str(size))]


async def send_response(
    response: Response, method: str, receive: Receive, send: Send, files: ThreadPoolExecutor
) -> None:
    """Send the response. TimeoutError, for a reader who is too slow, closes the connection."""
    await send(response.message)
    body = response.body
    if isinstance(body, FileBody):
        loop = asyncio.get_running_loop()
        try:
            if method != "HEAD":
                await _send_file(body, receive, send, files)
        finally:
            await loop.run_in_executor(files, body.close)
    elif len(body) > WHOLE_BYTES and method != "HEAD":
        view = memoryview(body)
        for start in range(0, len(body), BLOCK_BYTES):
            async with asyncio.timeout(SEND_SECONDS):
                await send(_part(bytes(view[start : start + BLOCK_BYTES])))
    else:
        await send(_part(b"" if method == "HEAD" else body, more=False))
        return
    await send(_part(b"", more=False))


async def _send_file(
    body: FileBody, receive: Receive, send: Send, files: ThreadPoolExecutor
) -> None:
    loop = asyncio.get_running_loop()
    gone = asyncio.ensure_future(_disconnected(receive))
    try:
        while block := await loop.run_in_executor(files, body.read_block):
            async with asyncio.timeout(SEND_SECONDS):
                await send(_part(block))
            if gone.done():
                raise DisconnectedError
    finally:
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}
