"""Answers that the page cache takes from Django, and those that it gives itself."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse

from byline.press.memory import Headers


class StartedResponse:
    """Status and headers as Django passes them to `start_response`."""

    def __init__(self) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()

    def __call__(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _: None  # PEP 3333's `write`, which Django does not use

    def uncached_headers(self, why_not: str) -> Headers:
        """The headers of a response to one reader that is not stored."""
        named = {name.lower() for name, _ in self.headers}
        private = self.status.startswith("200") and "cache-control" not in named
        keeping = [("Cache-Control", "private, no-cache")] if private else []
        return [*self.headers, *keeping, ("Cache-Status", f'byline; fwd=miss; detail="{why_not}"')]


def joined(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


def with_status(headers: Headers, status: str) -> Headers:
    return headers if status == "hit" else [*headers[:-1], ("Cache-Status", f"byline; {status}")]


def redirect_to_markdown(url: str, start_response: StartResponse) -> list[bytes]:
    """Redirect to the page as Markdown. No cache may store this, because some ignore `Vary`."""
    start_response(
        "303 See Other",
        [
            ("Location", url),
            ("Vary", "Accept"),
            ("Cache-Control", "no-store"),
            ("Content-Length", "0"),
        ],
    )
    return []


def refuse_codings(start_response: StartResponse) -> list[bytes]:
    body = (
        b"This page is available uncompressed or as br, zstd or gzip, but the request's"
        b" Accept-Encoding header refuses all of them.\n"
    )
    plain = ("Content-Type", "text/plain; charset=utf-8")
    start_response(
        "406 Not Acceptable",
        [plain, ("Content-Length", str(len(body))), ("Vary", "Accept-Encoding")],
    )
    return [body]
