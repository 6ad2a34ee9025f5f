"""Every address that an export names is asked for over HTTP, and answers or leads to what does."""

import csv
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from transfer.conftest import Move
from transfer.exports import SITE, attachment, author, category, comment, filed, item

PIECE = "/2016/09/17/piece-1/"
HEAD = author("inga", "Inga Holm", 4) + category("town", "Town", number=3) + category("port", "Port", parent="town", number=9)
FILED = filed("category", "port", "Port") + filed("post_tag", "tide", "Tide")
WHOLE = (
    item(1, more=FILED + comment(12)),
    item(2, kind="page", slug="about", link=f"{SITE}/about/"),
    attachment(5, "2016/09/pier.jpg", parent=1),
    attachment(6, "2016/09/lost.jpg", parent=1),
)


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
    "/?page_id=2": "/about/",
    "/category/town/port/": "/category/town/port/",
    "/category/town/": "/category/town/",
    "/?cat=9": "/category/town/port/",
    "/?category_name=town/port": "/category/town/port/",
    "/tag/tide/": "/tag/tide/",
    "/?tag=tide": "/tag/tide/",
    "/author/inga/": "/author/inga/",
    "/?author=4": "/author/inga/",
    "/?author_name=inga": "/author/inga/",
    "/2016/": "/2016/",
    "/2016/09/": "/2016/09/",
    "/2016/09/17/": "/2016/09/17/",
    "/?m=201609": "/2016/09/",
    "/page/1/": "/page/1/",
    "/category/town/port/page/1/": "/category/town/port/page/1/",
    "/?s=tide+tables": "/search/?q=tide+tables",
    "/feed/": "/feed/",
    "/?feed=rss2": "/feed/",
    "/comments/feed/": "/comments/feed/",
    f"{PIECE}feed/": f"{PIECE}feed/",
    "/category/town/port/feed/": "/category/town/port/feed/",
    "/wp-content/uploads/2016/09/pier.jpg": "/media/original_images/pier.jpg",
    "/wp-content/uploads/2016/09/pier-300x200.jpg": "/media/original_images/pier.jpg",
    "/2016/09/17/piece-5/": "/media/original_images/pier.jpg",
    "/?attachment_id=5": "/media/original_images/pier.jpg",
    "/2016/09/17/piece-6/": PIECE,
    "/?attachment_id=6": PIECE,
}


def test_each_answers_or_leads_to_what_does(move: Move, reader: Client, uploads: Path) -> None:
    move(*WHOLE, head=HEAD, uploads=uploads)
    assert {asked: followed(reader, asked) for asked in ENDS} == {asked: (200, ends) for asked, ends in ENDS.items()}


def followed(reader: Client, asked: str) -> tuple[int, str]:
    """The status at the end of all redirects, and where that is; a file's name as it was given."""
    answer = reader.get(asked, follow=True)
    answer.close()
    place = answer.redirect_chain[-1][0] if answer.redirect_chain else asked
    return answer.status_code, re.sub(r"pier_\w+", "pier", place)


def test_what_never_was_is_not_there(move: Move, reader: Client) -> None:
    move(*WHOLE, head=HEAD)
    asked = ("/wp-content/uploads/2016/09/other-300x200.jpg", "/2016/09/17/other/2/", "/?attachment_id=77")
    assert [reader.get(path).status_code for path in asked] == [404, 404, 200]  # an unknown number is the front page's


def test_the_report_says_where_each_leads(move: Move, uploads: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports" / "addresses.csv"
    report = move(*WHOLE, item(9, status="draft"), head=HEAD, uploads=uploads, wishes={"addresses": file})
    with file.open(encoding="utf-8", newline="") as opened:
        told = {row["address"]: (row["what they do"], row["where to"].partition("pier")[0]) for row in csv.DictReader(opened)}
    assert told == {
        PIECE: ("answer", ""),
        "/about/": ("answer", ""),
        "/2016/09/17/piece-5/": ("lead on", "/media/original_images/"),
        "/wp-content/uploads/2016/09/pier.jpg": ("lead on", "/media/original_images/"),
        "/2016/09/17/piece-6/": ("lead on", "Piece 1"),
        "/wp-content/uploads/2016/09/lost.jpg": ("lead nowhere (404)", ""),
    }
    assert report.addresses == {"answer": 2, "lead on": 3, "lead nowhere (404)": 1}
