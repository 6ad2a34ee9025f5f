"""The log of a real installation whose mail server refuses names nobody."""

import http.client
import socketserver
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import RunningServer, clean_environment, prepared_data_folder, serve, wait_until

CSRF_TOKEN = "a" * 32
FOR_EVER, FOR_NOW = "gone@reader.example", "busy@reader.example"


class TalkativePostmaster(socketserver.StreamRequestHandler):
    """A mail server that refuses everybody, some for now, and repeats whom."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            reply = b"250 fine"
            if line.upper().startswith(b"RCPT"):
                code = b"550" if FOR_EVER.encode() in line else b"450"
                reply = code + b" " + line.strip()[8:] + b" has no mailbox here"
            self.wfile.write(reply + b"\r\n")


@pytest.fixture(scope="module")
def server(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("refused") / "installation")
    subprocess.run(
        [sys.executable, str(Path(__file__).parent / "queued_mails.py"), FOR_EVER, FOR_NOW],
        check=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), TalkativePostmaster) as postmaster:
        postmaster.daemon_threads = True
        Thread(target=postmaster.serve_forever, daemon=True).start()
        mail = {
            "BYLINE_MAIL_HOST": "127.0.0.1",
            "BYLINE_MAIL_PORT": str(postmaster.server_address[1]),
            "BYLINE_MAIL_SECURITY": "none",
        }
        with serve(data, environment=mail) as running:
            yield running
        postmaster.shutdown()


def sign_up(server: RunningServer, address: str) -> int:
    form = {
        "email": address,
        "name": "Tove Ask",
        "password1": "four quiet presses",
        "csrfmiddlewaretoken": CSRF_TOKEN,
    }
    headers = {
        "Host": "localhost",
        "Cookie": f"csrftoken={CSRF_TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        connection.request("POST", "/accounts/signup/", urllib.parse.urlencode(form), headers)
        return connection.getresponse().status


def test_whom_the_mail_server_refuses_is_not_in_the_log(server: RunningServer) -> None:
    wait_until(lambda: "could not be delivered" in server.output(), "a mail was refused for now")
    assert sign_up(server, "new@reader.example") == 302
    server.get("/write-to/tove%40reader.example/", headers={"Host": "localhost"})
    wait_until(lambda: "account-mail" in server.output(), "the mail to her was refused for now")
    log = server.output()
    assert "SMTPRecipientsRefused" in log
    assert "/write-to/***/" in log
    for part in ("reader.example", "gone", "busy", "new@", "tove"):
        assert part not in log
