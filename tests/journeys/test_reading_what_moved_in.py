"""Imported articles in a browser, of the classic and the block editor: everything is visible."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import RunningServer, byline, prepared_data_folder, serve
from transfer.exports import SITE, attachment, comment, item, meta, write, wxr

FILES = {500: "pier.png", 501: "quay.png", 502: "weir.png"}
ARABIC = "<p>وصلت العبارة متأخرة مرة أخرى، ولم يعرف أحد لماذا.</p>"
POEM = "def tide(hour):\n    return hour % 12 &lt; 6"
WIDTHS = [320, 1280]


def picture(number: int, caption: str) -> str:
    where = f"{SITE}/wp-content/uploads/{FILES[number]}"
    return (
        f'<!-- wp:image {{"id":{number}}} --><figure class="wp-block-image"><img src="{where}" alt="" class="wp-image-{number}"/>'
        f"<figcaption>{caption}</figcaption></figure><!-- /wp:image -->"
    )


CLASSIC = (
    item(
        1,
        "The pier",
        body="Out and back.\n\n[gallery ids='500,501']",
        more=meta("_thumbnail_id", "502") + comment(11),
    ),
    item(2, "العبارة", slug="ferry", body=ARABIC),
)
BLOCKS = (
    item(
        3,
        "The quay",
        body=f'<!-- wp:gallery --><figure class="wp-block-gallery">{picture(500, "East")}{picture(501, "West")}</figure><!-- /wp:gallery -->',
    ),
    item(
        4,
        "The clerk",
        body="<!-- wp:quote --><blockquote class='wp-block-quote'><p>It ran late.</p><cite>Ivo Sand</cite></blockquote><!-- /wp:quote -->",
    ),
    item(
        5,
        "The tide",
        body=f"<!-- wp:code --><pre class='wp-block-code'><code>{POEM}</code></pre><!-- /wp:code -->",
    ),
)


@pytest.fixture(scope="module")
def moved(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    folder = tmp_path_factory.mktemp("moved")
    data, uploads = prepared_data_folder(shelf, folder / "installation"), folder / "uploads"
    uploads.mkdir()
    for shade, name in enumerate(FILES.values(), 1):
        Image.new("RGB", (900, 600), (40 * shade, 90, 120)).save(uploads / name)
    files = "".join(attachment(number, name, alt="Water") for number, name in FILES.items())
    for name, items in (("classic.xml", CLASSIC), ("blocks.xml", BLOCKS)):
        export = write(folder, wxr(files, *items), name)
        brought = byline(data, "import", "wordpress", str(export), "--uploads", str(uploads))
        assert brought.returncode == 0, brought.stdout
    with serve(data) as server:
        yield server


@pytest.fixture(params=WIDTHS)
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param
    context.close()


def read(reader: Page, server: RunningServer, slug: str) -> None:
    reader.goto(f"http://localhost:{server.port}/2016/09/17/{slug}/", wait_until="load")


def drawn(reader: Page, within: str) -> int:
    """The number of pictures in it, each of which must be loaded."""
    pictures = reader.locator(f"{within} img")
    for place in range(pictures.count()):
        pictures.nth(place).scroll_into_view_if_needed()
        reader.wait_for_function(
            "image => image.complete && image.naturalWidth > 200",
            arg=pictures.nth(place).element_handle(),
        )
    return pictures.count()


@pytest.mark.parametrize(("slug", "captions"), [("piece-1", []), ("piece-3", ["East", "West"])])
def test_a_gallery_shows_its_pictures(
    reader: Page, moved: RunningServer, slug: str, captions: list[str]
) -> None:
    read(reader, moved, slug)
    assert drawn(reader, "figure.gallery") == len(FILES) - 1
    shown = [
        words.partition("\n")[0].strip()
        for words in reader.locator("figure.gallery figcaption").all_inner_texts()
    ]
    assert [words for words in shown if words] == captions


def test_the_old_editors_article_has_its_lead_picture_and_its_response(
    reader: Page, moved: RunningServer
) -> None:
    read(reader, moved, "piece-1")
    assert drawn(reader, "article .lead-figure") == 1
    assert reader.locator("#response-1 .words").inner_text() == "Well said."
    assert reader.get_by_text("Out and back.").is_visible()


def test_arabic_runs_from_the_right(reader: Page, moved: RunningServer) -> None:
    read(reader, moved, "ferry")
    words = reader.locator(".body p").first
    assert words.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert reader.locator("h1").evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_a_quotation_names_who_said_it(reader: Page, moved: RunningServer) -> None:
    read(reader, moved, "piece-4")
    quotation = reader.locator("blockquote").first
    assert quotation.inner_text().split("\n")[0].strip("“” ") == "It ran late."
    assert reader.get_by_text("Ivo Sand").is_visible()


def test_code_keeps_its_lines(reader: Page, moved: RunningServer) -> None:
    read(reader, moved, "piece-5")
    assert (
        reader.locator("pre").inner_text().rstrip() == "def tide(hour):\n    return hour % 12 < 6"
    )
