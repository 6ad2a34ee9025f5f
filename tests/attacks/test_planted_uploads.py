"""What uploaded files know about people and places is looked for in every byte that is served."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files import File
from django.core.wsgi import get_wsgi_application
from django.test import Client
from PIL import Image, ImageCms
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.newsroom import actions
from byline.newsroom.models import DocumentFile, Picture
from byline.transfer.static_export.actions import export_static
from byline.transfer.static_export.crawling import addresses_on
from newsrooms import HOST, Publish, contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from planted_files import (
    PLANTED_PICTURES,
    drawing,
    planted_docx,
    planted_pdf,
    planted_profile,
    saved,
    secrets_in,
)

pytestmark = pytest.mark.django_db
START = ("/", "/feed/", "/feed/atom/", "/feed.json", "/sitemap.xml", "/api/v1/articles/")
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/"


@pytest.mark.parametrize("extension", PLANTED_PICTURES)
def test_the_planted_files_are_full_of_secrets(extension: str) -> None:
    assert len(secrets_in(PLANTED_PICTURES[extension]())) >= 1


def test_the_planted_documents_are_full_of_secrets() -> None:
    assert len(secrets_in(planted_pdf())) >= 3
    assert len(secrets_in(planted_docx())) >= 3


@pytest.fixture
def everything(publish: Publish, harbour_post: Site) -> list[Picture]:  # noqa: F811
    """An article for each kind of picture, which leads it and is in its text, with documents."""
    documents = [
        actions.add_document(File(BytesIO(body), name=name), site=harbour_post, title=name)
        for name, body in (
            ("minutes.pdf", planted_pdf()),
            ("minutes.docx", planted_docx()),
            ("scan.jpg", PLANTED_PICTURES["jpg"]()),
        )
    ]
    pictures = []
    for extension, plant in PLANTED_PICTURES.items():
        picture = actions.add_picture(
            File(BytesIO(plant()), name=f"face.{extension}"),
            site=harbour_post,
            title="Face",
            description="A face.",
        )
        block = {"picture": picture.pk, "caption": "", "alt": "", "decorative": False}
        body = [
            {"type": "picture", "value": block},
            {"type": "gallery", "value": {"pictures": [block, block], "caption": ""}},
            *(
                {"type": "document", "value": {"document": document.pk, "title": ""}}
                for document in documents
            ),
        ]
        publish(f"About {extension}", lead_picture=picture, body=body)
        pictures.append(picture)
    return pictures


def crawl(browser: Client) -> Iterator[tuple[str, str, bytes]]:
    """Path, media type and bytes of everything that can be reached from the site's entrances."""
    root = f"http://{HOST}"
    waiting, seen = [*START], set(START)
    while waiting:
        path = waiting.pop()
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        media_type = answer.headers.get("Content-Type", "").partition(";")[0]
        assert answer.status_code < 500, path
        yield path, media_type, body
        targets = [*addresses_on(media_type, body, root), answer.headers.get("Location", "")]
        for address in targets:
            parts = urlsplit(urljoin(root + path, address))
            key = parts.path
            if parts.netloc == HOST and key not in seen:
                seen.add(key)
                waiting.append(key)


def test_nothing_served_says_where_when_or_by_whom(
    everything: list[Picture],
    reader: Client,  # noqa: F811
) -> None:
    served = list(crawl(reader))
    assert {path: secrets for path, _type, body in served if (secrets := secrets_in(body))} == {}
    types = Counter(media_type for path, media_type, _body in served if "/media/" in path)
    assert set(types) == {
        "image/webp",
        "image/jpeg",
        "image/png",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    assert types["image/webp"] >= 3 * len(everything)
    assert types["image/jpeg"] >= len(everything)  # the cards of previews and feeds


def test_nothing_exported_or_stored_does(
    everything: list[Picture],
    harbour_post: Site,  # noqa: F811
    tmp_path: Path,
) -> None:
    export_static(
        harbour_post,
        get_wsgi_application(),
        tmp_path / "site",
        links="relative",
        progress=lambda *_: None,
    )
    kept = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert len([file for file in kept if "media" in file.parts]) > 3 * len(everything)
    kept += [Path(row.file.path) for row in (*Picture.objects.all(), *DocumentFile.objects.all())]
    assert {file: secrets for file in kept if (secrets := secrets_in(file.read_bytes()))} == {}


def test_originals_are_not_served(everything: list[Picture], reader: Client) -> None:  # noqa: F811
    for picture in everything:
        for folder in ("original_images", "originals", "../originals", "images", "public"):
            assert reader.get(f"/media/{folder}/{picture.file.name}").status_code == 404


def test_an_address_is_of_the_content_and_cannot_be_guessed(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
    reader: Client,  # noqa: F811
    harbour_post: Site,  # noqa: F811
) -> None:
    """A deleted picture does not come back when another is uploaded under its name."""
    first, second = (
        actions.add_picture(
            File(BytesIO(saved(drawing().rotate(turn), "PNG")), name="face.png"),
            site=harbour_post,
            title="Face",
        )
        for turn in (0, 180)
    )
    addresses = [picture.file.url for picture in (first, second)]
    assert re.fullmatch(r"/media/pictures/[0-9a-f]{32}\.png", addresses[0])
    assert len(set(addresses)) == 2
    rendition = first.get_rendition("fill-80x80|format-webp")
    assert re.fullmatch(r"/media/images/[0-9a-f]{32}-80x80\.webp", rendition.url)
    url, size_url = first.file.url, rendition.url
    with django_capture_on_commit_callbacks(execute=True):  # they delete the files
        first.delete()
    again = actions.add_picture(
        File(BytesIO(saved(drawing("L"), "PNG")), name="face.png"), site=harbour_post, title="Face"
    )
    assert again.file.url not in addresses
    assert [reader.get(path).status_code for path in (url, size_url)] == [404, 404]


def test_a_profile_keeps_its_colours_and_forgets_whose_display_it_was(
    harbour_post: Site,  # noqa: F811
) -> None:
    planted = planted_profile()  # once: a profile carries the second it was made in
    body = saved(drawing(), "PNG", icc_profile=planted)
    assert Image.open(BytesIO(body)).info["icc_profile"] == planted
    picture = actions.add_picture(
        File(BytesIO(body), name="screen.png"), site=harbour_post, title="Screen"
    )
    with Image.open(picture.file.path) as stored:
        profile = ImageCms.ImageCmsProfile(BytesIO(stored.info["icc_profile"]))
        assert secrets_in(stored.info["icc_profile"]) == []
        assert ImageCms.getProfileDescription(profile).strip() == "Colour profile"
        ImageCms.profileToProfile(stored, profile, ImageCms.createProfile("sRGB"))


def jpegs_of(browser: Client, path: str) -> list[bytes]:
    """The JPEG files that a page names: the pictures of its previews."""
    page = browser.get(path).content
    paths = {urlsplit(url).path for url in addresses_on("text/html", page, f"http://{HOST}")}
    paths |= {urlsplit(url).path for url in addresses_on("text/plain", page, f"http://{HOST}")}
    return [
        b"".join(browser.get(path).streaming_content)
        for path in sorted(paths)
        if path.startswith("/media/images/") and path.endswith(".jpg")
    ]


def test_rights_are_written_where_the_site_wishes(
    publish: Publish,  # noqa: F811
    harbour_post: Site,  # noqa: F811
    reader: Client,  # noqa: F811
) -> None:
    picture = actions.add_picture(
        File(BytesIO(PLANTED_PICTURES["jpg"]()), name="face.jpg"),
        site=harbour_post,
        title="Face",
        credit="Ivo & Sons",
        copyright_notice="© Ivo",
    )
    publish("One", lead_picture=picture, permalink="/one/")
    marks = (b"Ivo &amp; Sons", "© Ivo".encode())
    before = jpegs_of(reader, "/one/")
    update_settings(harbour_post, keep_picture_rights=True)
    after = jpegs_of(reader, "/one/")
    assert [any(mark in body for mark in marks) for body in before] == [False] * len(before)
    assert [all(mark in body for mark in marks) for body in after] == [True] * len(after)
    assert len(before) == len(after) == 1
    assert [secrets_in(body.replace(XMP_HEADER, b"")) for body in after] == [[]]
