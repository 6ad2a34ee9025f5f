"""An editor files an article in the second section, fails to publish it, and then schedules it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.running_server import RunningServer

from journeys.conftest import serve_staffed
from journeys.walking import headline, panel, press, sign_in, type_paragraph

HEADLINE = "The mayor resigns"
ADDRESS = "/the-mayor-resigns/"
VALUES = """form => Object.fromEntries(
    [...new FormData(form)].filter(([name]) => !/csrf|revision|^comments|-id$|^next$/.test(name)))"""


@pytest.fixture(scope="module")
def paper(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The Harbour Post with two sections, of which Sport is the second."""
    with serve_staffed(shelf, tmp_path_factory.mktemp("two_sections"), "Sport") as served:
        yield served


def test_an_article_stays_where_it_was_filed_and_is_published_at_its_time_only(
    chromium: Browser, paper: RunningServer
) -> None:
    maya = sign_in(chromium, paper.url, "maya@harbour.example")
    begin_in(maya, "Sport")
    headline(maya).fill(HEADLINE)
    type_paragraph(maya, "She said so at noon.")
    fail_to_publish(maya)
    entered = values(maya)
    maya.get_by_role("tab", name="Filing").click()
    expect(section(maya)).to_have_text("Sport")
    clear_first_published(maya)
    schedule(maya)
    assert paper.get(ADDRESS)[0] == 404
    open_again(maya)
    expect(maya.locator(".messages")).to_contain_text("is scheduled for")
    expect(maya.locator(".messages")).to_contain_text("(UTC)")
    maya.get_by_role("button", name="Cancel scheduled publish").click()
    expect(maya.locator(".messages")).not_to_contain_text("is scheduled for")
    shown = values(maya)
    kept = {name: entered[name] for name in entered if not name.endswith("_at")}
    assert {name: shown[name] for name in kept if name in shown} == kept
    refuse_to_publish_now(maya)
    clear(maya, "go_live_at")
    press(maya, "Publish now")
    expect(maya.get_by_text(f"'{HEADLINE}' has been published.")).to_be_visible()
    page = paper.get(ADDRESS)
    assert (page[0], "/category/sport/" in page[2]) == (200, True)


def begin_in(maya: Page, name: str) -> None:
    maya.get_by_role("link", name="Write an article").first.click()
    maya.get_by_label(f"The Harbour Post › {name}").check()
    maya.get_by_role("button", name="Write").click()
    expect(headline(maya)).to_be_editable()


def section(maya: Page) -> Locator:
    return maya.locator("#id_filed_in option:checked")


def values(maya: Page) -> dict[str, str]:
    """All that the browser would send, but what is the server's."""
    sent: dict[str, str] = maya.locator("#page-edit-form").evaluate(VALUES)
    return sent


def enter(maya: Page, field: str, moment: datetime) -> None:
    maya.get_by_role("tab", name="Filing").click()
    maya.locator(f"#id_{field}").fill(f"{moment:%Y-%m-%d %H:%M}")
    maya.locator(f"#id_{field}").press("Tab")  # closes the calendar


def clear(maya: Page, field: str) -> None:
    maya.get_by_role("tab", name="Filing").click()
    maya.locator(f"#id_{field}").fill("")
    maya.locator(f"#id_{field}").press("Tab")  # closes the calendar


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def fail_to_publish(maya: Page) -> None:
    """The date of an older story cannot be tomorrow."""
    enter(maya, "published_at", tomorrow())
    press(maya, "Publish now")
    expect(panel(maya, "published_at").locator(".error-message")).to_contain_text("in the future")
    expect(headline(maya)).to_have_value(HEADLINE)


def clear_first_published(maya: Page) -> None:
    with maya.expect_response(lambda answer: answer.request.method == "POST"):
        clear(maya, "published_at")  # the desk saves it by itself
    expect(section(maya)).to_have_text("Sport")


def schedule(maya: Page) -> None:
    """The button leads to the date first."""
    press(maya, "Publish on …")
    expect(maya.locator("#id_go_live_at")).to_be_focused()
    expect(panel(maya, "go_live_at")).to_contain_text("Time zone: UTC.")
    enter(maya, "go_live_at", tomorrow())
    press(maya, "Publish on …")
    expect(maya.locator(".messages")).to_contain_text(f"“{HEADLINE}” will be published on")


def open_again(maya: Page) -> None:
    maya.get_by_role("link", name="Articles", exact=True).click()
    maya.get_by_role("link", name=HEADLINE).first.click()


def refuse_to_publish_now(maya: Page) -> None:
    press(maya, "Publish now")
    maya.get_by_role("tab", name="Filing").click()
    expect(panel(maya, "go_live_at").locator(".error-message")).to_contain_text("Delete this date")
