"""Two people edit one article: the second is warned before overwriting the first one's work."""

from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer

from journeys.walking import headline, press, sign_in

HEADLINE = "Nine weeks without a ferry"


def test_the_second_of_two_is_warned_and_asked(chromium: Browser, paper: RunningServer) -> None:
    edo, maya = (
        sign_in(chromium, paper.url, f"{name}@harbour.example") for name in ("edo", "maya")
    )
    open_article(edo)
    open_article(maya)
    expect(maya.locator(".w-editing-sessions__list li")).to_have_count(1)
    headline(edo).fill("Ten weeks without a ferry")
    press(edo, "Save draft")
    expect(edo.locator(".messages")).to_contain_text("has been updated")
    headline(maya).fill("Eleven weeks without a ferry")
    maya.locator("#page-edit-form").evaluate(
        "form => form.submit()"
    )  # before the desk has heard of Edo's version
    expect(maya.locator(".messages")).to_contain_text("Somebody else has saved a newer version")
    expect(headline(maya)).to_have_value("Eleven weeks without a ferry")
    press(maya, "Save draft")
    expect(maya.locator(".messages")).to_contain_text(
        "'Eleven weeks without a ferry' has been updated."
    )
    maya.goto(maya.url.partition("?")[0].replace("/edit/", "/history/"))
    expect(maya.get_by_role("row", name="Edo").get_by_text("Draft saved")).to_have_count(1)


def open_article(page: Page) -> None:
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(headline(page)).to_have_value(HEADLINE)
