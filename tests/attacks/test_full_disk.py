"""A disk that fills up under a server: everything can be read, writing is refused in words, and nothing is half done.

The disk is a real one of a few megabytes (tmpfs), which takes the right to mount.
"""

import http.client
import json
import re
import shutil
import subprocess
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forms_of_pages import Fields, forms_in
from planting import png
from prepared_paper import prepared_paper
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import (
    PATIENCE,
    RunningServer,
    byline,
    serve,
    wait_until,
)
from transfer.exports import item, write, wxr

MEGABYTES = 100
FULL = "The server's disk is full"
CSRF_TOKEN = "a" * 32
BOUNDARY = "tide"


@contextmanager
def small_disk(folder: Path, megabytes: int = MEGABYTES) -> Iterator[Path]:
    """A disk of its own; the test is skipped where mounting is not allowed."""
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
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
        fields: Mapping[str, str | list[str]] | None = None,
        *,
        files: dict[str, bytes] | None = None,
        is_desk: bool = False,
        accept: str = "text/html",
    ) -> tuple[int, dict[str, str], bytes]:
        """GET, or POST of a form, perhaps by somebody of the desk."""
        headers = {"Host": "localhost", "Accept": accept}
        body: bytes | None = None
        if is_desk:
            headers["Cookie"] = f"sessionid={self.keys['session']}; csrftoken={CSRF_TOKEN}"
        if fields is not None:
            fields = {**fields, "csrfmiddlewaretoken": CSRF_TOKEN}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields, doseq=True).encode()
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

    def form_opened_in_time(self) -> tuple[str, Fields]:
        """The address of the first article's editor and what its form sends, opened before the disk was full."""
        path = f"/admin/pages/{self.keys['article']}/edit/"
        self.make_room()
        try:
            status, _, page = self.ask(path, is_desk=True)
        finally:
            self.fill()
        assert status == 200, self.server.output()[-3000:]
        form = next(form for form in forms_in(page.decode(), path) if "title" in form)
        body = nested_form_data({"body": streamfield([("text", rich_text("<p>It sails.</p>"))])})
        return path, form | {name: [value] for name, value in body.items()}

    def uploads(self) -> list[Path]:
        return [path for path in (self.server.data / "media").rglob("*") if path.is_file()]


def multipart(fields: Mapping[str, str | list[str]], files: dict[str, bytes]) -> bytes:
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
    with small_disk(tmp_path_factory.mktemp("full") / "disk") as disk:
        data, temporary = disk / "installation", disk / "temporary"
        content = prepared_paper(shelf, data)
        temporary.mkdir()
        with serve(data, environment={"TMPDIR": str(temporary)}) as server:
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
    large = png() + bytes(1_500_000)
    status, _, body = full.ask("/admin/images/add/", upload, files={"file": large}, is_desk=True)
    assert (status, FULL in body.decode()) == (507, True)
    assert full.uploads() == uploads
    backup = byline(full.server.data, "backup", str(full.disk / "backup.zip"))
    assert backup.returncode == 1
    assert "Traceback" not in backup.stderr
    assert not list(full.disk.glob("*backup*"))
    assert full.ask("/quay/")[0] == 200


def test_publishing_is_refused_in_words_and_changes_nothing(full: Paper) -> None:
    path, form = full.form_opened_in_time()
    changed = form | {"title": ["Changed in the storm"]}
    publishing = changed | {"action-publish": ["action-publish"]}
    status, _, body = full.ask(path, publishing, is_desk=True)
    assert (status, FULL in body.decode()) == (507, True), full.server.output()[-3000:]
    assert b"Changed in the storm" not in full.ask("/quay/")[2]


def test_scripts_of_the_desk_get_json_with_what_the_editor_shows(full: Paper) -> None:
    path, form = full.form_opened_in_time()
    changed = form | {"title": ["Saved in the storm"]}
    status, headers, body = full.ask(path, changed, is_desk=True, accept="application/json")
    assert (status, headers["content-type"]) == (507, "application/json")
    refusal = json.loads(body)
    assert (refusal["success"], refusal["error_code"]) == (False, "validation_error")
    assert refusal["error_message"].startswith(FULL)


def test_an_import_stops_in_words_and_goes_on_when_there_is_room(
    full: Paper, tmp_path: Path
) -> None:
    export = write(tmp_path, wxr(item(71, "From elsewhere", "<p>It moved.</p>")))
    command = ("import", "wordpress", str(export), "--site", "localhost")
    stopped = byline(full.server.data, *command)
    assert (stopped.returncode, "Traceback" in stopped.stderr) == (1, False)
    assert "is full" in stopped.stderr
    full.make_room()
    try:
        assert byline(full.server.data, *command).returncode == 0
        assert b"From elsewhere" in full.ask("/")[2]
    finally:
        full.fill()


def test_the_image_of_an_article_without_a_picture_is_drawn(full: Paper) -> None:
    page = full.ask("/lock/")[2].decode()
    [address] = set(re.findall(r'property="og:image" content="http://[^/]+(/s/[^"]+)"', page))
    status, headers, body = full.ask(address)
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")


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


@pytest.fixture
def without_temporary_room(shelf: Path, tmp_path: Path) -> Iterator[Paper]:  # noqa: F811
    with small_disk(tmp_path / "temporary", megabytes=2) as disk:
        content = prepared_paper(shelf, tmp_path / "installation")
        with serve(tmp_path / "installation", environment={"TMPDIR": str(disk)}) as server:
            paper = Paper(server, disk, content)
            paper.fill()
            yield paper


def test_a_full_folder_for_temporary_files_is_a_full_disk(without_temporary_room: Paper) -> None:
    paper = without_temporary_room
    for path in ("/", "/quay/", "/weir/", "/feed/", "/search/?q=sails", "/sitemap.xml"):
        assert paper.ask(path)[0] == 200, path
    uploads = paper.uploads()
    status, words = paper.respond("A word in the storm")
    assert (status, FULL in words) == (507, True)
    upload = {"title": "Pier", "description": "A pier"}
    upload |= {"collection": str(paper.keys["collection"])}
    large = png() + bytes(1_500_000)
    status, _, body = paper.ask("/admin/images/add/", upload, files={"file": large}, is_desk=True)
    assert (status, FULL in body.decode()) == (507, True)
    assert paper.uploads() == uploads
    assert paper.health()[1]["disk"] is False
    assert FULL in paper.ask("/admin/", is_desk=True)[2].decode()
    seen = byline(paper.server.data, "doctor", environment={"TMPDIR": str(paper.disk)})
    assert f"The disk of {paper.disk}, the folder for temporary files, is full." in seen.stdout
