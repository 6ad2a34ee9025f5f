"""The configurations in deploy/, in real web servers in front of a real installation."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from running_server import clean_environment, free_port, wait_until

DEPLOY = Path(__file__).parent.parent / "deploy"
PLACES = f"{os.environ['PATH']}:/usr/sbin"  # where Debian puts nginx, and not everybody looks
DEBIAN_TLS = "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;"
"""In the nginx.conf of Debian 12, which includes ours."""

SMALL_SEGMENT = 536  # bytes, by which the system also measures its buffer for what is sent
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Ports:
    https: int
    http: int
    byline: int


@dataclass
class WebServer:
    """A running web server, and the first of its processes."""

    ports: Ports
    process: int

    def encrypted(
        self, host: str, protocol: str = "http/1.1", *, address: str = "127.0.0.1", buffer: int = 0
    ) -> ssl.SSLSocket:
        plain = connection(self.ports.https, address, buffer)
        return _context(protocol).wrap_socket(plain, server_hostname=host)

    def ask(
        self, path: str, method: str = "GET", host: str = "localhost", **headers: str
    ) -> Answer:
        """What is answered over https."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return answer(self.encrypted(host), path, method, {"Host": host} | named)

    def ask_unencrypted(self, path: str, host: str) -> Answer:
        return answer(connection(self.ports.http), path, "GET", {"Host": host})


@cache
def _context(protocol: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols([protocol])
    return context


def connection(port: int, address: str = "127.0.0.1", buffer: int = 0) -> socket.socket:
    """A connection from this address, with a small buffer for what is received, if one is given."""
    plain = socket.socket()
    try:
        if buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SMALL_SEGMENT)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # leaves the port to servers
        plain.bind((address, 0))
        plain.settimeout(60)
        plain.connect(("127.0.0.1", port))
    except OSError:
        plain.close()
        raise
    return plain


def answer(
    open_socket: socket.socket,
    path: str,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Answer:
    """Status, headers (names in lower case) and body of what is answered on this connection."""
    line = http.client.HTTPConnection("localhost")
    line.sock = open_socket
    with closing(line):
        line.request(method, path, body, dict(headers))
        given = line.getresponse()
        names = {name.lower(): value for name, value in given.getheaders()}
        return given.status, names, given.read()


def nginx(folder: Path, ports: Ports, store: Path) -> list[str]:
    """The options of an nginx that is set up as deploy/nginx.conf says."""
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
{limits_of_connections(site)} http {{ {DEBIAN_TLS} access_log off; {temporary} {changed} }}"""
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return ["-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


def limits_of_connections(site: str) -> str:
    """What the file tells operators to write into Debian's nginx.conf, which has 768 connections."""
    [files] = re.findall(r"^# +(worker_rlimit_nofile \d+;)$", site, re.MULTILINE)
    [events] = re.findall(r"^# +(events { worker_connections \d+; })$", site, re.MULTILINE)
    return f"{files} {events}"


def caddy(folder: Path, ports: Ports, store: Path) -> list[str]:
    """The options of a Caddy that is set up as deploy/Caddyfile says."""
    site = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    changed = site.replace("127.0.0.1:8000", f"127.0.0.1:{ports.byline}").replace(
        "\npaper.example {", "\nlocalhost {"
    )
    options = f"""admin off
	default_bind 127.0.0.1
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


Setting = Callable[[Path, Ports, Path], list[str]]


def program_of(setting: Setting) -> str:
    """Where the web server is; the test is skipped if it is not installed."""
    program = shutil.which(setting.__name__, path=PLACES)
    if program is None:
        pytest.skip(f"{setting.__name__} is not installed here")
    return program


def options_behind(store: Path) -> dict[str, str]:
    """The environment of an installation behind one of them, which reads its pages in `store`."""
    return {"BYLINE_BEHIND_PROXY": "true", "BYLINE_PRESS_FOLDER": str(store)}


@contextmanager
def web_server(
    setting: Setting, folder: Path, byline_port: int, store: Path
) -> Iterator[WebServer]:
    """This web server in front of the installation at that port; its files are in `folder`."""
    ports = Ports(free_port(), free_port(), byline_port)
    command = [program_of(setting), *setting(folder, ports, store)]
    environment = clean_environment() | {"HOME": str(folder)}
    with (
        (folder / "web.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment) as process,
    ):
        try:
            server = WebServer(ports, process.pid)
            wait_until(lambda: _answers(server), "the web server answers")
            yield server
        finally:
            process.terminate()


def _answers(server: WebServer) -> bool:
    try:
        return server.ask("/-/health/live")[0] == 200
    except OSError:
        return False
