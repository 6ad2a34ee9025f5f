"""An editor says when an article is published; readers see it then, and not before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import dateformat
from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer, wait_until

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.conftest import serve_staffed
from journeys.walking import begin_article, headline, panel, press, sign_in, type_paragraph

ZONE = ZoneInfo("Pacific/Auckland")
HEADLINE = "The mayor resigns"
ADDRESS = "/the-mayor-resigns/"
THE_CLOCK_COMES = """
    UPDATE wagtailcore_revision
    SET approved_go_live_at = ?, content = json_set(content, '$.go_live_at', ?)
    WHERE approved_go_live_at IS NOT NULL
"""


@pytest.fixture(scope="module")
def paper(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    """The Harbour Post in Auckland."""
    with serve_staffed(shelf, tmp_path_factory.mktemp("scheduling"), ZONE.key) as served:
        yield served


def test_an_article_is_scheduled_put_off_cancelled_and_published_at_its_time(
    chromium: Browser, paper: RunningServer
) -> None:
    maya = sign_in(chromium, paper.url, "maya@harbour.example")
    begin_article(maya)
    headline(maya).fill(HEADLINE)
    type_paragraph(maya, "She said so at noon.")
    tomorrow, next_week = in_days(1), in_days(7)

    press(maya, "Publish on …")  # leads to the date first
    expect(maya.locator("#id_go_live_at")).to_be_focused()
    expect(maya.get_by_role("button", name="Publish on …")).to_be_hidden()  # its menu is closed
    expect(panel(maya, "go_live_at")).to_contain_text(f"Time zone: {ZONE.key}.")
    enter(maya, tomorrow)
    press(maya, "Publish on …")
    sees(maya, tomorrow)
    assert not is_out(paper)

    open_again(maya)
    maya.get_by_role("button", name="Cancel scheduled publish").click()
    expect(maya.locator(".messages")).not_to_contain_text("is scheduled for")
    is_waiting(maya, paper, None)

    open_again(maya)
    enter(maya, next_week)
    press(maya, "Publish on …")
    sees(maya, next_week)
    is_waiting(maya, paper, next_week)
    assert not is_out(paper)

    let_it_come(paper)
    wait_until(lambda: is_out(paper), "the article is published")
    assert HEADLINE in paper.get("/")[2]
    is_waiting(maya, paper, None)


def in_days(days: int) -> datetime:
    """That day at eight in the morning, at the site."""
    day = datetime.now(ZONE) + timedelta(days=days)
    return day.replace(hour=8, minute=0, second=0, microsecond=0)


def enter(maya: Page, moment: datetime) -> None:
    date = maya.locator("#id_go_live_at")
    if not date.is_visible():
        maya.get_by_role("tab", name="Filing").click()
    date.fill(f"{moment:%Y-%m-%d %H:%M}")
    calendar = maya.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)  # it opens a moment after the focus
    date.press("Tab")
    expect(calendar).to_have_count(0)


def shown(moment: datetime) -> str:
    return f"{dateformat.format(moment, 'N j, Y, P')} ({ZONE.key})"


def sees(maya: Page, moment: datetime) -> None:
    message = f"“{HEADLINE}” will be published on {shown(moment)}."
    expect(maya.locator(".messages")).to_contain_text(message)


def is_waiting(maya: Page, paper: RunningServer, moment: datetime | None) -> None:
    """The desk's first page lists it for that moment, or not at all."""
    maya.goto(f"{paper.url}/admin/")
    when = maya.get_by_text(shown(moment)) if moment else maya.get_by_text(f"({ZONE.key})")
    expect(when).to_have_count(1 if moment else 0)


def open_again(maya: Page) -> None:
    maya.get_by_role("link", name="Articles", exact=True).click()
    maya.get_by_role("link", name=HEADLINE).first.click()


def is_out(paper: RunningServer) -> bool:
    return paper.get(ADDRESS)[0] == 200


def let_it_come(paper: RunningServer) -> None:
    """Instead of the servers' clocks, the moment is moved: it is now."""
    assert not is_out(paper)
    now = datetime.now(UTC).replace(microsecond=0)
    with closing(sqlite3.connect(paper.data / "byline.sqlite3", timeout=30)) as database, database:
        stored = f"{now:%Y-%m-%d %H:%M:%S}"
        assert database.execute(THE_CLOCK_COMES, [stored, now.isoformat()]).rowcount == 1
