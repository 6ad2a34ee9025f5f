"""An import clears the press once, however much it brings, and a killed one leaves no page that was
printed before.
"""

import os
import signal
from pathlib import Path

import pytest

from byline.press.store import installation_store
from running_server import RunningServer, byline, prepared_data_folder, serve, wait_until
from transfer.conftest import ImportExport
from transfer.exports import SITE, item, write, wxr
from transfer.test_wordpress_stopped import imported, started

HIT = "byline; hit"
A_PAGE = 10  # cards, as an import has them
HOST = SITE.partition("://")[2]


def blocks_of(import_export: ImportExport, posts: range) -> int:
    """How often the press was told of a change by an import of these posts, three pages and the
    site that they make.
    """
    store = installation_store()
    store.empty()
    pages = [
        item(900 + number, kind="page", slug=f"page-{number}", link=f"{SITE}/page-{number}/")
        for number in range(3)
    ]
    assert import_export(*(item(number) for number in posts), *pages).is_clean
    with store.index.reading() as index:
        count: int = index.execute("SELECT count(*) FROM invalidations").fetchone()[0]
        return count


def test_an_import_of_more_clears_as_often(import_export: ImportExport) -> None:
    blocks_of(import_export, range(1, 2))  # makes the site
    assert [
        blocks_of(import_export, range(100, 101)),
        blocks_of(import_export, range(200, 230)),
    ] == [1, 1]


def count_in(server: RunningServer) -> tuple[int, str]:
    """How many articles the list of all of them shows, and what became of the request."""
    _, headers, body = server.get("/page/1/", headers={"Host": HOST})
    return body.count('<article class="card'), headers.get("cache-status", "")


@pytest.fixture
def full_installation(shared_folder: Path, tmp_path: Path) -> Path:
    data = prepared_data_folder(shared_folder, tmp_path / "data")
    brought = byline(data, "import", "wordpress", str(write(tmp_path, wxr(item(1)))))
    assert brought.returncode == 0, brought.stdout
    return data


def test_a_killed_import_leaves_no_page_from_before(
    full_installation: Path, tmp_path: Path
) -> None:
    export = write(tmp_path, wxr(*(item(number) for number in range(1, 600))))
    with serve(full_installation) as server:
        assert [count_in(server)[0], count_in(server)] == [1, (1, HIT)]
        before = imported(full_installation)
        process = started(full_installation, export)
        wait_until(lambda: imported(full_installation) > before + 3, "some are in")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert count_in(server)[0] == min(A_PAGE, 1 + imported(full_installation) - before)
        wait_until(lambda: count_in(server)[1] == HIT, "the list is kept again")
        checked = byline(full_installation, "press", "verify")
        assert (checked.returncode, checked.stdout) == (0, "Pages that differ: 0 of 1.\n")
