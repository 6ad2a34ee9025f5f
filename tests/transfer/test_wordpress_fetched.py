"""Files that were not given are fetched from the old site, through the guarded door."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from byline.newsroom.models import Picture
from byline.transfer.actions import import_wordpress
from byline.transfer.run.options import ImportOptions
from byline.transfer.run.report import ImportReport
from outsiders import Outsider, Question, outsider
from transfer.exports import SITE, attachment, item, write, wxr


@pytest.fixture
def old_site(settings: Any) -> Iterator[Outsider]:
    """Has one picture, a page in place of another, and nothing else."""
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": True})
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(drawn, "JPEG")
    answers = {
        "pier.jpg": (200, "image/jpeg", drawn.getvalue()),
        "page.jpg": (200, "text/html", b"<p>Sorry</p>"),
    }

    def reply(handler: BaseHTTPRequestHandler, question: Question) -> None:
        status, kind, body = answers.get(question.path.rpartition("/")[2], (404, "text/plain", b""))
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    with outsider(reply) as there:
        yield there


def brought(
    there: Outsider, folder: Path, *, fetch: bool = True, moved: bool = True
) -> ImportReport:
    """Import an export of that site; unless `moved`, of one whose files alone stand there."""
    named = enumerate(("pier.jpg", "page.jpg", "lost.jpg"), 5)
    files = [
        attachment(number, f"2016/09/{name}").replace(SITE, there.url) for number, name in named
    ]
    text = wxr(item(1), *files)
    return import_wordpress(
        write(folder, text.replace(SITE, there.url) if moved else text), ImportOptions(fetch=fetch)
    )


def test_what_is_there_comes_and_what_came_is_not_asked_for_again(
    db: None, old_site: Outsider, tmp_path: Path
) -> None:
    report = brought(old_site, tmp_path)
    assert (Picture.objects.count(), report.number("attachment", "created")) == (1, 1)
    asked = [question.path.rpartition("/")[2] for question in old_site.asked]
    assert asked == ["pier.jpg", "page.jpg", "lost.jpg"]
    assert {question.headers["user-agent"].partition("/")[0] for question in old_site.asked} == {
        "Byline"
    }
    again = brought(old_site, tmp_path)
    assert [question.path.rpartition("/")[2] for question in old_site.asked[3:]] == [
        "page.jpg",
        "lost.jpg",
    ]
    assert (again.number("attachment", "unchanged"), again.number("attachment", "skipped")) == (
        1,
        2,
    )


@pytest.mark.parametrize("wish", [{"moved": False}, {"fetch": False}])
def test_nothing_is_fetched_from_another_host_nor_unasked(
    db: None, old_site: Outsider, tmp_path: Path, wish: dict[str, bool]
) -> None:
    brought(old_site, tmp_path, **wish)
    assert old_site.asked == []
