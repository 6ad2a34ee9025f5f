"""A read is counted once, when somebody has looked at the page in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.running_server import RunningServer, prepared_data_folder, wait_until

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.test_talking import RULES, opened
from journeys.walking import hosts_asked, sign_in

PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.fixture(scope="module")
def counted_site(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    with opened(
        prepared_data_folder(shelf, tmp_path_factory.mktemp("read") / "installation"),
        "counted_site.py",
    ) as installation:
        yield installation


def reader(chromium: Browser, *, name: str, javascript: bool = True) -> BrowserContext:
    """A browser with a name of its own, since all readers here share one IP address."""
    context = chromium.new_context(user_agent=f"{PERSON} {name}/1", java_script_enabled=javascript)
    context.set_default_timeout(30_000)
    return context


def verdict_on(page: Page, look: Callable[[], object]) -> str:
    """The response to the beacon that `look` causes."""
    with page.expect_response(lambda answer: "/-/read" in answer.url) as response:
        look()
    return response.value.headers["byline-read"]


def shown(server: RunningServer, path: str) -> str:
    """The number of reads on the article's page, read without being counted."""
    body = server.get(path)[2]
    return body.partition('<p class="reads">')[2].partition("</p>")[0]


def test_a_read_is_counted_once_and_a_reload_is_not(
    chromium: Browser, counted_site: RunningServer
) -> None:
    context = reader(chromium, name="tove")
    asked, page = hosts_asked(context), context.new_page()
    assert verdict_on(page, lambda: page.goto(f"{counted_site.url}/ferry/")) == "counted"
    wait_until(lambda: shown(counted_site, "/ferry/") == "1 read", "the page says it")
    assert verdict_on(page, page.reload) == "seen-today"
    expect(page.locator(".reads")).to_have_text("1 read")
    assert (context.cookies(), page.evaluate("localStorage.length"), asked) == (
        [],
        0,
        {f"127.0.0.1:{counted_site.port}"},
    )
    context.close()


def test_a_hidden_tab_is_not_counted_until_somebody_looks(
    chromium: Browser, counted_site: RunningServer
) -> None:
    context = reader(chromium, name="ben")
    context.add_init_script(HIDE)
    page = context.new_page()
    reports: list[str] = []
    page.on(
        "request", lambda request: reports.append(request.url) if "/-/read" in request.url else None
    )
    page.clock.install()
    page.goto(f"{counted_site.url}/bridge/")
    page.clock.run_for(60_000)
    assert reports == []
    page.evaluate("show(true)")
    page.clock.run_for(3_900)
    page.evaluate("show(false)")  # a glance of less than four seconds
    page.clock.run_for(60_000)
    assert reports == []
    page.evaluate("show(true)")
    assert verdict_on(page, lambda: page.clock.run_for(4_000)) == "counted"
    page.evaluate("show(false)")
    page.evaluate("show(true)")
    page.clock.run_for(60_000)
    assert reports == [f"{counted_site.url}/-/read"]
    context.close()


HIDE = """
let looks = false;
Object.defineProperty(Document.prototype, "visibilityState", { get: () => (looks ? "visible" : "hidden") });
window.show = (now) => { looks = now; document.dispatchEvent(new Event("visibilitychange")); };
"""


def test_with_script_off_the_image_counts(chromium: Browser, counted_site: RunningServer) -> None:
    context = reader(chromium, name="kit", javascript=False)
    page = context.new_page()
    assert verdict_on(page, lambda: page.goto(f"{counted_site.url}/weir/")) == "counted"
    assert verdict_on(page, page.reload) == "seen-today"
    wait_until(lambda: shown(counted_site, "/weir/") == "1 read", "the page says it")
    assert context.cookies() == []
    context.close()


def test_who_works_at_the_desk_is_not_counted(
    chromium: Browser, counted_site: RunningServer
) -> None:
    page = sign_in(chromium, counted_site.url, "maya@harbour.example")
    page.set_extra_http_headers({"User-Agent": f"{PERSON} maya/1"})
    assert verdict_on(page, lambda: page.goto(f"{counted_site.url}/bridge/")) == "staff"
    page.context.close()


def test_the_desks_page_of_reads_is_usable(chromium: Browser, counted_site: RunningServer) -> None:
    reading = reader(chromium, name="una")
    page = reading.new_page()
    assert verdict_on(page, lambda: page.goto(f"{counted_site.url}/ferry/")) == "counted"
    wait_until(lambda: "read" in shown(counted_site, "/ferry/"), "the read is tallied")
    reading.close()
    page = sign_in(chromium, counted_site.url, "maya@harbour.example")
    page.get_by_role("link", name="Reads", exact=True).click()
    expect(page.get_by_role("heading", name="Being read now")).to_be_visible()
    page.get_by_text("The same as a table").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Day")).to_be_visible()
    violations = (
        Axe().run(page, options=RULES | {"include": [[".reads-desk"]]}).response["violations"]
    )
    assert [violation["id"] for violation in violations] == []
    page.get_by_role("link", name="Ferry").first.click()
    expect(page.get_by_role("heading", name="Reads Ferry")).to_be_visible()
    page.context.close()
