"""Another site on this machine, whose pages can be changed and may be requested."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from byline.newsroom.models import Article
from newsrooms import HOST
from outsiders import Outsider, Question, outsider


@dataclass
class Page:
    """The answer at a path: by default HTML with status 200."""

    body: str
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class AnotherSite:
    url: str
    server: Outsider
    pages: dict[str, Page] = field(default_factory=dict)

    def put(self, path: str, body: str, **more: Any) -> str:
        """Put a page there; its address."""
        self.pages[path] = Page(body, **more)
        return self.url + path

    def asked(self, path: str) -> list[Question]:
        return [question for question in self.server.asked if question.path == path]


@pytest.fixture
def door_is_open(settings: Any) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": True})


@pytest.fixture
def another_site(door_is_open: None) -> Iterator[AnotherSite]:
    def answer(handler: BaseHTTPRequestHandler, question: Question) -> None:
        page = site.pages.get(question.path, Page("nothing here", 404))
        body = page.body.replace("{{BASE}}", site.url).encode()
        handler.send_response(page.status)
        for name, value in (
            ("Content-Type", page.kind),
            ("Content-Length", str(len(body))),
            *page.headers,
        ):
            handler.send_header(name, value.replace("{{BASE}}", site.url))
        handler.end_headers()
        handler.wfile.write(body)

    with outsider(answer) as server:
        site = AnotherSite(server.url, server)
        yield site


@pytest.fixture
def ferry_page(ferry: Article) -> str:
    """The address of the article about the ferry."""
    return f"http://{HOST}{ferry.href}"
