"""The account pages in a real browser: accessible, without third parties, and valid HTML."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, StorageState

from pages.conftest import Paper
from pages.test_html import errors_in
from pages.test_readers import RULES

ENTRANCE = [
    "login/",
    "signup/",
    "signup/passkey/",
    "password/reset/",
    "password/reset/done/",
    "inactive/",
]
INSIDE = [
    "",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "delete/",
    "logout/",
]
LOOKED_AT = ["login/", "signup/", "password/reset/", "", "2fa/totp/activate/", "delete/"]


@pytest.fixture(scope="module")
def signed_in(paper: Paper, chromium: Browser) -> StorageState:
    """The storage state of the editor's browser, just after entering the password again."""
    password = (paper.installation.data / "secrets" / "demo-password").read_text()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(paper.url("/accounts/login/"))
    page.get_by_label("E-mail address").fill("editor@bellman.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(paper.url("/accounts/delete/"))
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Delete account").wait_for()
    remembered = context.storage_state()
    context.close()
    return remembered


def browser(
    chromium: Browser, path: str, signed_in: StorageState, *, width: int = 1280, dark: bool = False
) -> BrowserContext:
    return chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        storage_state=None if path in ENTRANCE else signed_in,
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", LOOKED_AT)
def test_nothing_stands_in_anybodys_way(
    path: str, width: int, dark: bool, paper: Paper, chromium: Browser, signed_in: StorageState
) -> None:
    context = browser(chromium, path, signed_in, width=width, dark=dark)
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    page = context.new_page()
    page.goto(paper.url(f"/accounts/{path}"))
    assert page.url == paper.url(f"/accounts/{path}")
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert {address.split("/")[2] for address in asked if not address.startswith("data:")} == {
        f"localhost:{paper.installation.port}"
    }
    assert complaints == [], "the Content-Security-Policy stops nothing that the page needs"
    context.close()


def test_they_stand_in_the_masthead_and_direction_of_the_site_that_was_asked(
    paper: Paper, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(paper.url("//saffara.localhost/accounts/login/"))
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]
    assert page.locator(".nameplate").inner_text() == page.title().rpartition(" — ")[2]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in violations
    ] == []
    page.close()


def test_the_nu_checker_finds_no_error_on_any_of_them(
    paper: Paper, chromium: Browser, signed_in: StorageState, tmp_path: Path
) -> None:
    seen = []
    for name, state, paths in (("outside", None, ENTRANCE), ("inside", signed_in, INSIDE)):
        context = chromium.new_context(storage_state=state)
        for path in paths:
            answer = context.request.get(paper.url(f"/accounts/{path}"), max_redirects=0)
            seen.append((path, answer.status))
            (tmp_path / f"{name} {path.replace('/', ' ')}.html").write_text(
                answer.text(), encoding="utf-8"
            )
        context.close()
    assert [(path, status) for path, status in seen if status != 200] == []
    assert errors_in(tmp_path) == []
