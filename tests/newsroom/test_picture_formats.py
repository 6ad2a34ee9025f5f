"""Pictures of every kind of pixels, on the article, in its previews and in its feeds."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files import File
from django.test import Client
from lxml import html
from PIL import Image
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Picture
from newsrooms import Publish, contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from planted_files import PLANTED_PICTURES, drawing, planted_exif, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("harbour_post")]
PICTURE_SIZE = (320, 200)


def sixteen_bits() -> Image.Image:
    """The drawing in 16-bit grey, as scanners and microscopes write it."""
    values = drawing("L", PICTURE_SIZE).tobytes()
    return Image.frombytes(
        "I;16", PICTURE_SIZE, b"".join(bytes((value, value)) for value in values)
    )


def translucent(mode: str) -> Image.Image:
    image = drawing("RGBA", PICTURE_SIZE)
    image.putalpha(128)
    return image.quantize() if mode == "P" else image.convert(mode)


KINDS: dict[str, Callable[[], bytes]] = {
    "16-bit grey PNG": lambda: saved(sixteen_bits(), "PNG"),
    "black and white PNG": lambda: saved(drawing("1", PICTURE_SIZE), "PNG"),
    "grey PNG": lambda: saved(drawing("L", PICTURE_SIZE), "PNG"),
    "grey PNG with transparency": lambda: saved(translucent("LA"), "PNG"),
    "PNG with a palette": lambda: saved(drawing("RGB", PICTURE_SIZE).quantize(), "PNG"),
    "PNG with a palette and transparency": lambda: saved(translucent("P"), "PNG"),
    "PNG with a transparent colour": lambda: saved(
        drawing("RGB", PICTURE_SIZE), "PNG", transparency=(1, 1, 1)
    ),
    "grey JPEG": lambda: saved(drawing("L", PICTURE_SIZE), "JPEG"),
    "CMYK JPEG": lambda: saved(drawing("CMYK", PICTURE_SIZE), "JPEG"),
    "GIF that stands still": lambda: saved(drawing("P", PICTURE_SIZE), "GIF"),
    "lossless WebP": lambda: saved(translucent("RGBA"), "WEBP", lossless=True),
    "AVIF with transparency": lambda: saved(translucent("RGBA"), "AVIF"),
    "HEIC": lambda: saved(drawing("RGB", PICTURE_SIZE), "HEIF"),
}


def add(body: bytes, name: str = "quay.png") -> Picture:
    return actions.add_picture(
        File(BytesIO(body), name=name),
        site=Site.objects.get(is_default_site=True),
        title="Quay",
        description="A quay.",
    )


def fetched(reader: Client, address: str) -> Image.Image:  # noqa: F811
    answer = reader.get(urlsplit(address).path)
    assert answer.status_code == 200
    return Image.open(BytesIO(b"".join(answer.streaming_content)))


def pictures_of(reader: Client, path: str) -> tuple[Image.Image, Image.Image]:  # noqa: F811
    """The lead picture of an article's page, and the picture of its preview."""
    answer = reader.get(path)
    assert answer.status_code == 200
    page = html.fromstring(answer.content)
    [lead] = page.xpath("//figure[@class='lead-figure']/img/@src")
    [card] = page.xpath("//meta[@property='og:image']/@content")
    return fetched(reader, lead), fetched(reader, card)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_shown_in_its_own_tones(kind: str, publish: Publish, reader: Client) -> None:  # noqa: F811
    """The drawing is black at the top and white at the foot; in previews it is on white."""
    publish("Quay", lead_picture=add(KINDS[kind]()), permalink="/quay/")
    for image in pictures_of(reader, "/quay/"):
        assert image.size == PICTURE_SIZE
        grey = (image.convert("RGBA") if image.mode == "RGBA" else image).convert("L")
        top, foot = grey.getpixel((160, 8)), grey.getpixel((160, 192))
        limit = 150 if "transparency" in kind or kind == "lossless WebP" else 40
        assert (top < limit, foot > 215) == (True, True), (kind, image.format, top, foot)
    assert reader.get("/feed/").status_code == 200


@pytest.mark.parametrize("picture_format", ["GIF", "WEBP"])
def test_what_moves_keeps_moving(
    picture_format: str,
    publish: Publish,  # noqa: F811
    reader: Client,  # noqa: F811
) -> None:
    frames = [drawing("RGB", PICTURE_SIZE).rotate(turn) for turn in (0, 90, 180)]
    options = {"save_all": True, "append_images": frames[1:], "duration": [50, 60, 70], "loop": 0}
    publish("Tide", lead_picture=add(saved(frames[0], picture_format, **options)), permalink="/t/")
    lead, card = pictures_of(reader, "/t/")
    durations = []
    for number in range(lead.n_frames):
        lead.seek(number)
        lead.load()
        durations.append(lead.info["duration"])
    assert (lead.format, durations, lead.info["loop"]) == ("WEBP", [50, 60, 70], 0)
    assert (card.format, getattr(card, "n_frames", 1)) == ("JPEG", 1)


@pytest.mark.parametrize("extension", ["jpg", "webp", "png"])
def test_a_picture_taken_upright_is_upright(extension: str) -> None:
    """Cameras store how they were held; the pixels are turned, and the note is dropped."""
    picture_format = {"jpg": "JPEG"}.get(extension, extension.upper())
    body = saved(drawing("RGB", PICTURE_SIZE), picture_format, exif=planted_exif(orientation=6))
    picture = add(body, f"held.{extension}")
    with Image.open(picture.file.path) as stored:
        assert (stored.size, picture.width, picture.height) == ((200, 320), 200, 320)
        grey = stored.convert("L")
        assert (grey.getpixel((192, 160)) < 40, grey.getpixel((8, 160)) > 215) == (True, True)
        assert stored.getexif() == {}
    row = Picture.objects.get(pk=picture.pk)
    size = Path(picture.file.path).stat().st_size
    assert (row.file_size, row.width, row.height, len(row.file_hash)) == (size, 200, 320, 40)


def test_a_jpeg_loses_nothing_that_shows() -> None:
    original = drawing("RGB", PICTURE_SIZE)
    body = saved(original, "JPEG", quality=60)
    with Image.open(add(body, "quay.jpg").file.path) as stored:
        before, after = Image.open(BytesIO(body)), stored
        assert after.quantization == before.quantization
        assert max(abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)) <= 3


def test_one_picture_never_takes_a_page_down(publish: Publish, reader: Client) -> None:  # noqa: F811
    """Its file is damaged on the disk: pages, feeds and previews show its description instead."""
    picture = add(PLANTED_PICTURES["jpg"](), "quay.jpg")
    block = {"picture": picture.pk, "caption": "", "alt": "", "decorative": False}
    article = publish(
        "Quay", lead_picture=picture, body=[{"type": "picture", "value": block}], permalink="/quay/"
    )
    Path(picture.file.path).write_bytes(b"\xff\xd8\xff torn")
    paths = (
        "/",
        article.section.href,
        "/quay/",
        "/feed/",
        "/feed/atom/",
        "/feed.json",
        "/sitemap.xml",
    )
    paths += ("/api/v1/articles/", "/quay.md")
    assert {path: reader.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert "A quay." in reader.get("/quay/").content.decode()
    assert reader.get(picture.file.url).status_code == 404


def test_a_caption_of_the_picture_is_shown_where_the_page_has_none(
    publish: Publish,  # noqa: F811
    reader: Client,  # noqa: F811
) -> None:
    picture = add(PLANTED_PICTURES["jpg"](), "quay.jpg")
    picture.caption = "The quay in 1998."
    picture.save()
    publish("One", lead_picture=picture, permalink="/one/")
    publish("Two", lead_picture=picture, lead_caption="Before the storm.", permalink="/two/")
    captions = {
        path: html.fromstring(reader.get(path).content).xpath("//figcaption/span/text()")
        for path in ("/one/", "/two/")
    }
    assert captions == {"/one/": ["The quay in 1998."], "/two/": ["Before the storm."]}
