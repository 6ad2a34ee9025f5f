"""The pages for reports and for personal data, in a real browser."""

import base64
import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.conftest import OpenPage, Paper
from pages.test_html import errors_in
from pages.test_readers import RULES

PAGES = {
    "report": "{report}",
    "illegal": "{report}illegal/",
    "receipt": "{receipt}",
    "asking": "/-/my-data/",
    "held": "{held}",
    "figures": "/-/responses/",
}


def violations(page: Page) -> list[object]:
    results = Axe().run(page, options=RULES).response["violations"]
    return [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in results
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_stands_in_the_way_of_who_reports_or_asks(
    kind: str, width: int, dark: bool, open_page: OpenPage, paper: Paper
) -> None:
    page = open_page(PAGES[kind].format(**paper.paths), width=width, dark=dark).page
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.context.cookies() == []


def test_a_reader_without_script_reports_what_is_illegal(open_page: OpenPage, paper: Paper) -> None:
    page = open_page(paper.paths["report"], scripts=False).page
    page.get_by_role("link", name="It is illegal").click()
    page.get_by_role("button", name="Send the report").click()
    page.get_by_label("Why is it illegal?").fill("It is a slander.")
    page.get_by_label("Your name", exact=True).fill("Kit")
    page.get_by_label("E-mail").fill("kit@reader.example")
    page.get_by_role("checkbox", name="I believe in good faith").check()
    page.get_by_role("button", name="Send the report").click()
    page.get_by_role("heading", name="Your report of response 1").wait_for()
    assert page.get_by_role("status").inner_text() == "A moderator has not decided yet."


def test_a_browser_with_script_works_for_the_report(open_page: OpenPage, paper: Paper) -> None:
    page = open_page(paper.paths["report"]).page
    page.get_by_label("In your words").fill("He calls her a fool.")
    page.get_by_role("radio", name="Insult").check()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Send the report").click()
    page.get_by_role("heading", name="Your report of response 1").wait_for()
    form = parse_qs(str(sent.value.post_data))
    assert (form["reason"], form["words"]) == (["abuse"], ["He calls her a fool."])
    assert "challenge" in json.loads(base64.b64decode(form["proof"][0]))


def test_the_nu_checker_finds_no_error_in_them_also_with_errors(
    paper: Paper, open_page: OpenPage, tmp_path: Path
) -> None:
    for kind, path in PAGES.items():
        (tmp_path / f"{kind}.html").write_text(
            paper.get(path.format(**paper.paths))[2], encoding="utf-8"
        )
    page = open_page(paper.paths["report"]).page
    for kind in ("report", "illegal"):
        answer = page.request.post(paper.url(PAGES[kind].format(**paper.paths)), form={})
        assert answer.status == 422
        (tmp_path / f"{kind} wrong.html").write_text(answer.text(), encoding="utf-8")
    assert errors_in(tmp_path) == []
