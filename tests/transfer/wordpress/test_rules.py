"""What is decided of an item from what it says of itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.uploads import UploadsFolder
from byline.transfer.wordpress.dates import feed_date, wordpress_date
from byline.transfer.wordpress.people import nicename
from byline.transfer.wordpress.rules import OldAddress, content_hash, old_address, title_of
from byline.transfer.wordpress.terms import parents_first, term_key
from byline.transfer.wordpress.wxr_records import WordPressItem, WordPressTerm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000-00-00 00:00:00",
        "2014-02-30 00:00:00",
        "yesterday",
        "0001-01-01 00:00:00",
        "9999-12-31 23:59:59",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert wordpress_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sat, 16 Oct 2010 20:53:18 +0000", datetime(2010, 10, 16, 20, 53, 18, tzinfo=UTC)),
        ("Sat, 16 Oct 2010 20:53:18 +0200", datetime(2010, 10, 16, 18, 53, 18, tzinfo=UTC)),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_feeds(text: str, moment: datetime | None) -> None:
    assert feed_date(text) == moment


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://a.example/2014/x/", OldAddress("/2014/x/")),
        ("https://a.example/x/?utm_source=y", OldAddress()),
        ("https://a.example/x/#top", OldAddress("/x/")),
        ("https://a.example/?p=12&preview=true", OldAddress("/", "?p=12")),
        ("https://a.example/blog/?page_id=12", OldAddress("/blog/", "?page_id=12")),
        ("https://a.example/?p=twelve", OldAddress()),
        ("https://a.example", OldAddress()),
        ("ftp://a.example/x", OldAddress()),
        ("https://[broken/", OldAddress()),
        ("x/y.html", OldAddress("/x/y.html")),
        ("https://a.example/%E6%BD%AE/%zz%E6/", OldAddress("/潮/%zz%E6/")),
    ],
)
def test_where_an_item_stood(link: str, address: OldAddress) -> None:
    assert old_address(link) == address


def test_titles() -> None:
    assert plain_text("Fish &amp; <em>chips</em> &#8212; 5 < 6") == "Fish & chips — 5 < 6"
    assert title_of(WordPressItem(line=1, slug="the-slug"), "") == "the-slug"
    assert title_of(WordPressItem(line=1, type="post", id=4), "") == "post 4"


def test_the_hash_knows_every_field_but_the_place_in_the_file() -> None:
    one = WordPressItem(line=1, id=4, title="One", meta={"a": "b"})
    assert content_hash(one) == content_hash(
        WordPressItem(line=99, id=4, title="One", meta={"a": "b"}, comments=5)
    )
    for other in (
        WordPressItem(line=1, id=4, title="Two", meta={"a": "b"}),
        WordPressItem(line=1, id=4, title="One", meta={"a": "c"}),
    ):
        assert content_hash(one) != content_hash(other)


@pytest.mark.parametrize(
    ("login", "slug"),
    [
        ("inga", "inga"),
        ("Inga Holm", "inga-holm"),
        ("inga.holm", "inga-holm"),
        ("inga@bell.example", "ingabell-example"),
        ("Søren É", "søren-e"),
    ],
)
def test_the_slug_of_an_author(login: str, slug: str) -> None:
    assert nicename(login) == slug


def test_slugs_are_compared_decoded() -> None:
    assert term_key("%e6%bd%ae") == term_key("潮") == "潮"
    assert term_key("", "Company News") == "company-news"


def test_parents_come_first() -> None:
    terms = {
        slug: WordPressTerm("category", slug, slug, parent)
        for slug, parent in [
            ("a", "b"),
            ("b", "c"),
            ("c", ""),
            ("x", "y"),
            ("y", "x"),
            ("z", "gone"),
        ]
    }
    order = parents_first(terms)
    assert order.index("c") < order.index("b") < order.index("a")
    assert sorted(order) == sorted(terms)


def test_files_are_found_by_path_by_address_and_by_size(tmp_path: Path) -> None:
    for name in ("2014/03/Pier.jpg", "sites/2/2015/01/tug.png", "2016/01/big.jpg", "loose.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    uploads = UploadsFolder(tmp_path)
    base = "https://bell.example/wp-content/uploads/"
    assert uploads.find("2014/03/pier.jpg") == tmp_path / "2014/03/Pier.jpg"
    assert uploads.find("", base + "2014/03/Pier-300x200.jpg?w=5") == tmp_path / "2014/03/Pier.jpg"
    assert (
        uploads.find("https://bell.files.example/2014/03/pier.jpg") == tmp_path / "2014/03/Pier.jpg"
    )
    assert uploads.find(base + "2016/01/big-scaled.jpg") == tmp_path / "2016/01/big.jpg"
    assert uploads.find(base + "sites/2/2015/01/tug.png") == tmp_path / "sites/2/2015/01/tug.png"
    assert uploads.find(base + "gone.jpg") is None


def test_the_folder_may_be_one_that_holds_the_uploads(tmp_path: Path) -> None:
    file = tmp_path / "public/wp-content/uploads/2014/pier.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x")
    assert UploadsFolder(tmp_path).find("2014/pier.jpg") == file


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"x")
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    uploads = UploadsFolder(folder)
    for name in (
        "../secret.jpg",
        "/../secret.jpg",
        str(tmp_path / "secret.jpg"),
        "%2e%2e/secret.jpg",
        "link.jpg",
        "file:///etc/passwd",
    ):
        assert uploads.find(name) is None
