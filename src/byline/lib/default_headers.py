"""Headers of every response, whether from Django, the page cache, WhiteNoise or the beacon."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

DEFAULT_HEADERS = {
    "x-content-type-options": "nosniff",
    # For responses that are not pages; views set the policy of pages.
    "content-security-policy": (
        "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ALLOWED = ", ".join(sorted(METHODS))


class DefaultHeaders:
    """Adds these headers where they are missing, and refuses TRACE and unknown methods."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in METHODS:
            start_response("405 Method Not Allowed", [("Allow", ALLOWED), ("Content-Length", "0")])
            return []

        def start(
            status: str, headers: Headers, exc_info: object = None, /
        ) -> Callable[[bytes], object]:
            return start_response(status, with_defaults(status, headers))

        return self._application(environ, start)


def with_defaults(status: str, headers: Headers) -> Headers:
    """The headers, completed. A 304 is not: it would change what the browser has stored."""
    if status.startswith(str(HTTPStatus.NOT_MODIFIED.value)):
        return headers
    names = {name.lower() for name, _ in headers}
    return headers + [item for item in DEFAULT_HEADERS.items() if item[0] not in names]
