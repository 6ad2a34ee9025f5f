"""A guest confirms, changes and withdraws a response without scripts, across a server crash."""

import re
from email import message_from_bytes, policy
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.running_server import kill_all, prepared_data_folder, serve, wait_until

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.test_talking import RULES, opened, write


def mails(data: Path) -> list[str]:
    """The texts of the messages in the folder `mail`."""
    files = sorted((data / "mail").glob("*.log")) if (data / "mail").exists() else []
    texts = [
        message_from_bytes(file.read_bytes(), policy=policy.default).get_content() for file in files
    ]
    return [text for text in texts if "/-/confirm/" in text]


def is_accessible(page: Page) -> None:
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_a_guest_keeps_hold_of_what_was_said(
    chromium: Browser,
    shelf: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    with opened(
        prepared_data_folder(shelf, tmp_path / "installation"), "confirming_site.py"
    ) as server:
        page = chromium.new_context(
            java_script_enabled=False, viewport={"width": 320, "height": 800}
        ).new_page()
        page.goto(f"{server.url}/ferry/respond/")
        page.get_by_label("E-mail", exact=True).fill("tove@reader.example")
        write(page, "It ran aground.", "Tove")
        expect(page.get_by_text("We have sent a link to tove@reader.example")).to_be_visible()
        yours = page.url
        kill_all(server)
    with serve(server.data) as server:
        wait_until(lambda: mails(server.data), "the mail goes out")
        [text] = mails(server.data)
        link = re.search(r"/-/confirm/\S+", text)
        assert link
        page.goto(server.url + link[0])
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("Your e-mail address is confirmed.")).to_be_visible()
        yours = server.url + re.sub(r"^https?://[^/]+", "", yours)
        page.goto(yours)
        page.get_by_role("link", name="Change the response").click()
        page.get_by_role("textbox", name="Your response").fill("It ran *late*.")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".looked-at em")).to_have_text("late")
        page.get_by_role("button", name="Change the response").click()
        expect(page.get_by_text("Your response was changed.")).to_be_visible()
        page.goto(f"{server.url}/ferry/")
        expect(page.locator("#response-1 em")).to_have_text("late")
        page.goto(yours)
        page.get_by_text("Withdraw the response", exact=True).click()
        page.get_by_role("button", name="Withdraw permanently").click()
        expect(page.get_by_text("Your response was withdrawn.")).to_be_visible()
        page.goto(f"{server.url}/ferry/")
        expect(page.locator("#response-1")).to_contain_text("Withdrawn by its author.")


def test_the_pages_can_be_read_by_everybody(chromium: Browser, shelf: Path, tmp_path: Path) -> None:  # noqa: F811
    with opened(
        prepared_data_folder(shelf, tmp_path / "installation"), "confirming_site.py"
    ) as installation:
        page = chromium.new_context(viewport={"width": 320, "height": 800}).new_page()
        page.goto(f"{installation.url}/ferry/respond/")
        page.get_by_label("E-mail", exact=True).fill("tove@reader.example")
        write(page, "It ran aground.", "Tove")
        page.wait_for_url("**/-/response/**")
        is_accessible(page)
        page.get_by_role("link", name="Change the response").click()
        is_accessible(page)
        wait_until(lambda: mails(installation.data), "the mail goes out")
        link = re.search(r"/-/confirm/\S+", mails(installation.data)[0])
        assert link
        page.goto(installation.url + link[0])
        is_accessible(page)
