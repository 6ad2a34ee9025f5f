"""Requests to an open paper, by many people."""

import http.client
import re
import urllib.parse
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from running_server import PATIENCE, RunningServer

CSRF_TOKEN = "a" * 32
PAGE = "/quay/"
HONEST = "127.0.250.1"  # the address of an honest reader, and of the desk


@dataclass(frozen=True)
class Shot:
    """A request of a flood: GET, or POST of a form or of text."""

    path: str
    form: dict[str, str] | None = None
    text: str | None = None

    def send(self, server: RunningServer, address: str, cookies: str = "") -> tuple[int, str]:
        headers = {"Host": "localhost", "Cookie": f"csrftoken={CSRF_TOKEN}; {cookies}"}
        body = self.text
        if self.form is not None:
            body = urllib.parse.urlencode(self.form | {"csrfmiddlewaretoken": CSRF_TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, timeout=PATIENCE, source_address=(address, 0)
        )
        with closing(connection):
            connection.request("GET" if body is None else "POST", self.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")


@dataclass
class Paper:
    server: RunningServer
    keys: dict[str, Any]
    response: str = ""
    read_token: str = ""
    canonical: str = ""

    def shot(self, door: str, number: int) -> Shot:
        mail = f"flood{number}@reader.example"
        shots = {
            "posts": Shot(
                "/weir/respond/", {"name": "Flood", "mail": mail, "text": f"Cheap pills {number}"}
            ),
            "pings": Shot(
                "/-/webmention",
                {"source": f"https://spam.example/{number}", "target": self.canonical},
            ),
            "mails": Shot("/accounts/password/reset/", {"email": mail}),
            "reads": Shot("/-/read", text=f"{self.read_token}\nhttps://spam{number}.example/\n"),
            "reports": Shot(
                f"/-/report/{self.response}/", {"reason": "abuse", "words": f"Rude {number}"}
            ),
            "sign-ups": Shot(
                "/accounts/signup/",
                {"name": "Flood", "email": mail, "password1": f"four quiet presses {number}"},
            ),
            "searches": Shot(f"/search/?q=sails+{number}"),
        }
        return shots[door]


def paper_at(server: RunningServer, content: dict[str, Any]) -> Paper:
    """The paper of `prepared_paper`, with a first response."""
    paper = Paper(server, content)
    assert respond(paper, "The first word") == 302
    page = Shot(PAGE).send(server, HONEST)[1]
    [paper.read_token] = re.findall(r'data-read="([^"]+)"', page)
    [paper.canonical] = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    paper.response = re.findall(r"/-/report/(\d+)/", page)[0]
    return paper


def respond(paper: Paper, words: str) -> int:
    form = {"name": "Tove", "mail": "tove@reader.example", "text": words}
    return Shot("/quay/respond/", form).send(paper.server, HONEST)[0]
