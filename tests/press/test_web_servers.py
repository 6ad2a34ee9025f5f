"""The configurations in deploy/, in real web servers in front of a real installation."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pressing import ARTICLE_PATH, Corrector, corrector

from running_server import RunningServer, free_port, prepared_data_folder, serve
from web_servers import (
    DEPLOY,
    Answer,
    Ports,
    Setting,
    WebServer,
    caddy,
    nginx,
    options_behind,
    program_of,
    web_server,
)

HSTS, FOR_A_YEAR = "strict-transport-security", "max-age=31536000; includeSubDomains"


@dataclass
class Served:
    web_server: WebServer
    installation: RunningServer
    desk: Corrector

    def ask(
        self, path: str = ARTICLE_PATH, method: str = "GET", host: str = "localhost", **headers: str
    ) -> Answer:
        return self.web_server.ask(path, method, host, **headers)


@pytest.fixture(scope="module", params=[nginx, caddy])
def served(
    request: pytest.FixtureRequest, shelf: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    setting: Setting = request.param
    program_of(setting)
    folder = tmp_path_factory.mktemp(setting.__name__)
    data, store = prepared_data_folder(shelf, folder / "installation"), folder / "printed"
    options = options_behind(store)
    with (
        serve(data, environment=options) as server,
        corrector(data, **options) as desk,
        web_server(setting, folder, server.port, store) as front,
    ):
        yield Served(front, server, desk)


def test_the_shipped_nginx_conf_fits_into_that_of_debian(tmp_path: Path) -> None:
    """A value that both set for all servers counts twice: older versions of TLS would be allowed."""
    program = program_of(nginx)
    words = nginx(tmp_path, Ports(free_port(), free_port(), free_port()), tmp_path / "pages")
    checked = subprocess.run([program, "-t", *words], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    shipped = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert shipped.count("    ssl_protocols TLSv1.2 TLSv1.3;") == shipped.count("listen 443 ssl")


def test_a_kept_page_comes_from_the_file_and_a_cleared_one_is_gone(served: Served) -> None:
    desk = served.desk
    desk.correct("Sails 1")
    assert "cache-status" in served.ask()[1]  # Byline's: it was printed for this reader
    status, headers, body = served.ask(Accept_Encoding="gzip")
    assert (status, headers["content-type"], headers["content-encoding"]) == (
        200,
        "text/html; charset=utf-8",
        "gzip",
    )
    assert headers["server"].lower().startswith(("nginx", "caddy"))
    names = "cache-control x-content-type-options x-frame-options referrer-policy cross-origin-opener-policy permissions-policy"
    theirs = served.installation.get(
        ARTICLE_PATH, headers={"Host": "localhost", "X-Forwarded-Proto": "https"}
    )[1]
    assert {name: headers[name] for name in names.split()} == {
        name: theirs[name] for name in names.split()
    }
    assert headers["vary"] == "Accept-Encoding"
    assert (
        "content-security-policy" in headers,
        "last-modified" in headers,
        "cache-status" in headers,
    ) == (True, False, False)
    assert [headers[HSTS], served.ask("/-/health/live")[1][HSTS]] == [FOR_A_YEAR] * 2
    etags = {headers["etag"]}
    for number in range(
        2, 6
    ):  # as long as the previous response, and at once: a server's ETag must tell them apart all the same
        desk.correct(f"Sails {number}")
        assert served.ask(Accept_Encoding="gzip", If_None_Match=headers["etag"])[0] == 200
        status, headers, body = served.ask(
            If_None_Match=headers["etag"], If_Modified_Since="Tue, 24 Nov 2037 21:00:00 GMT"
        )
        assert (status, f"Sails {number}".encode() in body, "cache-status" in headers) == (
            200,
            True,
            False,
        )
        etags.add(headers["etag"])
    assert len(etags) == 5
    assert served.ask(If_None_Match=headers["etag"])[0] == 304


def test_what_is_not_for_everybody_goes_to_byline(served: Served) -> None:
    served.ask()
    assert "cache-status" not in served.ask()[1]
    assert served.ask("/?p=99999")[0] == 404
    assert served.ask(f"{ARTICLE_PATH}?p=99999")[1].get("cache-status") is None
    assert served.ask(f"{ARTICLE_PATH}?x=1")[1]["cache-status"] == "byline; hit"
    assert served.ask(ARTICLE_PATH, "POST")[0] == 405
    assert served.ask("/-/health")[0] in (200, 503)
    assert served.ask("/nothing-here/")[0] == 404
    assert served.ask("/ferry/=page.meta")[0] == 404
    assert served.ask(ARTICLE_PATH, "HEAD")[2] == b""


def test_other_names_and_plain_http_lead_on(served: Served) -> None:
    for name in ("www.paper.example", "former.example"):
        status, headers, _ = served.ask("/2016/?p=4", host=name)
        assert (status, headers["location"]) == (301, "https://paper.example/2016/?p=4")
        status, headers, _ = served.web_server.ask_unencrypted("/2016/?p=4", name)
        assert status in (301, 308)
        assert headers["location"].startswith(f"https://{name}")
    with served.web_server.encrypted("localhost", "h2") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_long_headers_are_passed_on(served: Served) -> None:
    """By default nginx answers 502 when the headers of an answer take more than 4 kB."""
    query = f"q={'y' * 6_000}"
    status, headers, _ = served.ask(f"//ferry//?{query}")
    assert (status, headers["location"]) == (301, f"{ARTICLE_PATH}?{query}")
