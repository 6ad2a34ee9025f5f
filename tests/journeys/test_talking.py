"""A guest responds, replies and turns pages, with and without scripts."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.walking import PASSWORD, browser_of_a_person, hosts_asked

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}


@pytest.fixture(scope="module")
def talkative(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    with opened(
        prepared_data_folder(shelf, tmp_path_factory.mktemp("talkative") / "installation"),
        "discussing_site.py",
    ) as installation:
        yield installation


@pytest.fixture
def registered(shelf: Path, tmp_path: Path) -> Iterator[RunningServer]:  # noqa: F811
    with opened(
        prepared_data_folder(shelf, tmp_path / "installation"), "accounts_only_site.py"
    ) as installation:
        yield installation


@contextmanager
def opened(data: Path, by: str) -> Iterator[RunningServer]:
    """The installation that the script has filled, served."""
    script = [sys.executable, str(Path(__file__).with_name(by))]
    made = subprocess.run(
        script,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    with serve(data) as server:
        yield server


def write(page: Page, words: str, name: str) -> None:
    form = page.locator("form.write")
    form.get_by_label("Your response").fill(words)
    form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Send").click()


def test_a_guest_responds_and_replies_in_place(chromium: Browser, talkative: RunningServer) -> None:
    context = browser_of_a_person(chromium)
    asked, page = hosts_asked(context), context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: troubles.append(message.text) if message.type == "error" else None,
    )
    page.goto(f"{talkative.url}/ferry/")
    page.evaluate("window.sameVisit = true")
    write(page, "It ran *late*.", "Tove")
    first = page.locator("#response-1")
    expect(first.locator("em")).to_have_text("late")
    expect(page.locator("li.mine [role=status]")).to_contain_text("Your response is published")
    first.get_by_role("link", name="Reply").click()
    expect(first.locator("xpath=..").locator("form.write")).to_be_visible()
    write(page, "Only on Sundays.", "Ben")
    expect(page.locator("#response-2 .answers")).to_have_text("In reply to 1")
    expect(page.locator(".respond-box form.write")).to_be_visible()
    expect(page.get_by_label("Your response")).to_have_value("")
    assert page.evaluate("window.sameVisit") is True
    page.reload()
    expect(page.locator("#responses-head")).to_have_text("2 responses to “Ferry”")
    assert (troubles, context.cookies(), asked) == ([], [], {f"127.0.0.1:{talkative.port}"})
    context.close()


def test_who_has_an_account_responds_by_name(chromium: Browser, talkative: RunningServer) -> None:
    page = browser_of_a_person(chromium).new_page()
    sign_in(page, talkative, "kit@reader.example")
    page.goto(f"{talkative.url}/weir/")
    page.locator("#respond").scroll_into_view_if_needed()
    expect(page.get_by_text("You are responding as Kit Rowe.")).to_be_visible()
    expect(page.get_by_label("Name")).to_be_hidden()
    page.get_by_label("Your response").fill("The weir is older.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#response-1 .name")).to_have_text("Kit Rowe")
    page.locator("#response-1").get_by_role("link", name="Reply").click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    assert [
        violation["id"] for violation in Axe().run(page, options=RULES).response["violations"]
    ] == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".respond-box form.write")).to_be_visible()
    page.context.close()


def test_the_door_opens_in_place_for_who_is_signed_in(
    chromium: Browser, registered: RunningServer
) -> None:
    page = browser_of_a_person(chromium).new_page()
    page.goto(f"{registered.url}/ferry/")
    expect(page.get_by_text("Sign in to respond.")).to_be_visible()
    sign_in(page, registered, "rosa@harbour.example")
    page.goto(f"{registered.url}/ferry/")
    expect(page.get_by_text("You are responding as Rosa Quill.")).to_be_visible()
    page.get_by_label("Your response").fill("I wrote it.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#response-1 .name")).to_have_text("Rosa Quill")
    page.context.close()


def sign_in(page: Page, server: RunningServer, mail: str) -> None:
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill(mail)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_an_error_stands_beside_its_field_and_no_word_is_lost(
    chromium: Browser, talkative: RunningServer
) -> None:
    page = browser_of_a_person(chromium).new_page()
    page.goto(f"{talkative.url}/bridge/")
    form = page.locator("form.write")
    form.get_by_label("Website").fill("no address")
    write(page, "A long thought.", "Tove")
    expect(form.locator(".errorlist")).to_have_text(
        "Enter a web address that begins with https:// or http://."
    )
    expect(form.get_by_label("Your response")).to_have_value("A long thought.")
    form.get_by_role("button", name="Preview").click()
    expect(form.locator(".looked-at .words")).to_have_text("A long thought.")
    page.context.close()


def test_pages_turn_in_place_and_back(chromium: Browser, talkative: RunningServer) -> None:
    page = browser_of_a_person(chromium).new_page()
    page.goto(f"{talkative.url}/bridge/")
    page.evaluate("window.sameVisit = true")
    turn_the_pages(page)
    page.go_back()
    expect(page.locator("#response-51")).to_be_visible()
    page.go_back()
    expect(page.locator("#response-1")).to_be_visible()
    expect(page).to_have_url(f"{talkative.url}/bridge/")
    assert page.evaluate("window.sameVisit") is True
    page.context.close()


def turn_the_pages(page: Page) -> None:
    for first, address in ((51, "comment-page-2"), (101, "comment-page-3")):
        page.locator(".pager [rel=next]").click()
        expect(page.locator(f"#response-{first}")).to_be_visible()
        expect(page.locator(f"#response-{first - 1}")).to_have_count(0)
        expect(page).to_have_url(re.compile(f"/bridge/{address}/$"))


def test_without_script_all_of_it_works_and_waits_for_a_moderator(
    chromium: Browser, talkative: RunningServer
) -> None:
    context = browser_of_a_person(chromium, javascript=False)
    page = context.new_page()
    page.goto(f"{talkative.url}/bridge/")
    page.locator("#response-7").get_by_role("link", name="Reply").click()
    expect(page.locator("blockquote")).to_have_text("Thought 7")
    write(page, "I thought so too.", "Kit")
    expect(page.get_by_text("Waiting for a moderator")).to_be_visible()
    expect(page.get_by_text("I thought so too.")).to_be_visible()
    page.goto(f"{talkative.url}/bridge/")
    turn_the_pages(page)
    assert context.cookies() == []
    context.close()
