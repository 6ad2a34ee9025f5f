"""The memory of all processes: idle, after requests, during floods, uploads and an import, then."""

import http.client
import itertools
import json
import os
import subprocess
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

from PIL import Image
from tests.running_server import (
    BYLINE,
    RunningServer,
    clean_environment,
    memory,
    output_of_script,
    prepared_data_folder,
    processes_of,
    serve,
    wait_until,
)

from bench.moving import write_export

PICTURED_PAPER = Path(__file__).parents[1] / "tests" / "attacks" / "pictured_paper.py"
WORKERS = (1, 2)
REQUESTS = int(os.environ.get("REQUESTS", "2000"))
SENDERS, SECONDS = 8, 15.0
POSTS, COMMENTS_A_POST = 500, 10
PICTURE_SIZE = (4000, 3000)
SECONDS_BETWEEN_LOOKS = 0.2
REST_SECONDS = 20.0
CSRF_TOKEN = "a" * 32
FORM = "application/x-www-form-urlencoded"
PAGES = (
    "/",
    "/quay/",
    "/category/news/",
    "/feed/",
    "/sitemap.xml",
    "/search/?q=sails",
    "/quay/?asked={number}",
    "/none-{number}/",
    "/accounts/login/",
)
DESK_PAGES = ("/admin/", "/admin/responses/", "/admin/images/")


@dataclass
class Installation:
    """A running installation, and the cookies of somebody of its desk."""

    server: RunningServer
    session: str
    collection: int
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def ask(self, path: str, body: bytes | None = None, kind: str = FORM) -> int:
        """The status of what somebody of the desk is answered, from one of many networks."""
        number = next(self.numbers)
        address = f"127.0.{1 + number % 200}.{1 + number // 200 % 250}"
        line = http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=120, source_address=(address, 0)
        )
        headers = {
            "Host": "localhost",
            "Cookie": f"csrftoken={CSRF_TOKEN}; sessionid={self.session}",
            "Content-Type": kind,
            "X-CSRFToken": CSRF_TOKEN,
        }
        with closing(line):
            line.request("GET" if body is None else "POST", path, body, headers)
            answer = line.getresponse()
            answer.read()
            return answer.status

    def respond(self, text: str, **more: str) -> int:
        form = {"name": "Tove", "mail": "tove@reader.example", "text": text} | more
        return self.ask("/weir/respond/", urllib.parse.urlencode(form).encode())

    def preview(self) -> int:
        return self.respond("*sails* > [x](/y) " * 270, look="1")

    def upload(self, picture: bytes) -> int:
        head = "".join(
            f'--tide\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in {
                "title": f"Pier {next(self.numbers)}",
                "description": "A pier",
                "collection": str(self.collection),
            }.items()
        )
        file = (
            '--tide\r\nContent-Disposition: form-data; name="file"; filename="pier.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        body = f"{head}{file}".encode() + picture + b"\r\n--tide--\r\n"
        return self.ask("/admin/images/add/", body, "multipart/form-data; boundary=tide")

    def memory(self) -> float:
        return memory(processes_of(self.server))


def run(folder: Path) -> Iterator[str]:
    data = prepared_data_folder(folder, folder / "paper")
    keys = json.loads(output_of_script(PICTURED_PAPER, data))
    export = folder / "export.xml"
    write_export(export, POSTS, COMMENTS_A_POST)
    picture = _picture()
    yield (
        f"MB of all processes together, pages that they share counted once; {REQUESTS:,} requests; "
        f"{SENDERS} senders for {SECONDS:.0f} s of previews of 5,000 characters, or pictures of "
        f"12 megapixels; an import of {POSTS:,} posts with {POSTS * COMMENTS_A_POST:,} comments"
    )
    for workers in WORKERS:
        copy = folder / f"{workers} workers"
        subprocess.run(["cp", "-a", str(data), str(copy)], check=True)
        settings = {"BYLINE_WORKERS": str(workers), "BYLINE_LOG_REQUESTS": "false"}
        with serve(copy, environment=settings) as server:
            installation = Installation(server, keys["session"], keys["collection"])
            yield f"{workers} worker{'s' * (workers > 1)}:"
            yield from _phases(installation, picture, export)


def _phases(installation: Installation, picture: bytes, export: Path) -> Iterator[str]:
    wait_until(lambda: installation.ask("/-/health") == HTTPStatus.OK, "all is at work")
    yield _line("idle", installation.memory())
    for number in range(REQUESTS):
        _mixed(installation, number)
    yield _line(f"after {REQUESTS:,} requests", installation.memory())
    floods: dict[str, Callable[[], object]] = {
        "previews": _sent_at_once(installation.preview, HTTPStatus.OK),
        "uploads": _sent_at_once(lambda: installation.upload(picture), HTTPStatus.FOUND),
        "an import": lambda: _import(installation, export),
    }
    for name, flood in floods.items():
        peak = _peak_during(installation, flood)
        ended = installation.memory()
        time.sleep(REST_SECONDS)
        yield _line(
            f"during {name}, at most",
            peak,
            f"{ended:.0f} at its end, {installation.memory():.0f} after {REST_SECONDS:.0f} s",
        )


def _line(name: str, size: float, more: str = "") -> str:
    return f"  {name:<26} {size:5.0f}" + (f" ({more})" if more else "")


def _mixed(installation: Installation, number: int) -> None:
    """One of a hundred requests is a response, one of ten asks for a page of the desk."""
    if number % 100 == 0:
        installation.respond(f"It sails. {number}")
    elif number % 10 == 0:
        installation.ask(DESK_PAGES[number // 10 % len(DESK_PAGES)])
    else:
        installation.ask(PAGES[number % len(PAGES)].format(number=number))


def _sent_at_once(send: Callable[[], int], wanted: HTTPStatus) -> Callable[[], None]:
    def flood() -> None:
        end, statuses = time.monotonic() + SECONDS, Counter[int]()

        def go_on() -> None:
            while time.monotonic() < end:
                statuses[send()] += 1

        senders = [Thread(target=go_on) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        if not statuses[wanted] or statuses.keys() - {wanted, HTTPStatus.SERVICE_UNAVAILABLE}:
            raise RuntimeError(f"answered with {dict(statuses)}")

    return flood


def _import(installation: Installation, export: Path) -> None:
    command = ["import", "wordpress", str(export), "--site", "localhost"]
    subprocess.run(
        [*BYLINE, "--data", str(installation.server.data), *command],
        check=True,
        stdout=subprocess.DEVNULL,
        env=clean_environment(),
    )


def _peak_during(installation: Installation, work: Callable[[], object]) -> float:
    """The most that the installation and the commands that `work` starts have at a time."""
    is_over, sizes = Event(), [installation.memory()]

    def look() -> None:
        while not is_over.wait(SECONDS_BETWEEN_LOOKS):
            sizes.append(memory([*processes_of(installation.server), *_commands()]))

    looking = Thread(target=look)
    looking.start()
    try:
        work()
    finally:
        is_over.set()
        looking.join()
    return max(sizes)


def _commands() -> list[int]:
    """The processes that this one started for a command, not for a server."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
    session = os.getsid(0)
    return [int(child) for child in children if os.getsid(int(child)) == session]


def _picture() -> bytes:
    drawn = BytesIO()
    Image.effect_noise(PICTURE_SIZE, 60).convert("RGB").save(drawn, "JPEG", quality=70)
    return drawn.getvalue()
