"""Pictures and documents come in when the old site's files are given, then or later."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model

from byline.demo.typed_pdf import typed_pdf
from byline.newsroom.models import Article, Picture
from transfer.conftest import ImportExport
from transfer.exports import SITE, attachment, item, meta

ByNumber = Callable[[int], Article]
UP = f"{SITE}/wp-content/uploads"


def drawn(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """The old site's folder: two pictures, a document, and a picture that is none."""
    folder = tmp_path / "uploads" / "2016" / "09"
    folder.mkdir(parents=True)
    (folder / "pier.jpg").write_bytes(drawn("navy"))
    (folder / "ferry.jpg").write_bytes(drawn("teal"))
    (folder / "extra.jpg").write_bytes(drawn("gold"))
    (folder / "map.pdf").write_bytes(typed_pdf("A map", "Of the harbour."))
    (folder / "torn.jpg").write_bytes(b"not a picture")
    return tmp_path / "uploads"


PIER = attachment(
    5, "2016/09/pier.jpg", parent=1, alt="The pier at dawn", caption="Dawn", title="Pier"
)
FERRY = attachment(6, "2016/09/ferry.jpg", parent=1)
MAP = attachment(8, "2016/09/map.pdf")
SHOWN_PICTURE = (
    f'<img class="wp-image-5" src="{UP}/2016/09/pier-300x200.jpg" alt="The pier at dawn">'
)


def kinds(article: Article) -> list[str]:
    return [block["type"] for block in article.body.raw_data]


def test_pictures_come_with_their_words(
    import_export: ImportExport, reader: Client, article: ByNumber, uploads: Path
) -> None:
    featured = item(1, "Featured", f"{SHOWN_PICTURE}\n\n[gallery]", more=meta("_thumbnail_id", "6"))
    report = import_export(featured, PIER, FERRY, uploads=uploads)
    pier = Picture.objects.get(title="Pier")
    piece = article(1)
    assert (pier.description, pier.file.size) == ("The pier at dawn", len(drawn("navy")))
    assert (piece.lead_picture.title, kinds(piece)) == ("2016/09/ferry.jpg", ["picture", "gallery"])
    assert piece.body.raw_data[0]["value"]["picture"] == pier.pk
    assert (report.number("attachment", "created"), report.remarks.get("missing")) == (2, None)
    page = reader.get("/2016/09/17/piece-1/").content.decode()
    assert ("The pier at dawn" in page, "wp-content" in page) == (True, False)


def test_the_caption_of_the_featured_picture_comes_too(
    import_export: ImportExport, article: ByNumber, uploads: Path
) -> None:
    import_export(item(1, more=meta("_thumbnail_id", "5")), PIER, uploads=uploads)
    assert article(1).lead_caption == "Dawn"


def test_documents_come_too(import_export: ImportExport, article: ByNumber, uploads: Path) -> None:
    file = f'<div class="wp-block-file"><a href="{UP}/2016/09/map.pdf">The map</a></div>'
    import_export(item(1, body=file), MAP, uploads=uploads)
    [document] = get_document_model().objects.all()
    [block] = article(1).body.raw_data
    assert (document.title, block["type"], block["value"]) == (
        "2016/09/map.pdf",
        "document",
        {"document": document.pk, "title": "The map"},
    )


def test_a_file_that_no_attachment_names_is_found_by_its_address(
    import_export: ImportExport, article: ByNumber, uploads: Path
) -> None:
    for _ in range(2):
        import_export(
            item(1, body=f'<img src="{UP}/2016/09/extra.jpg">'),
            item(2, body=f'<img src="{UP}/2016/09/extra.jpg">'),
            uploads=uploads,
        )
    assert [kinds(article(number)) for number in (1, 2)] == [["picture"], ["picture"]]
    assert Picture.objects.count() == 1


def test_files_given_later_replace_the_links(
    import_export: ImportExport, article: ByNumber, uploads: Path
) -> None:
    first = import_export(
        item(1, body=SHOWN_PICTURE, more=meta("_thumbnail_id", "6")), item(2), PIER, FERRY
    )
    assert (kinds(article(1)), article(1).lead_picture) == (["imported_html"], None)
    assert [entry.why for entry in first.skipped] == ["its file was not given (--uploads)"] * 2
    assert set(first.remarks["missing"]) == {
        f"{UP}/2016/09/pier-300x200.jpg",
        f"{UP}/2016/09/ferry.jpg",
    }
    second = import_export(
        item(1, body=SHOWN_PICTURE, more=meta("_thumbnail_id", "6")),
        item(2),
        PIER,
        FERRY,
        uploads=uploads,
    )
    assert (second.number("post", "updated"), second.number("post", "unchanged")) == (1, 1)
    assert (kinds(article(1)), article(1).lead_picture.title) == (["picture"], "2016/09/ferry.jpg")
    assert article(1).updated_at is None
    third = import_export(
        item(1, body=SHOWN_PICTURE, more=meta("_thumbnail_id", "6")),
        item(2),
        PIER,
        FERRY,
        uploads=uploads,
    )
    assert (
        third.number("post", "unchanged"),
        third.number("attachment", "unchanged"),
        Picture.objects.count(),
    ) == (2, 2, 2)


def test_a_file_that_is_still_missing_changes_nothing(
    import_export: ImportExport, article: ByNumber, uploads: Path
) -> None:
    lost = item(1, body=f'<img src="{UP}/2016/09/lost.jpg" alt="Lost">')
    import_export(lost, uploads=uploads)
    report = import_export(lost, uploads=uploads)
    assert (report.number("post", "unchanged"), set(report.remarks["missing"])) == (
        1,
        {f"{UP}/2016/09/lost.jpg"},
    )


def test_a_picture_that_cannot_be_read_is_told(import_export: ImportExport, uploads: Path) -> None:
    report = import_export(item(1), attachment(7, "2016/09/torn.jpg"), uploads=uploads)
    [skipped] = report.skipped
    assert (skipped.id, skipped.why.partition(":")[0], Picture.objects.count()) == (
        "7",
        "its file cannot be stored",
        0,
    )


def test_a_number_of_another_site_is_not_believed(
    import_export: ImportExport, article: ByNumber, uploads: Path
) -> None:
    copied = '<img class="wp-image-5" src="https://elsewhere.example/uploads/cat.jpg" alt="A cat">'
    report = import_export(item(1, body=copied), PIER, uploads=uploads)
    assert kinds(article(1)) == ["imported_html"]
    assert set(report.remarks["missing"]) == {"https://elsewhere.example/uploads/cat.jpg"}
