"""Readers, each with an address and a browser, who tell the beacon at its real address what they read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from pytest_django import Settings

from byline.newsroom.models import Article
from byline.readership.beacon import Beacon
from byline.readership.tokens import ReadToken, sign_token
from newsrooms import HOST, contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
ZONE = "Pacific/Auckland"


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def verdict(self) -> str:
        return self.headers.get("Byline-Read", "")


@dataclass
class Reader:
    """Somebody with a browser."""

    beacon: Beacon
    address: str = "192.0.2.7"
    agent: str = CHROME
    says: dict[str, str] = field(
        default_factory=lambda: {
            "HTTP_ORIGIN": f"http://{HOST}",
            "HTTP_SEC_FETCH_SITE": "same-origin",
        }
    )

    def send(self, method: str, path: str, body: str = "", **says: Any) -> Answer:
        named = {
            "REMOTE_ADDR": self.address,
            "HTTP_USER_AGENT": self.agent,
            "HTTP_HOST": HOST,
            **self.says,
            **says,
        }
        environ = (
            RequestFactory()
            .generic(method, path, body, "text/plain;charset=UTF-8", **named)
            .environ
        )
        given: list[Any] = []
        parts = self.beacon(
            environ, lambda status, headers: given.extend((status, dict(headers))) or print
        )
        return Answer(given[0], given[1], b"".join(parts))

    def reads(self, article: Article, referrer: str = "", who: str = "", **says: Any) -> str:
        """What is answered to a read of this article."""
        token = sign_token(ReadToken(article.pk, ZONE))
        return self.send("POST", "/-/read", f"{token}\n{referrer}\n{who}", **says).verdict


Meet = Callable[..., Reader]


@pytest.fixture
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def beacon(data_folder: Path) -> Beacon:
    """What one worker has before Django."""
    return Beacon(WSGIHandler())


@pytest.fixture
def meet(beacon: Beacon) -> Meet:
    """Meet somebody: `meet(address=…, agent=…)`."""
    return lambda **who: Reader(beacon, **who)
