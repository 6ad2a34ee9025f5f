"""A tiny paper for the press: pages that count, in a table of their own, and say what they show. And a reader who asks the front."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from byline.press.actions import invalidate
from byline.press.printing import printed
from byline.press.store import PageStore
from byline.press.tags import depends_on, expires_at
from byline.press.wsgi import PageCache

HOST = "paper.example"
FILLER = "<p>All the news that fits, and some that does not.</p>" * 20


@dataclass
class Paper:
    """What its pages say; `rendered` counts renders by path, and `meanwhile` is done in the middle of each."""

    words: dict[str, str] = field(default_factory=dict)
    until: datetime | None = None
    rendered: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None


paper = Paper()


@printed(query=("page",), uncached_params=("p",))
def page(request: HttpRequest, name: str) -> HttpResponse:
    paper.rendered.append(request.get_full_path())
    depends_on(f"page:{name}", "site:1")
    if paper.until:
        expires_at(paper.until)
    words = paper.words.get(name, "nothing yet")
    paper.meanwhile()
    return HttpResponse(
        f"<h1>{words}</h1><p>{request.get_full_path()} {request.user} {request.COOKIES}</p>{FILLER}"
    )


@printed()
def odd(request: HttpRequest, how: str) -> HttpResponse:
    paper.rendered.append(how)
    response = HttpResponse("odd", status=404 if how == "missing" else 200)
    if how == "cookie":
        response.set_cookie("reader", "1")
    if how == "session":
        request.session["seen"] = True
    if how == "language":
        response["Vary"] = "Accept-Language"
    if how == "token":
        response.content = get_token(request)
    if how == "kept-back":
        response["Cache-Control"] = "no-store"
    if how == "picture":
        response["Content-Type"] = "image/gif"
    if how == "broken":
        raise RuntimeError("no ink")
    return response


@printed()
def handed_on(request: HttpRequest) -> HttpResponse:
    return page(request, "one")


def unprinted(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"for one: {request.method}")


def changing(request: HttpRequest) -> HttpResponse:
    invalidate("page:one")
    return HttpResponse("changed")


def failing(request: HttpRequest) -> HttpResponse:
    invalidate("page:one")
    raise RuntimeError("not changed")


urlpatterns = [
    path("changing/", changing),
    path("failing/", failing),
    path("odd/<str:how>/", odd),
    path("handed-on/", handed_on),
    path("unprinted/", unprinted),
    path("<path:name>/", page),
]
handler404 = handler500 = None  # Django's own


@dataclass
class Given:
    """An answer: status, headers (names in lower case), body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cache_status(self) -> str:
        return self.headers.get("cache-status", "")


class Reader:
    """Asks a front as a server would hand it on."""

    def __init__(self, front: Callable[..., Iterable[bytes]]) -> None:
        self.front = front

    def get(self, path: str, method: str = "GET", script_name: str = "", **headers: str) -> Given:
        path, _, query = path.partition("?")
        started: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SCRIPT_NAME": script_name,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **{
                name if name.startswith("HTTP_") else f"HTTP_{name.upper()}": value
                for name, value in headers.items()
            },
        }
        parts = self.front(environ, lambda *given: started.extend(given))
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        return Given(
            int(started[0].split()[0]), {name.lower(): value for name, value in started[1]}, body
        )


def new_front(
    store: PageStore, *, behind_proxy: bool = False, tag_header: str = "none"
) -> PageCache:
    return PageCache(
        get_wsgi_application(), store, behind_proxy=behind_proxy, tag_header=tag_header
    )
