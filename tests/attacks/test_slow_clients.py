"""Clients that send half of a request, trickle it, or hardly read the answer, at a server without a proxy and behind the shipped ones.

Everybody else is answered meanwhile, and the memory comes back. `ATTACKS=1 pytest -s` goes on for longer, with more of them,
and prints what it measured.
"""

import os
import socket
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from prepared_paper import prepared_paper
from slow_clients import (
    HALF_BODY,
    HALF_CHUNK,
    HALF_HEADER,
    SlowRequest,
    slow_clients,
    slow_reader,
)

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import RunningServer, memory, processes_of, serve, wait_until
from web_servers import (
    Answer,
    Setting,
    WebServer,
    answer,
    caddy,
    connection,
    nginx,
    options_behind,
    program_of,
    web_server,
)

IS_LONG = bool(os.environ.get("ATTACKS"))
CLIENTS, SECONDS = (400, 150) if IS_LONG else (60, 2)
PAGES, ROUNDS = 100, 20
SECONDS_TO_REST = 300
STORED_PAGE, PAGE = "/weir/", "/quay/"
HONEST = "127.0.250.1"  # the address of an honest reader, and of the desk
CSRF_TOKEN = "a" * 32


ATTACKS = {
    "half bodies and slow readers": [HALF_BODY, slow_reader(f"{PAGE}?x=1")],
    "half chunks and half headers": [HALF_CHUNK, HALF_HEADER],
    "slow readers of stored pages": [slow_reader(STORED_PAGE)],
}


@dataclass
class Paper:
    """The installation, and the web server in front of it, if there is one."""

    installation: RunningServer
    front: WebServer | None
    session: str

    def connect(self, address: str, buffer: int = 0) -> socket.socket:
        if self.front:
            return self.front.encrypted("localhost", address=address, buffer=buffer)
        return connection(self.installation.port, address, buffer)

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        content_type: str = "application/x-www-form-urlencoded",
        is_desk: bool = False,
    ) -> Answer:
        """GET, or POST of a form or of a body, perhaps by somebody of the desk."""
        prefix, scheme = ("__Host-", "https") if self.front else ("", "http")
        cookies = {"csrftoken": CSRF_TOKEN} | ({"sessionid": self.session} if is_desk else {})
        headers = {
            "Host": "localhost",
            "Origin": f"{scheme}://localhost",
            "Cookie": "; ".join(f"{prefix}{name}={value}" for name, value in cookies.items()),
        }
        if form is not None:
            body = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        if body is not None:
            headers |= {"Content-Type": content_type, "X-CSRFToken": CSRF_TOKEN}
        method = "GET" if body is None else "POST"
        return answer(self.connect(HONEST), path, method, headers, body)

    def stored_page(self) -> float:
        """Ask for one; how many seconds that took."""
        began = time.monotonic()
        status, headers, _ = self.ask(STORED_PAGE)
        assert (status, headers.get("cache-status", "byline; hit")) == (200, "byline; hit")
        return time.monotonic() - began

    def everybody_else(self, words: str) -> None:
        """A search, a page of the desk, and the response of an honest reader, which is published."""
        assert self.ask("/search/?q=sails")[0] == 200
        status, _, page = self.ask("/admin/", is_desk=True)
        assert (status, b"The Courier" in page) == (200, True)
        form = {"name": "Tove", "mail": "tove@reader.example", "text": words}
        status, headers, _ = self.ask(f"{PAGE}respond/", form)
        assert status == 302
        assert words.encode() in self.ask(urllib.parse.urlsplit(headers["location"]).path)[2]

    def memory(self) -> float:
        return memory(processes_of(self.installation))


@pytest.fixture(scope="module", params=[None, nginx, caddy], ids=["alone", "nginx", "caddy"])
def paper(
    request: pytest.FixtureRequest,
    shelf: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Paper]:
    setting: Setting | None = request.param
    if setting:
        program_of(setting)
    folder = tmp_path_factory.mktemp("slow")
    data, store = folder / "installation", folder / "printed"
    content = prepared_paper(shelf, data)
    with ExitStack() as stack:
        options = options_behind(store) if setting else {}
        server = stack.enter_context(serve(data, environment=options))
        front = setting and stack.enter_context(web_server(setting, folder, server.port, store))
        paper = Paper(server, front, content["session"])
        paper.ask(STORED_PAGE)
        kinds = [kind for kinds in ATTACKS.values() for kind in kinds]
        with slow_clients(CLIENTS, kinds, paper.connect):  # until all caches are filled
            for number in range(ROUNDS):
                paper.stored_page()
                paper.everybody_else(f"The first words: {number}")
        yield paper


@pytest.mark.parametrize("requests", ATTACKS.values(), ids=ATTACKS)
def test_slow_clients_stop_nobody(
    paper: Paper, requests: list[SlowRequest], request: pytest.FixtureRequest
) -> None:
    before = paper.memory()
    with slow_clients(CLIENTS, requests, paper.connect) as groups:
        end, waits = time.monotonic() + SECONDS, []
        while len(waits) < PAGES or time.monotonic() < end:
            waits.append(paper.stored_page())
            if len(waits) % 50 == 0:
                paper.everybody_else(f"An honest word: {request.node.name} {len(waits)}")
        during = paper.memory()
    wait_until(
        lambda: paper.memory() <= 1.1 * before, f"{before:.0f} MB are enough", SECONDS_TO_REST
    )
    slowest = sorted(waits)[len(waits) * 99 // 100]
    print(  # noqa: T201 - figures for whoever asked with `pytest -s`
        f"\n{request.node.name}: {CLIENTS} × {len(requests)} clients, which came again "
        f"{sum(group.returned for group in groups)} times ({sum(group.refused for group in groups)} refused); "
        f"of {len(waits)} pages 99 % within {slowest * 1000:.0f} ms; "
        f"{before:.0f} MB, {during:.0f} MB, {paper.memory():.0f} MB"
    )


def test_people_of_the_desk_may_send_a_long_body(paper: Paper) -> None:
    """They are known by their cookie, which has another name over https."""
    upload, kind = b"x" * 4_000_000, "application/octet-stream"
    status, _, page = paper.ask("/admin/images/add/", body=upload, content_type=kind, is_desk=True)
    assert (status, b"Add an image" in page) == (200, True)
