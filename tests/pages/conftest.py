import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.conftest import chromium  # noqa: F401  (fixture)
from running_server import PATIENCE, RunningServer, clean_environment, prepared_data_folder, serve

TESTS = Path(__file__).parent.parent
PRINT = """
import sys, pathlib, django
django.setup()
from pages.edition import print_edition
print_edition(pathlib.Path(sys.argv[1]))
"""


@dataclass(frozen=True)
class Paper:
    """The demo and the difficult articles, served; `paths` are the addresses of the latter."""

    installation: RunningServer
    paths: dict[str, str]

    def url(self, path: str) -> str:
        """The URL of a path; `//host/path` is a page of the site with that host."""
        host, rest = path[2:].split("/", 1) if path.startswith("//") else ("localhost", path[1:])
        return f"http://{host}:{self.installation.port}/{rest}"

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        host, rest = path[2:].split("/", 1) if path.startswith("//") else ("localhost", path[1:])
        return self.installation.get(
            f"/{rest}", headers={"Host": f"{host}:{self.installation.port}"}
        )

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Post a form with these fields and return the page, whatever its status."""
        request = Request(self.url(path), urlencode(fields).encode())
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except HTTPError as refused:
            with refused:
                return refused.read().decode()


@pytest.fixture(scope="session")
def edition(shelf: Path) -> Path:  # noqa: F811
    """The data folder of the demo and the difficult articles, to be copied: loading it is slow."""
    master = shelf / "edition"
    with (shelf / "edition.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not master.exists():
            draft = prepared_data_folder(shelf, shelf / "edition.draft")
            here = {
                "BYLINE_DATA": str(draft),
                "DJANGO_SETTINGS_MODULE": "byline.settings",
                "PYTHONPATH": str(TESTS),
            }
            made = subprocess.run(
                [sys.executable, "-c", PRINT, draft],
                env=clean_environment() | here,
                capture_output=True,
                text=True,
                check=False,
            )
            assert made.returncode == 0, made.stdout + made.stderr
            draft.rename(master)
    return master


def copy_of(edition: Path, data: Path) -> Path:
    """A copy of the data folder."""
    return Path(shutil.copytree(edition, data, copy_function=_link_or_copy))


@pytest.fixture(scope="session")
def paper(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    data = copy_of(edition, tmp_path_factory.mktemp("pages") / "installation")
    with serve(data) as server:
        yield Paper(server, json.loads((data / "edition.json").read_text(encoding="utf-8")))


def _link_or_copy(source: str, target: str) -> None:
    if "/media/" in source:
        os.link(source, target)  # never written again: a new rendition is a new file
    else:
        shutil.copy2(source, target)


@dataclass(frozen=True)
class Reader:
    """A reader's browser, and the addresses that it requested."""

    page: Page
    asked: list[str]


OpenPage = Callable[..., Reader]


@pytest.fixture
def open_page(paper: Paper, chromium: Browser) -> Iterator[OpenPage]:  # noqa: F811
    contexts: list[BrowserContext] = []

    def open_at(
        path: str, *, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> Reader:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(
            PATIENCE * 1000
        )  # the first reader waits for every picture to be cut
        contexts.append(context)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(paper.url(path), wait_until="load")
        return Reader(page, asked)

    yield open_at
    for context in contexts:
        context.close()
