"""A WSGI application that only serves one file: the cost of the server around Byline."""

import os
from collections.abc import Callable
from pathlib import Path

PAGE = Path(os.environ.get("BARE_PAGE", os.devnull)).read_bytes()
HEADERS = [
    ("Content-Type", "text/html"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", str(len(PAGE))),
]


def application(
    environ: dict[str, object], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> list[bytes]:
    start_response("200 OK", HEADERS)
    return [PAGE]
