"""Pressing Publish while the editor saves by itself waits for the save and then publishes."""

import re

from playwright.sync_api import Browser, Page, Request, Route, expect
from tests.running_server import RunningServer

from journeys.walking import begin_article, headline, press, sign_in, type_paragraph

# Wagtail's editor begins twice, and two seconds after each takes what stands in the form then for what stood there before.
WATCHED = """
let begun = 0, noted = 0;
addEventListener('w-unsaved:ready', () => { begun += 1; });
addEventListener('w-unsaved:watch-edits', () => {
    noted += 1;
    if (noted === begun) document.documentElement.dataset.watched = 'yes';
});
"""


def test_publish_waits_for_the_desks_own_saving(chromium: Browser, paper: RunningServer) -> None:
    page, held = at_a_slow_desk(chromium, paper)
    begin_article(page)
    expect(page.locator("html[data-watched]")).to_be_attached()
    headline(page).fill("Ice on the upper quay")
    with page.expect_request(is_saving_by_itself):
        type_paragraph(page, "It came in the night.")
    press(page, "Publish now")
    held[0].continue_()
    expect(page.get_by_text("'Ice on the upper quay' has been published.")).to_be_visible()
    assert paper.get("/ice-on-the-upper-quay/")[0] == 200


def test_ones_own_saving_is_nobody_elses_version(chromium: Browser, paper: RunningServer) -> None:
    page, held = at_a_slow_desk(chromium, paper)
    page.goto(f"{paper.url}/admin/articles/")
    page.get_by_role("link", name="Nine weeks without a ferry").first.click()
    expect(page.locator("html[data-watched]")).to_be_attached()
    with page.expect_request(is_saving_by_itself):
        headline(page).fill("Ten weeks without a ferry")
    press(page, "Publish now")
    held[0].continue_()
    expect(page.get_by_text("'Ten weeks without a ferry' has been published.")).to_be_visible()


def is_saving_by_itself(request: Request) -> bool:
    return (
        request.method == "POST"
        and request.headers.get("accept") == "application/json"
        and "/admin/pages/" in request.url
    )


def at_a_slow_desk(chromium: Browser, paper: RunningServer) -> tuple[Page, list[Route]]:
    """Edo's browser, and the editor's own save requests, which wait until they are released."""
    page = sign_in(chromium, paper.url, "edo@harbour.example")
    held: list[Route] = []
    page.add_init_script(WATCHED)

    def hold_the_first(route: Route) -> None:
        if is_saving_by_itself(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/admin/pages/(add/.*|\d+/edit/)$"), hold_the_first)
    return page, held
