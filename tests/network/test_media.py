"""Uploaded files at /media/, and which of them are only downloads or not found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def shelf_of_files(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "media"
    (root / "images").mkdir(parents=True)
    (root / "documents").mkdir()
    (root / "images" / "ferry.fill-480x320.webp").write_bytes(b"RIFF")
    (root / "documents" / "minutes.pdf").write_bytes(b"%PDF-1.4")
    (root / "documents" / "tide.mp3").write_bytes(b"0123456789")
    (root / "documents" / "drawing.svg").write_bytes(SCRIPT)
    (root / "documents" / "page.html").write_bytes(b"<script>alert(1)</script>")
    (root / "documents" / "sheet.xml").write_bytes(b"<x/>")
    (root / "documents" / "table.csv.gz").write_bytes(b"\x1f\x8b")
    (root / "documents" / ".hidden.txt").write_bytes(b"key")
    (tmp_path / "secret.txt").write_bytes(b"key")
    (root / "documents" / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    with override_settings(MEDIA_ROOT=root):
        yield root


@pytest.fixture
def browser(db: None, harbour_post: object) -> Client:
    return Client(HTTP_HOST="harbour.example")


def test_a_rendition_is_shown_and_kept(shelf_of_files: Path, browser: Client) -> None:
    answer = browser.get("/media/images/ferry.fill-480x320.webp")
    assert (answer.status_code, answer["Content-Type"], b"".join(answer.streaming_content)) == (
        200,
        "image/webp",
        b"RIFF",
    )
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "public, max-age=31536000, immutable",
        "nosniff",
    )
    assert answer["Content-Disposition"] == 'inline; filename="ferry.fill-480x320.webp"'
    assert "Set-Cookie" not in answer
    again = browser.get(
        "/media/images/ferry.fill-480x320.webp", HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"]
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("drawing.svg", "image/svg+xml"),
        ("page.html", "text/html"),
        ("sheet.xml", "application/xml"),
        ("table.csv.gz", "application/octet-stream"),
    ],
)
def test_scriptable_files_are_downloads(
    shelf_of_files: Path, browser: Client, name: str, kind: str
) -> None:
    answer = browser.get(f"/media/documents/{name}")
    answer.close()
    assert answer.status_code == 200
    assert answer["Content-Type"].replace("text/xml", "application/xml") == kind
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (
        answer["Content-Security-Policy"]
        == "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "documents/",
        "documents",
        "",
        "documents/nothing.pdf",
        "../secret.txt",
        "documents/../../secret.txt",
        "%2e%2e/secret.txt",
        "documents/way-out.txt",
        "documents/.hidden.txt",
        "/etc/passwd",
        "documents/minutes.pdf/",
        "a%00b",
    ],
)
def test_hidden_and_outside_files_are_not_found(
    shelf_of_files: Path, browser: Client, path: str
) -> None:
    assert browser.get(f"/media/{path}", follow=True).status_code == 404


def test_files_are_only_read(shelf_of_files: Path, browser: Client) -> None:
    assert browser.post("/media/documents/minutes.pdf").status_code == 405
    asked = browser.head("/media/documents/minutes.pdf")
    asked.close()
    assert (asked.status_code, asked["Content-Type"]) == (200, "application/pdf")


def test_a_range_request_gets_its_part(shelf_of_files: Path, browser: Client) -> None:
    whole = browser.get("/media/documents/tide.mp3")
    assert (whole.status_code, whole["Accept-Ranges"], b"".join(whole.streaming_content)) == (
        200,
        "bytes",
        b"0123456789",
    )
    assert (
        whole["Content-Security-Policy"]
        == "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'"
    )
    part = browser.get("/media/documents/tide.mp3", HTTP_RANGE="bytes=3-6")
    assert (part.status_code, part["Content-Range"], part["Content-Length"], part["Content-Type"]) == (
        206, "bytes 3-6/10", "4", "audio/mpeg"
    )  # fmt: skip
    assert b"".join(part.streaming_content) == b"3456"
    behind = browser.get("/media/documents/tide.mp3", HTTP_RANGE="bytes=10-")
    assert (behind.status_code, behind["Content-Range"]) == (416, "bytes */10")


def test_a_range_of_another_version_gets_the_whole_file(
    shelf_of_files: Path, browser: Client
) -> None:
    statuses, version = {}, ""
    for validator in ("", "x", "its own"):
        asked = {"HTTP_RANGE": "bytes=3-6"} | (
            {"HTTP_IF_RANGE": validator.replace("its own", version)} if validator else {}
        )
        answer = browser.get("/media/documents/tide.mp3", **asked)
        answer.close()
        statuses[validator], version = answer.status_code, answer["Last-Modified"]
    assert statuses == {"": 206, "x": 200, "its own": 206}
    head = browser.head("/media/documents/tide.mp3", HTTP_RANGE="bytes=3-6")
    head.close()
    assert head.status_code == 200
