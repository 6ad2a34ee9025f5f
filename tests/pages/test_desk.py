"""The desk in a real browser: accessible, and nothing that its Content-Security-Policy stops.

`make attacks` looks at every page that links lead to (`tests/attacks/test_desk_pages.py`).
"""

import itertools
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from pages.conftest import Paper
from pages.test_account_pages import signed_in  # noqa: F401  (fixture)

ColorScheme = Literal["dark", "light"]
VIEWS: list[tuple[int, ColorScheme]] = [
    (1280, "light"),
    (320, "dark"),
    (390, "light"),
    (1280, "dark"),
]
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SAMPLES = {
    "home": ("/admin/", "/admin/"),
    "article": ("/admin/articles/", "/admin/pages/*/edit/"),
    "section": ("/admin/articles/choose_parent/", "/admin/articles/choose_parent/"),
    "picture": ("/admin/images/", "/admin/images/*/"),
    "contributor": ("/admin/contributors/", "/admin/contributors/edit/*/"),
    "response": ("/admin/responses/?state=published", "/admin/responses/*/"),
    "comment rules": ("/admin/responses/", "/admin/responses/rules/*/"),
    "people": ("/admin/people/", "/admin/people/*"),
    "search": ("/admin/pages/search/?q=bridge", "/admin/pages/search/"),
    "no page": ("/admin/nothing/", "/admin/nothing/"),
}
"""By kind, a page and the address on it that leads to the kind, itself or the first link."""

INLINE_SCRIPT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.inlineScriptRan = true";
  document.body.append(script);
}"""


class Desk:
    """A browser at the desk that notes what its pages complain of."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())  # an editor is left unsaved

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 404" not in text:
            self.complaints.append(text)

    def open(self, url: str) -> Page:
        self.page.goto(url, wait_until="load")
        self.page.locator(
            "body.ready, body:not(:has(script))"
        ).wait_for()  # Wagtail's, or an error page
        self.page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
        return self.page

    def faults(self) -> list[object]:
        """What axe finds on the page, and what the browser complained of since it was opened."""
        violations = Axe().run(self.page, options=RULES).response["violations"]
        complaints, self.complaints = self.complaints, []
        return [
            *((fault["id"], [node["html"] for node in fault["nodes"]]) for fault in violations),
            *complaints,
        ]


OpenDesk = Callable[[int, ColorScheme], Desk]


@pytest.fixture
def open_desk(
    chromium: Browser,
    signed_in: StorageState,  # noqa: F811
) -> Iterator[OpenDesk]:
    contexts: list[BrowserContext] = []

    def open_in(width: int, scheme: ColorScheme) -> Desk:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=signed_in
        )
        contexts.append(context)
        return Desk(context)

    yield open_in
    for context in contexts:
        context.close()


def links_on(page: Page) -> list[str]:
    """The paths of the desk that the page links to."""
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = urlsplit(page.url).netloc
    return [
        href.split("#")[0].removeprefix(f"http://{here}")
        for href in hrefs
        if urlsplit(href).netloc == here and urlsplit(href).path.startswith("/admin/")
    ]


def find(desk: Desk, paper: Paper, kind: str) -> str:
    """The URL of a page of this kind."""
    start, wanted = SAMPLES[kind]
    if fnmatch(start.split("?")[0], wanted):
        return paper.url(start)
    links = links_on(desk.open(paper.url(start)))
    return paper.url(next(link for link in links if fnmatch(link, wanted)))


@pytest.mark.parametrize(("kind", "view"), list(zip(SAMPLES, itertools.cycle(VIEWS), strict=False)))
def test_nothing_stands_in_the_way_of_the_newsroom(
    kind: str, view: tuple[int, ColorScheme], open_desk: OpenDesk, paper: Paper
) -> None:
    desk = open_desk(*view)
    url = find(desk, paper, kind)
    desk.complaints.clear()
    desk.open(url)
    assert desk.faults() == []


def test_widgets_work_though_the_policy_forbids_inline_scripts(
    open_desk: OpenDesk, paper: Paper
) -> None:
    desk = open_desk(1280, "light")
    page = desk.open(find(desk, paper, "article"))
    bylines = page.locator("#id_bylines-FORMS > div")
    before = bylines.count()
    page.get_by_role("button", name="Add byline").click()
    assert bylines.count() == before + 1
    bylines.last.get_by_role("button", name="Choose contributor").click()
    choice = page.locator(".modal-body a[data-chooser-modal-choice]").first
    name = choice.inner_text()
    choice.click()
    bylines.last.locator("[data-chooser-title]", has_text=name).wait_for()
    assert desk.complaints == []
    page.evaluate(INLINE_SCRIPT)
    assert page.evaluate("window.inlineScriptRan") is None
    assert len(desk.complaints) == 1
