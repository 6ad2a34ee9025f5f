"""A local OpenID Connect service of a university (OpenID Connect Core 1.0, section 3.1)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class University:
    """`person` is the userinfo of the next sign-in. If `is_open` is False, it responds with 503."""

    port: int
    person: dict[str, Any]
    is_open: bool = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def university() -> Iterator[University]:
    """A service that runs until the end of the module."""

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if not here.is_open:
                self.send_error(503)
            elif asked.path == "/authorize":
                wanted = {name: values[0] for name, values in parse_qs(asked.query).items()}
                self.send_response(302)
                self.send_header(
                    "Location", f"{wanted['redirect_uri']}?code=once&state={wanted['state']}"
                )
                self.end_headers()
            else:
                self.tell(here.person if asked.path == "/userinfo" else described(here.url))

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            known = (sent.get("client_id"), sent.get("client_secret"), sent.get("code")) == (
                ["byline"],
                ["hush"],
                ["once"],
            )
            self.tell(
                {"access_token": "t", "token_type": "Bearer"}
                if known
                else {"error": "invalid_client"}
            )

        def tell(self, facts: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(facts).encode())

        def log_message(self, *_words: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    here = University(server.server_port, {})
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def described(url: str) -> dict[str, Any]:
    """Its configuration (OpenID Connect Discovery 1.0, section 3)."""
    return {
        "issuer": url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "userinfo_endpoint": f"{url}/userinfo",
        "jwks_uri": f"{url}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
