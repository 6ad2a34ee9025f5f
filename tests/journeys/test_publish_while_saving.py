"""The desk saves a new article by itself; whoever presses Publish at that moment publishes one article, not a refused second one."""

from playwright.sync_api import Browser, Route, expect
from tests.serving import House

from journeys.walking import begin_article, headline, press, sign_in, type_paragraph

WATCHED = "addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = 'yes' })"


def test_publish_waits_for_the_desks_own_saving(chromium: Browser, paper: House) -> None:
    page = sign_in(chromium, paper.url, "edo@harbour.example")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.headers["accept"] == "application/json":
            held.append(route)
        else:
            route.continue_()

    page.add_init_script(WATCHED)
    page.route("**/admin/pages/add/**", hold)
    begin_article(page)
    expect(page.locator("html[data-watched]")).to_be_attached()
    headline(page).fill("Ice on the upper quay")
    type_paragraph(page, "It came in the night.")
    expect(page.get_by_text("Saving…")).to_be_visible()
    press(page, "Publish")
    for route in held:
        route.continue_()
    expect(page.get_by_text("'Ice on the upper quay' has been published.")).to_be_visible()
    assert paper.get("/ice-on-the-upper-quay/")[0] == 200
