"""A real server on this machine for what asks others: `with outsider(answer) as judge: judge.url`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class Question:
    """What the server was asked: names of headers in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Outsider:
    """`hold` it, and it answers only when `released`."""

    url: str
    asked: list[Question] = field(default_factory=list)
    released: Event = field(default_factory=Event)


Reply = Callable[[BaseHTTPRequestHandler, Question], None]


def says(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """A server that always says this."""

    def reply(handler: BaseHTTPRequestHandler, _question: Question) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


@contextmanager
def outsider(reply: Reply) -> Iterator[Outsider]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            question = Question(
                self.path, {name.lower(): value for name, value in self.headers.items()}, body
            )
            other.asked.append(question)
            reply(self, question)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    other = Outsider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield other
    finally:
        other.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
