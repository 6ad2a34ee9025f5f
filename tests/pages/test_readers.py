"""The pages in a real browser, for readers with different settings."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.conftest import OpenPage, Paper
from pages.kinds import PAGES

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
LOOKED_AT = [
    "front",
    "section",
    "contributor",
    "corrections",
    "network",
    "search, found",
    "search, mistaken",
    "not found",
    "article, every block",
    "article, crowded",
    "article, long",
    "article, corrected",
    "article, sponsored",
    "responses",
    "responses, second page",
    "responses, form",
    "share on mastodon",
    "front, right to left",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", LOOKED_AT)
def test_nothing_stands_in_anybodys_way(
    kind: str, width: int, dark: bool, open_page: OpenPage, paper: Paper
) -> None:
    page = open_page(PAGES[kind].format(**paper.paths), width=width, dark=dark).page
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations
    ] == []


@pytest.mark.parametrize("button", ["Send", "Preview"])
def test_nor_does_an_error_or_a_preview(button: str, open_page: OpenPage, paper: Paper) -> None:
    page = open_page(paper.paths["lively"] + "respond/?to=1", width=320).page
    page.get_by_label("Your response").fill("> It **ran** late.")
    page.get_by_label("Name").fill("Tove")
    page.get_by_label("Website").fill("no address" if button == "Send" else "")
    page.get_by_role("button", name=button).click()
    page.locator(".errorlist" if button == "Send" else ".looked-at").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations
    ] == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_asks_nobody_else_and_fits_a_small_telephone(
    kind: str, open_page: OpenPage, paper: Paper
) -> None:
    reader = open_page(PAGES[kind].format(**paper.paths), width=320)
    hosts = {
        address.split("/")[2].rsplit(":", 1)[0]
        for address in reader.asked
        if not address.startswith("data:")
    }
    assert hosts <= {"localhost", "saffara.localhost"}
    assert len(hosts) == 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 320
    assert reader.page.context.cookies() == []


def test_an_embed_loads_only_when_it_is_asked_for(open_page: OpenPage, paper: Paper) -> None:
    reader = open_page(paper.paths["everything"])
    reader.page.context.route(
        "https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>The weir</p>")
    )
    assert reader.page.locator("iframe").count() == 0
    reader.page.get_by_role("button", name="Play it here").click()
    frame = reader.page.locator("iframe")
    frame.wait_for()
    assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert frame.get_attribute("title") == "The weir"
    assert (
        frame.get_attribute("sandbox")
        == "allow-scripts allow-same-origin allow-popups allow-presentation"
    )


def test_without_scripts_an_embed_is_a_link_and_the_rest_is_all_there(
    open_page: OpenPage, paper: Paper
) -> None:
    page = open_page(paper.paths["everything"], scripts=False).page
    link = page.get_by_role("link", name="Open it at YouTube")
    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=abcdefghijk"
    assert page.get_by_role("button", name="Play it here").count() == 0
    page.get_by_role("link", name="Search").first.click()
    page.get_by_label("Words").fill("bridge")
    page.get_by_role("button", name="Search").click()
    page.locator(".hits li").nth(3).wait_for()  # more than three
    assert page.locator("mark").first.inner_text().lower() == "bridge"


def test_lines_are_as_long_as_the_eye_likes(open_page: OpenPage) -> None:
    page = open_page(PAGES["article, long"]).page
    width, letters = page.evaluate(
        """() => {
          const p = [...document.querySelectorAll('.body > p')].find(each => each.innerText.length > 300);
          const range = document.createRange(); range.selectNodeContents(p);
          const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top / 10)));
          return [parseFloat(getComputedStyle(p).fontSize), p.innerText.length / lines.size];
        }"""
    )
    assert 18 <= width <= 20
    assert 50 <= letters <= 70  # the last line of a paragraph is short


def test_what_is_not_news_says_so_in_words(open_page: OpenPage, paper: Paper) -> None:
    for kind, label in (("article, satire", "Satire"), ("article, sponsored", "Sponsored")):
        page = open_page(PAGES[kind].format(**paper.paths)).page
        assert page.locator(".opening .label").inner_text() == label
        assert page.locator(".label-note").inner_text().startswith(f"{label}:")


def test_a_keyboard_reader_gets_past_the_section_bar_in_one_step(open_page: OpenPage) -> None:
    page = open_page("/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_paper_gets_the_article_and_where_its_links_lead(open_page: OpenPage, paper: Paper) -> None:
    page = open_page(paper.paths["everything"]).page
    page.emulate_media(media="print")
    assert page.locator(".sections").is_visible() is False
    assert page.locator("h1").is_visible() is True
    shown = page.evaluate(
        "getComputedStyle(document.querySelector('.body a[href^=http]'), '::after').content"
    )
    assert "elsewhere.example" in shown
