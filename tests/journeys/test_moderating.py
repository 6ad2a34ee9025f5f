"""Ines moderates five responses by keyboard only; Maya does it without scripts."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.pending_site import SAID
from journeys.walking import PASSWORD, browser_of_a_person

BELL, SPAM, FOOL, WAS_ON_IT, COUSIN = SAID


@pytest.fixture
def talking(shelf: Path, tmp_path: Path) -> Iterator[RunningServer]:  # noqa: F811
    """A site with five pending responses, served."""
    data = prepared_data_folder(shelf, tmp_path / "installation")
    script = [sys.executable, str(Path(__file__).parent / "pending_site.py"), PASSWORD]
    subprocess.run(
        script,
        check=True,
        capture_output=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    with serve(data) as served:
        yield served


def queue_of(
    chromium: Browser, server: RunningServer, name: str, *, javascript: bool = True
) -> Page:
    """The moderation queue after this person has signed in."""
    page = browser_of_a_person(chromium, javascript=javascript).new_page()
    page.goto(f"{server.url}/admin/login/?next=/admin/responses/")
    page.get_by_label("E-mail address").fill(f"{name}@harbour.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Responses")).to_be_visible()
    if javascript:
        expect(page.locator("#show-keys")).to_be_visible()
    return page


def at(page: Page, words: str) -> None:
    """The keys act on the response that is marked as the current one."""
    expect(page.locator(".entry.is-current .words")).to_have_text(words)


def waits(page: Page, number: int) -> None:
    expect(page.locator(".entry")).to_have_count(number)
    expect(page.locator("#waits")).to_have_text(str(number))


def published(server: RunningServer) -> list[str]:
    page = server.get("/nine-weeks/")[2]
    return [words for words in SAID if words in page]


def test_a_queue_of_five_by_keyboard_alone(chromium: Browser, talking: RunningServer) -> None:
    page = queue_of(chromium, talking, "ines")
    keys = page.keyboard
    waits(page, 5)
    at(page, BELL)
    keys.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Escape")
    keys.press("a")
    waits(page, 4)
    at(page, SPAM)
    assert published(talking) == [BELL]
    keys.press("j")
    at(page, FOOL)
    keys.press("k")
    keys.press("r")
    keys.press("1")
    waits(page, 3)
    at(page, FOOL)
    keys.press("u")
    waits(page, 4)
    at(page, SPAM)
    for key in ("r", "Escape", "r", "1"):
        keys.press(key)
    waits(page, 3)
    keys.press("h")
    expect(page.locator(".entry.is-current .past")).to_contain_text(
        "No other responses by this author are known."
    )
    keys.press("r")
    keys.press("2")
    waits(page, 2)
    keys.press("a")
    waits(page, 1)
    at(page, COUSIN)
    keys.press("r")
    for _reason in range(8):
        keys.press("Tab")
    keys.type("Settle that between you, please: a, r and 1 are no keys here.")
    keys.press("Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_text("No responses need a decision.")).to_be_visible()
    assert published(talking) == [BELL, WAS_ON_IT]
    page.goto(f"{talking.url}/admin/responses/?state=rejected")
    expect(page.locator(".entry .why")).to_have_text(
        [
            "Rejected Spam or advertising spam · Ines",
            "Rejected Insult, threat or harassment abuse · Ines",
            "Rejected Another reason, explained in the message other · Ines",
        ]
    )


def test_several_are_selected_by_key_and_approved_at_once(
    chromium: Browser, talking: RunningServer
) -> None:
    page = queue_of(chromium, talking, "ines")
    for key in ("x", "j", "j", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("#picked")).to_have_text("2")
    page.get_by_role("button", name="Approve", exact=True).first.press("Enter")
    waits(page, 3)
    assert published(talking) == [BELL, WAS_ON_IT]


def test_who_is_slower_is_told_so(chromium: Browser, talking: RunningServer) -> None:
    ines, maya = queue_of(chromium, talking, "ines"), queue_of(chromium, talking, "maya")
    maya.keyboard.press("a")
    waits(maya, 4)
    ines.keyboard.press("r")
    ines.keyboard.press("1")
    expect(ines.get_by_text("Maya decided first")).to_be_visible()
    assert published(talking) == [BELL]


def test_all_of_it_works_without_script(chromium: Browser, talking: RunningServer) -> None:
    page = queue_of(chromium, talking, "maya", javascript=False)
    page.get_by_role("button", name="Approve", exact=True).nth(1).click()
    expect(page.locator(".entry")).to_have_count(4)
    first = page.locator(".entry").first
    first.get_by_text("Reject …").click()
    first.get_by_role("button", name="Spam or advertising").click()
    expect(page.locator(".entry")).to_have_count(3)
    page.get_by_role("button", name="Undo your last action").click()
    expect(page.locator(".entry")).to_have_count(4)
    assert published(talking) == [BELL]
