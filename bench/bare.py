"""An ASGI application that only serves one file: the cost of the server around Byline."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

PAGE = Path(os.environ.get("BARE_PAGE", os.devnull)).read_bytes()
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/html"),
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(PAGE)).encode()),
    ],
}
BODY = {"type": "http.response.body", "body": PAGE}
Send = Callable[[dict[str, object]], Awaitable[None]]


async def application(scope: dict[str, object], _receive: object, send: Send) -> None:
    if scope["type"] == "http":
        await send(START)
        await send(BODY)
