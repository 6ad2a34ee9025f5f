"""The configurations in deploy/, in real web servers in front of a real installation."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pressing import ARTICLE_PATH, Corrector, corrector

from running_server import RunningServer, clean_environment, free_port, serve, wait_until

PLACES = f"{os.environ['PATH']}:/usr/sbin"  # where Debian puts nginx, and not everybody looks
HSTS, FOR_A_YEAR = "strict-transport-security", "max-age=31536000; includeSubDomains"
DEBIAN_TLS = "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;"
"""In the nginx.conf of Debian 12, which includes ours."""
DEPLOY = Path(__file__).parent.parent.parent / "deploy"


@dataclass
class Served:
    port: int
    plain_port: int
    installation: RunningServer
    desk: Corrector

    def ask(
        self, path: str = ARTICLE_PATH, method: str = "GET", host: str = "localhost", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """What is answered over https."""
        return self._answer(self.encrypted(host, "http/1.1"), path, method, host, headers)

    def ask_unencrypted(self, path: str, host: str) -> tuple[int, dict[str, str], bytes]:
        plain = socket.create_connection(("127.0.0.1", self.plain_port), 60)
        return self._answer(plain, path, "GET", host, {})

    def encrypted(self, host: str, protocol: str) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols([protocol])
        plain = socket.create_connection(("127.0.0.1", self.port), 60)
        return context.wrap_socket(plain, server_hostname=host)

    def _answer(
        self, open_socket: socket.socket, path: str, method: str, host: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(host)
        connection.sock = open_socket
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": host} | named)
        answer = connection.getresponse()
        given = (
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read(),
        )
        connection.close()
        return given


@dataclass
class Ports:
    https: int
    http: int
    byline: int


def nginx(folder: Path, ports: Ports, store: Path) -> list[str]:
    subprocess.run(
        [
            *"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split(),
            *("-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "certificate.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changed = re.sub(r"\n *listen \[::\].*", "", site)
    for old, new in {
        "127.0.0.1:8000": f"127.0.0.1:{ports.byline}",
        "listen 443": f"listen 127.0.0.1:{ports.https}",
        "listen 80": f"listen 127.0.0.1:{ports.http}",
        "/etc/ssl/paper.example.pem": f"{folder}/certificate.pem",
        "/etc/ssl/paper.example.key": f"{folder}/key.pem",
        "server_name paper.example": "server_name localhost",
        "/var/cache/byline": str(store),
    }.items():
        assert old in changed
        changed = changed.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"""daemon off; worker_processes 1; user root; pid {folder}/pid; error_log {folder}/error.log;
events {{ }} http {{ {DEBIAN_TLS} access_log off; {temporary} {changed} }}"""
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return ["-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, ports: Ports, store: Path) -> list[str]:
    site = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    changed = site.replace("127.0.0.1:8000", f"127.0.0.1:{ports.byline}").replace(
        "\npaper.example {", "\nlocalhost {"
    )
    options = f"""admin off
	storage file_system {folder}
	local_certs
	skip_install_trust
	http_port {ports.http}
	https_port {ports.https}
	servers {{"""
    (folder / "Caddyfile").write_text(
        changed.replace("servers {", options, 1).replace("/var/cache/byline", str(store)),
        encoding="utf-8",
    )
    return ["run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


@pytest.fixture(params=[nginx, caddy])
def served(
    request: pytest.FixtureRequest, empty_installation: Path, tmp_path: Path
) -> Iterator[Served]:
    command: Callable[[Path, Ports, Path], list[str]] = request.param
    program = shutil.which(command.__name__, path=PLACES)
    if program is None:
        pytest.skip(f"{command.__name__} is not installed here")
    options = {"BYLINE_BEHIND_PROXY": "true", "BYLINE_PRESS_FOLDER": str(tmp_path / "printed")}
    with (
        serve(empty_installation, environment=options) as server,
        corrector(empty_installation, **options) as desk,
    ):
        ports = Ports(free_port(), free_port(), server.port)
        words = command(tmp_path, ports, tmp_path / "printed")
        with started([program, *words], tmp_path / "web.said"):
            there = Served(ports.https, ports.http, server, desk)
            wait_until(lambda: answers(there), "the web server answers")
            yield there


@contextmanager
def started(command: list[str], log: Path) -> Iterator[None]:
    with (
        log.open("wb") as file,
        subprocess.Popen(
            command, stdout=file, stderr=file, env=clean_environment() | {"HOME": str(log.parent)}
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


def test_the_shipped_nginx_conf_fits_into_that_of_debian(tmp_path: Path) -> None:
    """A value that both set for all servers counts twice: older versions of TLS would be allowed."""
    program = shutil.which("nginx", path=PLACES)
    if program is None:
        pytest.skip("nginx is not installed here")
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
        status, headers, _ = served.ask_unencrypted("/2016/?p=4", name)
        assert status in (301, 308)
        assert headers["location"].startswith(f"https://{name}")
    with served.encrypted("localhost", "h2") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_long_headers_are_passed_on(served: Served) -> None:
    """By default nginx answers 502 when the headers of an answer take more than 4 kB."""
    query = f"q={'y' * 6_000}"
    status, headers, _ = served.ask(f"//ferry//?{query}")
    assert (status, headers["location"]) == (301, f"{ARTICLE_PATH}?{query}")


def test_half_bodies_and_slow_readers_behind_it_stop_nobody(served: Served) -> None:
    served.ask()
    half = b"POST /-/webmention HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nsource="
    with ExitStack() as sockets:
        for _ in range(50):
            sockets.enter_context(served.encrypted("localhost", "http/1.1")).sendall(half)
        for _ in range(50):
            reader = sockets.enter_context(served.encrypted("localhost", "http/1.1"))
            reader.sendall(f"GET {ARTICLE_PATH}?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            reader.recv(1)
        assert [served.ask()[0] for _ in range(100)] == [200] * 100
        assert served.ask("/search/?q=sails")[0] == 200
        assert served.ask("/admin/login/")[0] in (200, 302)
