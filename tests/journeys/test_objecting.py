"""Tove objects to a rejection by Ines. Only Maya may settle that, and Tove sees the result."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.test_moderating import queue_of, talking  # noqa: F401  (fixture)
from journeys.test_talking import RULES, write
from running_server import RunningServer

SAID = "The ferry needs a quay."


def hand_in(chromium: Browser, server: RunningServer) -> Page:
    """The author's private page of a response that was just sent."""
    page = chromium.new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(f"{server.url}/nine-weeks/respond/")
    write(page, SAID, "Tove")
    expect(page.locator(".state-line")).to_have_text("Waiting for a moderator.")
    return page


def record_of(page: Page) -> None:
    """Go from the queue to the record of the response."""
    page.reload()
    page.locator(".entry").filter(has_text=SAID).get_by_role("link", name="Settle it").click()
    expect(page.get_by_role("heading", name="Objections")).to_be_visible()


def test_an_objection_is_settled_by_another_person_and_its_author_told(
    chromium: Browser,
    talking: RunningServer,  # noqa: F811
) -> None:
    tove = hand_in(chromium, talking)
    ines, maya = (queue_of(chromium, talking, name, javascript=False) for name in ("ines", "maya"))
    entry = ines.locator(".entry").filter(has_text=SAID)
    entry.get_by_text("Reject …").click()
    entry.get_by_role("button", name="Not about the article").click()
    tove.reload()
    expect(tove.locator(".decided")).to_contain_text("Your response is not about this article.")
    tove.get_by_role("link", name="Object to the decision").click()
    tove.get_by_label("Why was it wrong?").fill("A ferry lands at a quay.")
    assert Axe().run(tove, options=RULES).response["violations"] == []
    tove.get_by_role("button", name="Object").click()
    expect(tove.get_by_text("Another person has not reviewed it yet.")).to_be_visible()
    assert Axe().run(tove, options=RULES).response["violations"] == []
    record_of(ines)
    expect(ines.get_by_text("another moderator must settle the objection")).to_be_visible()
    record_of(maya)
    maya.get_by_label("Upheld: reverse the decision").check()
    maya.get_by_label("Message to the author").last.fill("Of course it does.")
    maya.get_by_role("button", name="Settle the objection").click()
    tove.reload()
    expect(tove.locator(".state-line")).to_contain_text("Your response is published")
    expect(tove.locator(".decided")).to_contain_text("An earlier decision was a mistake.")
    expect(tove.locator(".decided")).to_contain_text("Of course it does.")
    tove.get_by_role("link", name="view it below the article").click()
    expect(tove.locator(".response .words")).to_have_text(SAID)
