"""The configurations in deploy/, in real web servers in front of a real installation."""

import http.client
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pressing import PAGE, Corrector, corrector

from running_server import RunningServer, clean_environment, free_port, serve, wait_until

PLACES = f"{os.environ['PATH']}:/usr/sbin"  # where Debian puts nginx, and not everybody looks
HSTS, FOR_A_YEAR = "strict-transport-security", "max-age=31536000; includeSubDomains"
DEPLOY = Path(__file__).parent.parent.parent / "deploy"


@dataclass
class Served:
    port: int
    installation: RunningServer
    desk: Corrector

    def ask(
        self, path: str = PAGE, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": "localhost"} | named)
        answer = connection.getresponse()
        given = (
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read(),
        )
        connection.close()
        return given


def nginx(folder: Path, port: int, backend: int, store: Path) -> list[str]:
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changed = re.sub("ssl_.*", "", site).replace("127.0.0.1:8000", f"127.0.0.1:{backend}")
    changed = changed.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(
        "listen 80;", f"listen 127.0.0.1:{free_port()};"
    )
    temporary = "".join(
        f"{each}_temp_path {folder}/{each};"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"""daemon off; worker_processes 1; user root; pid {folder}/pid; error_log {folder}/error.log;
events {{ }} http {{ access_log off; {temporary} {changed.replace("/var/cache/byline", str(store))} }}"""
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return ["-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, port: int, backend: int, store: Path) -> list[str]:
    site = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    changed = site.replace("127.0.0.1:8000", f"127.0.0.1:{backend}").replace(
        "\npaper.example {", f"\nhttp://localhost:{port} {{"
    )
    start = f"{{\n\tadmin off\n\tstorage file_system {folder}\n}}\n"
    (folder / "Caddyfile").write_text(
        start + changed.replace("/var/cache/byline", str(store)), encoding="utf-8"
    )
    return ["run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


@pytest.fixture(params=[nginx, caddy])
def served(
    request: pytest.FixtureRequest, empty_installation: Path, tmp_path: Path
) -> Iterator[Served]:
    command: Callable[[Path, int, int, Path], list[str]] = request.param
    program = shutil.which(command.__name__, path=PLACES)
    if program is None:
        pytest.skip(f"{command.__name__} is not installed here")
    options = {"BYLINE_BEHIND_PROXY": "true", "BYLINE_PRESS_FOLDER": str(tmp_path / "printed")}
    with (
        serve(empty_installation, environment=options) as server,
        corrector(empty_installation, **options) as desk,
    ):
        port = free_port()
        words = command(tmp_path, port, server.port, tmp_path / "printed")
        with started([program, *words], tmp_path / "web.said"):
            there = Served(port, server, desk)
            wait_until(lambda: answers(there), "the web server answers")
            yield there


@contextmanager
def started(command: list[str], said: Path) -> Iterator[None]:
    with (
        said.open("wb") as file,
        subprocess.Popen(
            command, stdout=file, stderr=file, env=clean_environment() | {"HOME": str(said.parent)}
        ) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


def answers(there: Served) -> bool:
    try:
        return there.ask("/-/health/live")[0] == 200
    except OSError:
        return False


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
    theirs = served.installation.get(PAGE, headers={"Host": "localhost"})[1]
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
    assert served.ask(f"{PAGE}?p=99999")[1].get("cache-status") is None
    assert served.ask(f"{PAGE}?x=1")[1]["cache-status"] == "byline; hit"
    assert served.ask(PAGE, "POST")[0] == 405
    assert served.ask("/-/health")[0] in (200, 503)
    assert served.ask("/nothing-here/")[0] == 404
    assert served.ask("/ferry/=page.meta")[0] == 404
    assert served.ask(PAGE, "HEAD")[2] == b""
