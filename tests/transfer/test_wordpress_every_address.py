"""Every address that an export names is asked for over HTTP, and answers or leads to what does."""

import csv
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from byline.newsroom.models import Article
from transfer.conftest import ImportExport
from transfer.exports import SITE, attachment, author, category, comment, filed, item

PIECE = "/2016/09/17/piece-1/"
UNUSED = (
    "<wp:tag><wp:tag_slug>never-used</wp:tag_slug><wp:tag_name>Never used</wp:tag_name></wp:tag>"
)
PEOPLE = author("inga", "Inga Holm", 4) + author("bo", "Bo Berg", 5) + UNUSED
HEAD = (
    PEOPLE + category("town", "Town", number=3) + category("port", "Port", parent="town", number=9)
)
FILED = filed("category", "port", "Port") + filed("post_tag", "tide", "Tide")
WHOLE = (
    item(1, more=FILED + comment(12)),
    item(2, kind="page", slug="about", link=f"{SITE}/about/"),
    attachment(5, "2016/09/pier.jpg", parent=1),
    attachment(6, "2016/09/lost.jpg", parent=1),
    attachment(7, "2016/09/lost-too.jpg", parent=2),
)
OLDER = tuple(item(number, more=FILED) for number in range(11, 21))


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads" / "2016" / "09"
    folder.mkdir(parents=True)
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(drawn, "JPEG")
    (folder / "pier.jpg").write_bytes(drawn.getvalue())
    return tmp_path / "uploads"


ENDS = {
    PIECE: PIECE,
    "/2016/09/17/piece-1": PIECE,
    f"{PIECE}2/": PIECE,
    f"{PIECE}comment-page-1/": f"{PIECE}comment-page-1/",
    f"{PIECE}comment-page-3/": PIECE,
    "/?p=1": PIECE,
    "/about/": "/about/",
    "/about/feed/": "/about/",
    "/?page_id=2": "/about/",
    "/?p=2": "/about/",
    "/?feed=rss2&page_id=2": "/about/",
    "/category/town/port/": "/category/town/port/",
    "/category/town/": "/category/town/",
    "/category/port/": "/category/town/port/",
    "/category/port/feed/": "/category/town/port/feed/",
    "/?cat=9": "/category/town/port/",
    "/?cat=9&feed=atom": "/category/town/port/feed/atom/",
    "/?category_name=port": "/category/town/port/",
    "/?category_name=town/port": "/category/town/port/",
    "/tag/tide/": "/tag/tide/",
    "/tag/tide/feed/": "/tag/tide/feed/",
    "/?tag=tide": "/tag/tide/",
    "/tag/never-used/": "/",
    "/tag/never-used/feed/": "/feed/",
    "/author/inga/": "/author/inga/",
    "/author/inga/feed/": "/author/inga/feed/",
    "/?author=4": "/author/inga/",
    "/?author=4&feed=rss2": "/author/inga/feed/",
    "/author/bo/": "/",
    "/?author_name=inga": "/author/inga/",
    "/2016/": "/2016/",
    "/2016/09/": "/2016/09/",
    "/2016/09/17/": "/2016/09/17/",
    "/2016/feed/": "/feed/",
    "/2016/09/feed/": "/feed/",
    "/2016/09/17/feed/atom/": "/feed/atom/",
    "/?m=201609": "/2016/09/",
    "/?year=2016&monthnum=9&day=17": "/2016/09/17/",
    "/page/1/": "/page/1/",
    "/page/2/": "/page/2/",
    "/?paged=2": "/page/2/",
    "/category/town/port/page/1/": "/category/town/port/page/1/",
    "/category/town/port/page/2/": "/category/town/port/page/2/",
    "/?s=tide+tables": "/search/?q=tide+tables",
    "/feed/": "/feed/",
    "/?feed=rss2": "/feed/",
    "/rss/": "/feed/",
    "/atom": "/feed/atom/",
    "/wp-rss2.php": "/feed/",
    "/wp-atom.php": "/feed/atom/",
    "/wp-commentsrss2.php": "/comments/feed/",
    "/comments/feed/": "/comments/feed/",
    f"{PIECE}feed/": f"{PIECE}feed/",
    "/category/town/port/feed/": "/category/town/port/feed/",
    "/wp-content/uploads/2016/09/pier.jpg": "/media/pictures/DIGEST.jpg",
    "/wp-content/uploads/2016/09/pier-300x200.jpg": "/media/pictures/DIGEST.jpg",
    "/2016/09/17/piece-5/": "/media/pictures/DIGEST.jpg",
    "/?attachment_id=5": "/media/pictures/DIGEST.jpg",
    "/2016/09/17/piece-6/": PIECE,
    "/?attachment_id=6": PIECE,
    "/2016/09/17/piece-7/": "/about/",
}


def test_each_answers_or_leads_to_what_does(
    import_export: ImportExport, reader: Client, uploads: Path
) -> None:
    import_export(*WHOLE, *OLDER, head=HEAD, uploads=uploads)
    assert {asked: followed(reader, asked) for asked in ENDS} == {
        asked: (200, ends) for asked, ends in ENDS.items()
    }


def followed(reader: Client, asked: str) -> tuple[int, str]:
    """The status at the end of all redirects, and where that is; a file's name without its digest."""
    answer = reader.get(asked, follow=True)
    answer.close()
    place = answer.redirect_chain[-1][0] if answer.redirect_chain else asked
    return answer.status_code, re.sub(r"[0-9a-f]{32}", "DIGEST", place)


def test_what_never_was_is_not_there(import_export: ImportExport, reader: Client) -> None:
    import_export(*WHOLE, head=HEAD)
    asked = (
        "/wp-content/uploads/2016/09/other-300x200.jpg",
        "/2016/09/17/other/2/",
        "/?attachment_id=77",
    )
    assert [reader.get(path).status_code for path in asked] == [
        404,
        404,
        200,
    ]  # an unknown number is the front page's


def targets_in(file: Path) -> dict[str, tuple[str, str, str]]:
    """Kind, what it does and where it leads, by address."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    targets = {
        row["address"]: (
            row["kind"],
            row["what they do"],
            re.sub(r"[0-9a-f]{32}.*", "", row["where to"]),
        )
        for row in rows
    }
    assert len(targets) == len(rows)
    return targets


def test_the_report_says_where_each_leads(
    import_export: ImportExport, uploads: Path, tmp_path: Path
) -> None:
    file = tmp_path / "reports" / "addresses.csv"
    report = import_export(
        *WHOLE, item(9, status="draft"), head=HEAD, uploads=uploads, options={"addresses": file}
    )
    targets = targets_in(file)
    assert {
        path: way for path, way in targets.items() if way[0] in ("post", "page", "attachment")
    } == {
        PIECE: ("post", "answer", ""),
        "/about/": ("page", "answer", ""),
        "/2016/09/17/piece-5/": ("attachment", "lead on", "/media/pictures/"),
        "/wp-content/uploads/2016/09/pier.jpg": (
            "attachment",
            "lead on",
            "/media/pictures/",
        ),
        "/2016/09/17/piece-6/": ("attachment", "lead on", "Piece 1"),
        "/wp-content/uploads/2016/09/lost.jpg": ("attachment", "lead nowhere (404)", ""),
        "/2016/09/17/piece-7/": ("attachment", "lead on", "Piece 2"),
        "/wp-content/uploads/2016/09/lost-too.jpg": ("attachment", "lead nowhere (404)", ""),
    }
    assert {
        path: way
        for path, way in targets.items()
        if way[0] in ("category", "tag", "author", "date")
    } == {
        "/category/town/": ("category", "answer", ""),
        "/category/town/port/": ("category", "answer", ""),
        "/category/port/": ("category", "lead on", "Port"),
        "/?cat=3": ("category", "lead on", "Town"),
        "/?cat=9": ("category", "lead on", "Port"),
        "/tag/tide/": ("tag", "answer", ""),
        "/tag/never-used/": ("tag", "lead on", "/"),
        "/author/inga/": ("author", "answer", ""),
        "/author/bo/": ("author", "lead on", "/"),
        "/?author=4": ("author", "lead on", "/author/inga/"),
        "/?author=5": ("author", "lead on", "/author/bo/"),
        "/2016/": ("date", "answer", ""),
        "/2016/09/": ("date", "answer", ""),
        "/2016/09/17/": ("date", "answer", ""),
    }
    assert {path for path, way in targets.items() if way[0] == "feed"} == {
        *("/feed/", "/comments/feed/", f"{PIECE}feed/", "/about/feed/"),
        *(
            "/category/town/feed/",
            "/category/town/port/feed/",
            "/category/port/feed/",
            "/tag/tide/feed/",
            "/tag/never-used/feed/",
        ),
        *(
            "/author/inga/feed/",
            "/author/bo/feed/",
            "/2016/feed/",
            "/2016/09/feed/",
            "/2016/09/17/feed/",
        ),
    }
    assert report.addresses == dict(
        Counter(what for _kind, what, _to in targets.values()).most_common()
    )


DOES = {200: "answer", 301: "lead on", 404: "lead nowhere (404)", 410: "are gone (410)"}


def test_what_the_report_says_of_each_is_what_a_reader_meets(
    import_export: ImportExport, reader: Client, uploads: Path, tmp_path: Path
) -> None:
    file = tmp_path / "reports" / "addresses.csv"
    import_export(*WHOLE, *OLDER, head=HEAD, uploads=uploads, options={"addresses": file})
    outcomes = {path: what for path, (_kind, what, _to) in targets_in(file).items()}
    assert {path: DOES[reader.get(path).status_code] for path in outcomes} == outcomes


def test_a_list_that_led_home_answers_when_there_is_something_in_it(
    import_export: ImportExport, reader: Client
) -> None:
    import_export(*WHOLE, head=HEAD)
    assert followed(reader, "/tag/never-used/") == (200, "/")
    import_export(item(30, more=filed("post_tag", "never-used", "Never used")), head=HEAD)
    assert followed(reader, "/tag/never-used/") == (200, "/tag/never-used/")


def test_an_article_that_gets_a_pages_number_here_is_what_the_number_leads_to(
    import_export: ImportExport, reader: Client
) -> None:
    import_export(*WHOLE, head=HEAD)
    Article.objects.filter(post_id=1).update(post_id=2)
    assert (followed(reader, "/?p=2"), followed(reader, "/?page_id=2")) == (
        (200, PIECE),
        (200, "/about/"),
    )
