"""A read is counted once, when somebody has looked at the page: told by real browsers to a real house."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.serving import House, prepared_house, wait_until

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.test_talking import opened
from journeys.walking import hosts_asked

PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.fixture(scope="module")
def read_house(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:  # noqa: F811
    with opened(prepared_house(shelf, tmp_path_factory.mktemp("read") / "house"), "read_house.py") as house:
        yield house


def reader(chromium: Browser, *, name: str, javascript: bool = True) -> BrowserContext:
    """A browser like any other, but for its name: these stories have one address, and each is another person's."""
    context = chromium.new_context(user_agent=f"{PERSON} {name}/1", java_script_enabled=javascript)
    context.set_default_timeout(30_000)
    return context


def verdict_on(page: Page, look: Callable[[], object]) -> str:
    """What is answered to the read that `look` brings about."""
    with page.expect_response(lambda answer: "/-/read" in answer.url) as told:
        look()
    return told.value.headers["byline-read"]


def shown(house: House, path: str) -> str:
    """What the article says of its reads, to somebody who is not counted."""
    body = house.get(path)[2]
    return body.partition('<p class="reads">')[2].partition("</p>")[0]


def test_a_read_is_counted_once_and_a_reload_is_not(chromium: Browser, read_house: House) -> None:
    context = reader(chromium, name="tove")
    asked, page = hosts_asked(context), context.new_page()
    assert verdict_on(page, lambda: page.goto(f"{read_house.url}/ferry/")) == "counted"
    wait_until(lambda: shown(read_house, "/ferry/") == "1 read", "the page says it")
    assert verdict_on(page, page.reload) == "seen-today"
    expect(page.locator(".reads")).to_have_text("1 read")
    assert (context.cookies(), page.evaluate("localStorage.length"), asked) == ([], 0, {f"127.0.0.1:{read_house.port}"})
    context.close()
