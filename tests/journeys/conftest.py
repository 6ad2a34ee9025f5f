import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.walking import PASSWORD

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
    """Closed after each module: while it is open, Django makes no queries in this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def server(shelf: Path, tmp_path: Path) -> Iterator[RunningServer]:  # noqa: F811
    """An empty installation, served."""
    with serve(prepared_data_folder(shelf, tmp_path / "installation")) as served:
        yield served


@pytest.fixture(scope="module")
def paper(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    """The Harbour Post, served. Its people are in staffing.py; each test adds its own articles."""
    with serve_staffed(shelf, tmp_path_factory.mktemp("paper")) as served:
        yield served


@contextmanager
def serve_staffed(shelf: Path, folder: Path, time_zone: str = "UTC") -> Iterator[RunningServer]:  # noqa: F811
    """The Harbour Post, served, with its site in this time zone."""
    data = prepared_data_folder(shelf, folder / "installation")
    script = [sys.executable, str(Path(__file__).parent / "staffing.py"), PASSWORD, time_zone]
    subprocess.run(
        script,
        check=True,
        capture_output=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    with serve(data) as served:
        yield served
