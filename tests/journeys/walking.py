"""Steps that several journeys share: sign in, write in the editor, press its buttons."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

PATIENCE = 30_000  # milliseconds after which a thing is thought not to come
PASSWORD = "seven herons on a weir"

expect.set_options(timeout=PATIENCE)


def browser_of_a_person(chromium: Browser, *, javascript: bool = True) -> BrowserContext:
    """A fresh browser profile."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=javascript
    )
    context.set_default_timeout(PATIENCE)
    return context


def hosts_asked(context: BrowserContext) -> set[str]:
    """A set that collects every host from which this browser's pages request anything."""
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    return hosts


def sign_in(chromium: Browser, url: str, email: str) -> Page:
    """Sign in and show the desk's first page."""
    page = browser_of_a_person(chromium).new_page()
    page.goto(f"{url}/admin/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("link", name="Write an article").first).to_be_visible()
    return page


def begin_article(page: Page) -> None:
    """Open an empty editor from any page of the desk. There must be only one section."""
    page.get_by_role("link", name="Write an article").first.click()
    expect(headline(page)).to_be_editable()


def headline(page: Page) -> Locator:
    return page.locator("#id_title")


def panel(page: Page, field: str) -> Locator:
    """The field in the editor, with its label and messages."""
    return page.locator(f"[id$='-{field}-section'], [id$='-{field}-wrapper']").first


def type_paragraph(page: Page, words: str) -> None:
    """Type at the end of the body's last text block."""
    text = panel(page, "body").get_by_role("textbox").last
    text.click()
    page.keyboard.press("Control+End")
    text.press_sequentially(words)
    expect(panel(page, "body").locator("input[name$='-value']").last).to_have_value(
        re.compile(re.escape(words))
    )


def upload_lead_picture(page: Page, file: Path, *, shows: str, credit: str) -> None:
    panel(page, "lead_picture").get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    form = page.get_by_role("tabpanel", name="Upload")
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_label("Title").fill("Ferry at the quay")
    form.get_by_label("Alternative text").fill(shows)
    form.get_by_label("Credit").fill(credit)
    form.get_by_role("button", name="Upload").click()
    expect(panel(page, "lead_picture").get_by_text("Ferry at the quay")).to_be_visible()


def add_byline_of_somebody_new(page: Page, name: str) -> None:
    bylines = panel(page, "bylines")
    bylines.get_by_role("button", name="Add byline").click()
    bylines.get_by_role("button", name="Choose contributor").last.click()
    page.get_by_role("tab", name="Somebody new").click()
    form = page.get_by_role("tabpanel", name="Somebody new")
    form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Add contributor").click()
    expect(bylines.get_by_text(name)).to_be_visible()


def press(page: Page, action: str) -> None:
    """Press a button at the bottom of the editor, or one in its drop-down."""
    foot = page.get_by_role("navigation", name="Actions (footer)")
    button = foot.get_by_role("button", name=action, exact=True)
    if not button.is_visible():
        foot.get_by_role("button", name="More actions").click()
    button.click()


def draw_picture(path: Path) -> Path:
    """A small picture file."""
    picture = Image.new("RGB", (1600, 900), (214, 226, 232))
    ImageDraw.Draw(picture).polygon(
        [(300, 500), (1300, 500), (1150, 700), (450, 700)], fill=(120, 40, 40)
    )
    picture.save(path)
    return path
