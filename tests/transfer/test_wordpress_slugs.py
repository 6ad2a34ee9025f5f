"""Slugs of an export in scripts with vowel signs, and of emoji: each old address answers."""

import csv
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from byline.newsroom.models import Article, SectionPage, Tag
from transfer.conftest import ImportExport
from transfer.exports import author, category, filed, item

PEOPLE = author("inga", "Inga Holm", 4)
WORDS = ("राजनीति", "ข่าว", "চুনাব", "தேர்தல்", "ព័ត៌មាន", "သတင်း", "خبر", "новости", "🎉", "🚢-ferry")


def encoded(slug: str) -> str:
    """As WordPress writes slugs into an export."""
    return quote(slug).lower()


@pytest.fixture
def imported(import_export: ImportExport, tmp_path: Path) -> Path:
    """An article for each word, with a category and a tag of that name; returns the report."""
    file = tmp_path / "addresses.csv"
    articles = (
        item(
            number,
            word,
            slug=encoded(word),
            more=filed("category", encoded(word), word)
            + filed("post_tag", encoded(f"{word}-2"), f"{word} 2"),
        )
        for number, word in enumerate(WORDS, 1)
    )
    import_export(*articles, head=PEOPLE, options={"addresses": file})
    return file


def test_every_old_address_answers(imported: Path, reader: Client) -> None:
    for word in WORDS:
        article = Article.objects.get(title=word)
        section, tag = article.section, article.tags.get()
        assert followed(reader, f"/2016/09/17/{word}/") == f"/2016/09/17/{word}/"
        assert followed(reader, f"/category/{word}/") == section.address
        assert followed(reader, f"/?category_name={quote(word)}") == section.address
        assert followed(reader, f"/tag/{word}-2/") == f"/tag/{tag.slug}/"


def test_slugs_of_letters_stay_and_those_of_emoji_get_words(imported: Path) -> None:
    sections = set(SectionPage.objects.values_list("slug", flat=True))
    assert sections == {*WORDS[:-2], "party-popper", "ferry"}
    assert set(Tag.objects.values_list("slug", flat=True)) == {
        *(f"{word}-2" for word in WORDS[:-2]),
        "2",
        "ferry-2",
    }


def test_the_report_names_the_addresses_of_the_file(imported: Path, reader: Client) -> None:
    with imported.open(encoding="utf-8") as file:
        rows = {row["address"]: row["what they do"] for row in csv.DictReader(file)}
    for word in WORDS:
        assert {rows[f"/category/{word}/"], rows[f"/tag/{word}-2/"]} <= {"answer", "lead on"}
    statuses = {"answer": 200, "lead on": 301, "lead nowhere (404)": 404}
    assert {path: statuses[does] for path, does in rows.items()} == {
        path: reader.get(path).status_code for path in rows
    }


def test_a_category_below_an_emoji_keeps_its_old_path(
    import_export: ImportExport, reader: Client
) -> None:
    head = PEOPLE + category(encoded("🎉"), "🎉", number=3)
    head += category("पर्व", "पर्व", parent=encoded("🎉"), number=4)
    import_export(item(1, more=filed("category", "पर्व", "पर्व")), head=head)
    for path in ("/category/🎉/पर्व/", "/category/पर्व/", "/?cat=4"):
        assert followed(reader, path) == "/category/party-popper/पर्व/"


def test_terms_without_a_slug_go_by_their_names(
    import_export: ImportExport, reader: Client
) -> None:
    plain = "<category>पर्व</category>"
    import_export(item(1, more=plain), item(2, more=plain), head=PEOPLE)
    assert Tag.objects.get().slug == "पर्व"
    assert followed(reader, "/tag/पर्व/") == "/tag/पर्व/"


def test_a_decomposed_slug_answers_in_both_forms(
    import_export: ImportExport, reader: Client
) -> None:
    import_export(item(1, slug="cafe%cc%81"), head=PEOPLE)
    assert Article.objects.get().permalink == "/2016/09/17/café/"


def followed(reader: Client, path: str) -> str:
    """Where the path ends, with an answer."""
    response = reader.get(path, follow=True)
    assert response.status_code == 200, path
    return unquote(response.redirect_chain[-1][0] if response.redirect_chain else path)
