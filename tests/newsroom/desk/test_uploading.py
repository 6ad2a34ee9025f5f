"""Uploading pictures and documents at the desk: one, several at once, and in a chooser."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from byline.lib.pictures import xmp_with_rights
from byline.newsroom.models import DocumentFile, Picture
from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)
from planted_files import PLANTED_PICTURES, drawing, planted_pdf, saved, secrets_in

DAMAGED = "This picture is damaged or incomplete. Export it again and upload the new file."
NOT_A_PICTURE = (
    "This file is not a picture, or it is damaged. Accepted formats: JPEG, PNG, GIF, WebP, AVIF, "
    "HEIC."
)
TOO_MANY = "This picture has more than 100 megapixels. Upload a smaller version."
LIMITS = "JPEG, PNG, GIF, WebP, AVIF, HEIC, up to 30 MB and 100 megapixels."


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has this size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + (chunk(b"IEND", b""))
    )


def cut(body: bytes) -> bytes:
    return body[: len(body) * 2 // 3]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut.jpg": (lambda: cut(saved(drawing(size=(900, 600)), "JPEG")), DAMAGED),
    "cut.png": (lambda: cut(saved(drawing(), "PNG")), DAMAGED),
    "cut.gif": (lambda: cut(PLANTED_PICTURES["gif"]()), DAMAGED),
    "cut.webp": (lambda: cut(saved(drawing(), "WEBP")), NOT_A_PICTURE),
    "cut.avif": (lambda: cut(saved(drawing(), "AVIF")), DAMAGED),
    "cut.heic": (lambda: cut(saved(drawing(), "HEIF")), NOT_A_PICTURE),
    "note.jpg": (lambda: b"Dear newsroom", NOT_A_PICTURE),
    "scan.png": (lambda: saved(drawing("F"), "TIFF"), NOT_A_PICTURE),
    "page.png": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", NOT_A_PICTURE),
    "bomb.png": (lambda: bomb(15_000, 15_000), TOO_MANY),
    "strip.png": (
        lambda: bomb(20_000, 10),
        "This picture is 20000 × 10 pixels. Neither side may exceed 16000.",
    ),
}


@pytest.fixture
def browser(desk: Desk) -> Client:  # noqa: F811
    return desk.browser("maya")


def upload_one(browser: Client, name: str, body: bytes, **more: Any) -> Any:
    data = {
        "file": SimpleUploadedFile(name, body),
        "title": "Face",
        "collection": Collection.get_first_root_node().pk,
        **more,
    }
    return browser.post(reverse("wagtailimages:add"), data)


def upload_several(browser: Client, name: str, body: bytes, **more: Any) -> dict[str, Any]:
    data = {
        "files[]": SimpleUploadedFile(name, body),
        "title": name,
        "collection": Collection.get_first_root_node().pk,
        **more,
    }
    answer = browser.post(reverse("wagtailimages:add_multiple"), data)
    assert answer.status_code == 200
    result: dict[str, Any] = answer.json()
    return result


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_is_refused_in_words(browser: Client, name: str) -> None:
    make, words = REFUSED[name]
    several = upload_several(browser, name, make())
    assert (several["success"], several["error_message"]) == (False, words)
    one = upload_one(browser, name, make())
    assert (one.status_code, one.context["form"].errors["file"]) == (200, [words])
    chosen = browser.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-file": SimpleUploadedFile(name, make()),
            "image-chooser-upload-title": "Face",
        },
    )
    assert (chosen.status_code, words in chosen.json()["htmlFragment"]) == (200, True)
    assert (Picture.objects.count(), UploadedFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("extension", PLANTED_PICTURES)
def test_every_format_is_taken_by_every_door(browser: Client, extension: str) -> None:
    body = PLANTED_PICTURES[extension]()
    assert upload_one(browser, f"one.{extension}", body).status_code == 302
    assert upload_several(browser, f"two.{extension}", body)["success"]
    browser.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-file": SimpleUploadedFile("three.jpg", body),  # misnamed
            "image-chooser-upload-title": "Face",
        },
    )
    stored = [Path(picture.file.path).read_bytes() for picture in Picture.objects.all()]
    assert [secrets_in(body) for body in stored] == [[], [], []]
    sizes = {
        (picture.file_size, picture.width, picture.height) for picture in Picture.objects.all()
    }
    assert sizes == {(len(stored[0]), 320, 200)}
    assert len({picture.file_hash for picture in Picture.objects.all()}) == 1


@pytest.mark.parametrize("name", ["wagtailimages:add", "wagtailimages:add_multiple"])
def test_the_limits_are_beside_the_field(browser: Client, name: str) -> None:
    assert LIMITS in browser.get(reverse(name)).content.decode()


def test_the_limits_are_in_the_chooser(browser: Client) -> None:
    assert LIMITS in browser.get(reverse("wagtailimages_chooser:choose")).json()["html"]


def test_what_a_file_says_is_suggested_and_stored_only_when_accepted(browser: Client) -> None:
    """Photographers' programs write a credit; whether it goes out is for the editor to decide."""
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Ivo Sand", "The quay at dawn."
    body = saved(drawing(), "JPEG", exif=exif, xmp=xmp_with_rights("Agency", "© Ivo Sand"))
    form = upload_several(browser, "quay.jpg", body)["form"]
    for text in ("Ivo Sand / Agency", "© Ivo Sand", "The quay at dawn."):
        assert f'value="{text}"' in form
    picture = Picture.objects.get()
    assert (picture.credit, picture.copyright, picture.caption) == ("", "", "")
    asked = browser.post(
        reverse("byline_picture_texts"), {"file": SimpleUploadedFile("quay.jpg", body)}
    )
    assert asked.json() == {
        "credit": "Ivo Sand / Agency",
        "copyright": "© Ivo Sand",
        "caption": "The quay at dawn.",
        "description": "",
    }


def test_texts_are_read_for_those_who_may_upload(desk: Desk) -> None:  # noqa: F811
    address = reverse("byline_picture_texts")
    note = {"file": SimpleUploadedFile("note.jpg", b"Dear newsroom")}
    assert desk.browser("rosa").post(address, note).json() == {}
    assert desk.browser("rosa").get(address).status_code == 405
    assert desk.browser("ana").post(address).status_code in (302, 403)


def test_a_file_whose_form_was_refused_is_clean_too(browser: Client) -> None:
    """Wagtail stores it until the form is filled in."""
    result = upload_several(browser, "face.jpg", PLANTED_PICTURES["jpg"](), title="x" * 300)
    waiting = UploadedFile.objects.get(pk=result["uploaded_file_id"])
    assert secrets_in(Path(waiting.file.path).read_bytes()) == []
    assert browser.get(waiting.file.url).status_code == 404


def test_a_profile_picture_is_clean_too(browser: Client, desk: Desk) -> None:  # noqa: F811
    page = browser.get(reverse("wagtailadmin_account"))
    data = {
        name: value
        for form in page.context["panels_by_tab"].values()
        for panel in form
        for name, value in _values_of(panel.get_form())
    }
    data["name_email-last_name"] = "Reed"
    data["avatar-avatar"] = SimpleUploadedFile("face.jpg", PLANTED_PICTURES["jpg"]())
    assert browser.post(reverse("wagtailadmin_account"), data).status_code == 302
    profile = desk.people["maya"].wagtail_userprofile
    profile.refresh_from_db()
    stored = Path(profile.avatar.path).read_bytes()
    assert Image.open(BytesIO(stored)).size == (320, 200)
    assert secrets_in(stored) == []


def _values_of(form: Any) -> list[tuple[str, Any]]:
    return [
        (field.html_name, "" if field.value() is None else field.value())
        for field in form
        if field.name != "avatar"
    ]


def test_documents_lose_their_metadata_by_every_door(browser: Client) -> None:
    root = Collection.get_first_root_node().pk
    one = browser.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Minutes",
            "file": SimpleUploadedFile("m.pdf", planted_pdf()),
            "collection": root,
        },
    )
    several = browser.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile("m.pdf", planted_pdf()), "title": "M", "collection": root},
    )
    assert (one.status_code, several.json()["success"]) == (302, True)
    for document in DocumentFile.objects.all():
        body = Path(document.file.path).read_bytes()
        assert (secrets_in(body), document.file_size) == ([], len(body))
    assert DocumentFile.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("torn.pdf", b"%PDF-1.4 torn", "This PDF is damaged"),
        ("page.html", b"<script>1</script>", "Files of the type “html” are not accepted."),
        ("drawing.svg", b"<svg/>", "Files of the type “svg” are not accepted."),
        ("torn.docx", b"PK\x03\x04", ""),
        ("face.jpg", b"no face", NOT_A_PICTURE),
    ],
)
def test_documents_that_cannot_be_cleaned_are_refused_in_words(
    browser: Client, name: str, body: bytes, words: str
) -> None:
    answer = browser.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "files[]": SimpleUploadedFile(name, body),
            "title": "M",
            "collection": Collection.get_first_root_node().pk,
        },
    ).json()
    if words:
        assert (answer["success"], words in answer["error_message"]) == (False, True)
        assert answer["error_message"].count("docx") <= 1  # the accepted types are listed once
    else:
        assert answer["success"]  # an archive of something else
