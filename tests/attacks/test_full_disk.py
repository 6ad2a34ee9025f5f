"""A disk that fills up under a server: everything can be read, writing is refused in words, and nothing is half done.

The disk is a real one of a few megabytes (tmpfs), which takes the right to mount.
"""

import http.client
import json
import re
import shutil
import subprocess
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from planting import png

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import (
    PATIENCE,
    RunningServer,
    byline,
    output_of_script,
    prepared_data_folder,
    serve,
    wait_until,
)

MEGABYTES = 100
FULL = "The server's disk is full"
CSRF_TOKEN = "a" * 32
BOUNDARY = "tide"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own; the test is skipped where mounting is not allowed."""
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and subprocess.run(mounting, capture_output=True, check=False)
    if not mounted or mounted.returncode:
        pytest.skip("a disk of a few megabytes can be mounted by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@dataclass
class Paper:
    server: RunningServer
    disk: Path
    keys: dict[str, Any]

    def fill(self) -> None:
        """Leave not one byte."""
        with (self.disk / "filler").open("ab", buffering=0) as filler:
            for size in (1_000_000, 4096, 1):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    continue

    def make_room(self) -> None:
        (self.disk / "filler").unlink()

    def ask(
        self,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        files: dict[str, bytes] | None = None,
        is_desk: bool = False,
    ) -> tuple[int, dict[str, str], bytes]:
        """GET, or POST of a form, perhaps by somebody of the desk."""
        headers = {"Host": "localhost"}
        body: bytes | None = None
        if is_desk:
            headers["Cookie"] = f"sessionid={self.keys['session']}; csrftoken={CSRF_TOKEN}"
        if fields is not None:
            fields = fields | {"csrfmiddlewaretoken": CSRF_TOKEN}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields).encode()
        if files is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
            body = multipart(fields or {}, files)
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        with closing(connection):
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, given, answer.read()

    def respond(self, words: str) -> tuple[int, str]:
        form = {"name": "Tove", "mail": "tove@reader.example", "text": words}
        status, _, body = self.ask("/quay/respond/", form)
        return status, body.decode()

    def health(self) -> tuple[int, dict[str, bool]]:
        status, _, body = self.ask("/-/health")
        return status, json.loads(body)

    def uploads(self) -> list[Path]:
        return [path for path in (self.server.data / "media").rglob("*") if path.is_file()]


def multipart(fields: dict[str, str], files: dict[str, bytes]) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ] + [
        f'Content-Disposition: form-data; name="{name}"; filename="{name}.png"\r\n'
        "Content-Type: image/png\r\n\r\n".encode()
        + content
        for name, content in files.items()
    ]
    rows = b"".join(b"--%s\r\n%s\r\n" % (BOUNDARY.encode(), part) for part in parts)
    return rows + b"--%s--\r\n" % BOUNDARY.encode()


@pytest.fixture(scope="module")
def paper(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:  # noqa: F811
    folder = tmp_path_factory.mktemp("full")
    empty = prepared_data_folder(shelf, folder / "empty")
    with small_disk(folder / "disk") as disk:
        data = Path(shutil.copytree(empty, disk / "installation"))
        shutil.rmtree(empty)
        script = Path(__file__).parent / "pictured_paper.py"
        content = json.loads(output_of_script(script, data))
        with serve(data) as server:
            yield Paper(server, disk, content)


@pytest.fixture
def full(paper: Paper) -> Iterator[Paper]:
    wait_until(lambda: paper.health()[0] == 200, "the keeper is at work")
    paper.fill()
    yield paper
    paper.make_room()


def test_everything_can_be_read(full: Paper) -> None:
    for path in ("/", "/quay/", "/category/news/", "/feed/", "/search/?q=sails", "/sitemap.xml"):
        status, headers, body = full.ask(path)
        assert status == 200, (path, full.server.output())
        assert "stored" not in headers.get("cache-status", "") or b"/media/pictures/" not in body
    page = full.ask("/quay/")[2].decode()
    addresses = set(re.findall(r'<img[^>]* src="(/media/[^"]+)"', page))
    assert any(address.startswith("/media/pictures/") for address in addresses)
    for address in addresses:
        status, headers, body = full.ask(address)
        assert (status, headers["content-type"]) == (200, "image/jpeg")
        assert body.startswith(b"\xff\xd8")
    assert not [path for path in full.uploads() if path.stat().st_size == 0]


def test_what_is_wrong_is_reported(full: Paper) -> None:
    status, parts = full.health()
    assert (status, parts["ready"], parts["disk"]) == (503, False, False)
    assert full.ask("/-/health/live")[0] == 200
    status, _, home = full.ask("/admin/", is_desk=True)
    assert (status, FULL in home.decode()) == (200, True), full.server.output()


def test_writing_is_refused_in_words_and_nothing_is_half_done(full: Paper) -> None:
    uploads = full.uploads()
    status, words = full.respond("A word in the storm")
    assert (status, FULL in words) == (507, True)
    unpublish = f"/admin/pages/{full.keys['article']}/unpublish/"
    status, _, body = full.ask(unpublish, {}, is_desk=True)
    assert (status, FULL in body.decode()) == (507, True)
    upload = {
        "title": "Pier",
        "description": "A pier",
        "collection": str(full.keys["collection"]),
    }
    status, _, body = full.ask("/admin/images/add/", upload, files={"file": png()}, is_desk=True)
    assert (status, FULL in body.decode()) == (507, True)
    assert full.uploads() == uploads
    backup = byline(full.server.data, "backup", str(full.disk / "backup.zip"))
    assert backup.returncode == 1
    assert "Traceback" not in backup.stderr
    assert not list(full.disk.glob("*backup*"))
    assert full.ask("/quay/")[0] == 200


def test_with_room_everything_goes_on(full: Paper) -> None:
    full.ask("/weir/")
    assert full.respond("Lost")[0] == 507
    full.make_room()
    try:
        wait_until(lambda: full.health()[0] == 200, "the installation is ready")
        assert full.respond("A word after the storm")[0] == 302
        status, headers, body = full.ask("/weir/")
        assert (status, headers["cache-status"]) == (200, "byline; fwd=miss; stored")
        assert b"/media/images/" in body
        assert b"/media/pictures/" not in body
        page = full.ask("/quay/")[2].decode()
        assert ("A word after the storm" in page, "Lost" in page) == (True, False)
    finally:
        full.fill()
