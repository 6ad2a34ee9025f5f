"""Requests to a WSGI application within this process."""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.types import WSGIApplication

from byline.press.cache_keys import DEFAULT_PORTS
from byline.press.memory import Headers


def get(application: WSGIApplication, url: str, **more: Any) -> tuple[str, Headers, bytes]:
    """Status, headers and body for GET `url`; `more` is added to the WSGI environment."""
    response: list[Any] = []

    def start_response(
        status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        response[:] = [status, headers]
        return lambda _: None

    parts: Iterable[bytes] = application(_environ(url) | more, start_response)
    try:
        body = b"".join(parts)
    finally:
        with suppress(AttributeError):
            parts.close()  # type: ignore[attr-defined]
    return response[0], response[1], body


def _environ(url: str) -> dict[str, Any]:
    asked = urlsplit(url)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(asked.path or "/").decode("latin-1"),
        "QUERY_STRING": asked.query,
        "SERVER_NAME": asked.hostname or "",
        "SERVER_PORT": str(asked.port or DEFAULT_PORTS[asked.scheme]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": asked.netloc,
        "HTTP_X_FORWARDED_PROTO": asked.scheme,
        "wsgi.url_scheme": asked.scheme,
        "wsgi.version": (1, 0),
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
