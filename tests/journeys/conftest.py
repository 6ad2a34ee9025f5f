from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.serving import House, prepared_house, serve

from cli.conftest import shelf  # noqa: F401  (fixture)

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed with the module: while it is open, Django asks nothing of the database in this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def house(shelf: Path, tmp_path: Path) -> Iterator[House]:  # noqa: F811
    """An empty house that is being served."""
    with serve(prepared_house(shelf, tmp_path / "house")) as served:
        yield served
