"""The editor's slugs: by the rules of the server, while a headline is typed."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect
from tests.running_server import RunningServer

import byline.newsroom
from byline.lib.slugs import slugify
from journeys.walking import begin_article, headline, press, sign_in, type_paragraph
from slug_samples import SLUGS

SCRIPT = Path(byline.newsroom.__file__).parent / "static" / "newsroom" / "slugs.js"
DESK_WITHOUT_WAGTAIL = """
    window.StimulusModule = { Controller: class {
        constructor(element) { this.element = element; }
        dispatch() {}
    } };
    window.wagtail = { app: { register: (name, made) => { window.SlugController = made; } } };
"""
JOINERS = {
    "نمی\u200cخواهم": "نمی\u200cخواهم",
    "ක්\u200dරම": "ක්\u200dරම",
    "a\u200cb अ\u200dब \u200dx": "ab-अब-x",
    "x" * 99 + " y": "x" * 99,
    "क" * 97 + "न्दी": "क" * 97,
}


@pytest.fixture(scope="module")
def made_by_script(chromium: Browser) -> dict[str, str]:
    page = chromium.new_page()
    page.evaluate(DESK_WITHOUT_WAGTAIL)
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    return {
        text: page.evaluate("value => new SlugController({ value }).slugify()", text)
        for text in (*SLUGS, *JOINERS)
    }


def test_the_script_makes_the_servers_slugs(made_by_script: dict[str, str]) -> None:
    assert made_by_script == SLUGS | JOINERS
    assert made_by_script == {text: slugify(text) for text in made_by_script}


def test_a_headline_in_hindi_is_published_under_its_words(
    chromium: Browser, paper: RunningServer
) -> None:
    page = sign_in(chromium, paper.url, "edo@harbour.example")
    begin_article(page)
    headline(page).press_sequentially("हिन्दी समाचार")
    type_paragraph(page, "चुनाव")
    slug = page.locator("#id_slug")
    expect(slug).to_have_value("हिन्दी-समाचार")
    page.get_by_role("tab", name="Promote").click()
    slug.fill("राजनीति की खबर")
    slug.blur()
    expect(slug).to_have_value("राजनीति-की-खबर")
    press(page, "Publish now")
    expect(page.get_by_text("Page 'हिन्दी समाचार' created and published.")).to_be_visible()
    assert paper.get(quote("/राजनीति-की-खबर/"))[0] == 200
