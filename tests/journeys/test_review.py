"""A reporter submits an article, an editor approves it, and the reporter sees the result."""

from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer

from journeys.walking import begin_article, headline, press, sign_in, type_paragraph

HEADLINE = "The lamp on the pier is lit again"
ADDRESS = "/the-lamp-on-the-pier-is-lit-again/"
SEND_AS_IF_TO_PUBLISH = """form => {
    const pressed = document.createElement("input");
    Object.assign(pressed, {type: "hidden", name: "action-publish", value: "action-publish"});
    form.append(pressed);
    form.submit();
}"""


def test_a_reporters_article_waits_for_the_editor_who_approves_it(
    chromium: Browser, paper: RunningServer
) -> None:
    rosa = sign_in(chromium, paper.url, "rosa@harbour.example")
    draft(rosa)
    try_to_publish(rosa)
    assert paper.get(ADDRESS)[0] == 404
    press(rosa, "Send for review")
    expect(rosa.locator(".messages")).to_contain_text(
        f"'{HEADLINE}' has been submitted for moderation."
    )
    assert paper.get(ADDRESS)[0] == 404
    edo = sign_in(chromium, paper.url, "edo@harbour.example")
    approve(edo)
    assert paper.get(ADDRESS)[0] == 200
    see_that_it_is_out(rosa, paper)


def draft(rosa: Page) -> None:
    begin_article(rosa)
    headline(rosa).fill(HEADLINE)
    type_paragraph(rosa, "Wilf rowed out with a ladder.")
    press(rosa, "Save draft")
    expect(rosa.locator(".messages")).to_contain_text(f"'{HEADLINE}' created.")


def try_to_publish(rosa: Page) -> None:
    """Reporters have no Publish button, and a forged request only saves a draft."""
    expect(rosa.locator("button[name=action-publish]")).to_have_count(0)
    rosa.locator("#page-edit-form").evaluate(SEND_AS_IF_TO_PUBLISH)
    expect(rosa.locator(".messages")).to_contain_text(f"'{HEADLINE}' has been updated.")


def approve(edo: Page) -> None:
    """The desk's first page lists it for everybody who may publish it."""
    waiting = edo.get_by_role("region", name="Awaiting your review")
    waiting.get_by_role("link", name=HEADLINE).click()
    expect(headline(edo)).to_have_value(HEADLINE)
    press(edo, "Approve and publish")
    expect(edo.locator(".messages")).to_contain_text(f"'{HEADLINE}' has been updated.")


def see_that_it_is_out(rosa: Page, paper: RunningServer) -> None:
    rosa.goto(f"{paper.url}/admin/")
    mine = rosa.get_by_role("row", name=HEADLINE)
    expect(mine).to_have_count(1)
    expect(mine).to_contain_text("live")
