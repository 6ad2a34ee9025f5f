"""An owner sets up an empty installation, publishes a first article, and readers see it."""

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.running_server import RunningServer

from journeys.walking import (
    PASSWORD,
    add_byline_of_somebody_new,
    begin_article,
    browser_of_a_person,
    draw_picture,
    headline,
    hosts_asked,
    panel,
    press,
    type_paragraph,
    upload_lead_picture,
)

HEADLINE = "The ferry is back after nine weeks"
STANDFIRST = "It left the quay at six, with four passengers and a dog."
PARAGRAPH = "Nobody had rung the bell since August."
PICTURE_TEXT = "A red ferry at a stone quay."
CREDIT = "Sunniva Rook"
MISSING = "An article cannot be published without a byline."


def test_an_owner_opens_an_installation_and_strangers_read_its_first_article(
    chromium: Browser, server: RunningServer, tmp_path: Path
) -> None:
    began = datetime.now(UTC).replace(second=0, microsecond=0)
    context = browser_of_a_person(chromium)
    asked, link, owner = hosts_asked(context), one_time_link(server), context.new_page()
    open_the_newsroom(owner, link)
    write(owner, draw_picture(tmp_path / "ferry.png"))
    publish_in_vain(owner)
    with owner.expect_response(
        lambda answer: "/pages/" in answer.url and answer.request.method == "POST"
    ):
        add_byline_of_somebody_new(
            owner, "Rosa Quill"
        )  # the desk saves it by itself as soon as it can be saved
    press(owner, "Publish now")
    expect(owner.get_by_text(f"'{HEADLINE}' has been published.")).to_be_visible()
    assert asked == {f"127.0.0.1:{server.port}"}
    for javascript in (True, False):
        read(browser_of_a_person(chromium, javascript=javascript), server, began)
    assert server.get(link.removeprefix(server.url))[0] == 404


def one_time_link(server: RunningServer) -> str:
    link = re.search(r"/-/welcome/\S+", server.output())
    assert link, server.output()
    return server.url + link[0]


def open_the_newsroom(owner: Page, link: str) -> None:
    owner.goto(link)
    owner.get_by_label("Name of the site").fill("The Harbour Post")
    owner.get_by_label("Your name").fill("Olu Adeyemi")
    owner.get_by_label("Your e-mail address").fill("olu@harbour.example")
    owner.get_by_label("Your password").fill(PASSWORD)
    owner.get_by_role("button", name="Open the newsroom").click()
    expect(owner.get_by_role("heading", name="The Harbour Post")).to_be_visible()


def write(owner: Page, picture: Path) -> None:
    begin_article(owner)
    headline(owner).fill(HEADLINE)
    owner.get_by_role("textbox", name="Standfirst").fill(STANDFIRST)
    type_paragraph(owner, PARAGRAPH)
    upload_lead_picture(owner, picture, shows=PICTURE_TEXT, credit=CREDIT)


def publish_in_vain(owner: Page) -> None:
    """The editor suggests the owner as byline. Without a byline nothing is published or lost."""
    bylines = panel(owner, "bylines")
    expect(bylines.get_by_text("Olu Adeyemi")).to_be_visible()
    bylines.get_by_role("button", name="Delete").click()
    expect(bylines.get_by_text("Olu Adeyemi")).to_be_hidden()
    press(owner, "Publish now")
    expect(panel(owner, "bylines").locator(".error-message")).to_have_text(MISSING)
    expect(headline(owner)).to_have_value(HEADLINE)
    expect(owner.get_by_role("textbox", name="Standfirst")).to_have_value(STANDFIRST)
    expect(panel(owner, "body").get_by_role("textbox")).to_have_text(PARAGRAPH)
    expect(panel(owner, "lead_picture").get_by_text("Ferry at the quay")).to_be_visible()


def read(stranger: BrowserContext, server: RunningServer, began: datetime) -> None:
    """The article as a reader sees it who follows the headline on the front page."""
    asked, page = hosts_asked(stranger), stranger.new_page()
    page.goto(server.url)
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    assert re.fullmatch(
        rf"{server.url}/\d{{4}}/\d\d/\d\d/the-ferry-is-back-after-nine-weeks/", page.url
    )
    expect(page.locator(".standfirst").first).to_have_text(STANDFIRST)
    expect(page.locator(".bylines")).to_have_text("By Rosa Quill")
    expect(page.locator(".body p")).to_have_text([PARAGRAPH])
    picture = page.get_by_role("img", name=PICTURE_TEXT)
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    expect(page.locator(".lead-figure figcaption")).to_contain_text(CREDIT)
    published_at = page.locator(".dateline time").first.get_attribute("datetime")
    assert published_at
    assert began <= datetime.fromisoformat(published_at) <= datetime.now(UTC)
    assert stranger.cookies() == []
    assert asked == {f"127.0.0.1:{server.port}"}
    stranger.close()
