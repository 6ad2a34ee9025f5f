"""An ASGI request as a WSGI environment (PEP 3333)."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from typing import Any, Final
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIEnvironment

from byline.front.errors import RefusedError
from byline.front.file_body import FileBody
from byline.lib.event_loop import ON_EVENT_LOOP

Scope = Mapping[str, Any]

MAX_TARGET_BYTES: Final = 8_192  # of a path, and of a query
WITHOUT_PREFIX = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})
PROTOCOLS = {"1": "HTTP/1.0", "1.1": "HTTP/1.1", "2": "HTTP/2"}


def environ_of(scope: Scope) -> WSGIEnvironment:
    """The environment of a request, with an empty body and marked as being on the event loop.

    Raises RefusedError for an address that is too long, and for two Host headers, because a proxy
    may have used the other one.
    """
    if max(len(scope["raw_path"]), len(scope["query_string"])) > MAX_TARGET_BYTES:
        raise RefusedError(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"The address is too long: its path and its query may have {MAX_TARGET_BYTES:,} bytes"
            " each.\n",
        )
    path, client, server = scope["raw_path"], scope["client"], scope["server"]
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": (unquote_to_bytes(path) if b"%" in path else path).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": PROTOCOLS.get(scope["http_version"], "HTTP/1.1"),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBody,
        ON_EVENT_LOOP: True,
    }
    for name, value in scope["headers"]:
        key = _key(name)
        if not key:
            continue
        if key in environ:
            if key == "HTTP_HOST":
                raise RefusedError(HTTPStatus.BAD_REQUEST, "A request names one host.\n")
            separator = ";" if key == "HTTP_COOKIE" else ","
            environ[key] += separator + value.decode("latin-1")
        else:
            environ[key] = value.decode("latin-1")
    return environ


@lru_cache(maxsize=512)
def _key(name: bytes) -> str:
    """The header's key in the environment; "" for a name with an underscore.

    Such a name could imitate another header: both `X-Real-IP` and `X_Real_IP` would be
    `HTTP_X_REAL_IP`.
    """
    if b"_" in name:
        return ""
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in WITHOUT_PREFIX else f"HTTP_{key}"
