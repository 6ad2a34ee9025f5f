"""Stopped anywhere, run again: the installation is the same as after one run that nobody stopped.

Real processes, really killed.
"""

import os
import random
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from running_server import (
    BYLINE,
    PATIENCE,
    byline,
    clean_environment,
    prepared_data_folder,
    wait_until,
)
from transfer.exports import SITE, author, category, comment, filed, item, meta, write, wxr

KILLS = int(os.environ.get("IMPORT_KILLS", "5"))
POSTS = 20 * KILLS
CHANCE = random.Random(20160917)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = filed("category", "town", "Town") + filed("post_tag", "tide", "Tide")
    pages = [
        item(9000 + number, kind="page", slug=f"page-{number}", link=f"{SITE}/page-{number}/")
        for number in range(3)
    ]
    posts = [
        item(number, more=town + comments_under(number), creator="inga" if number % 2 else "bo")
        for number in range(1, POSTS + 1)
    ]
    shop = {
        "_menu_item_type": "custom",
        "_menu_item_object": "custom",
        "_menu_item_url": "https://shop.example/",
    }
    to_pages = [
        {"_menu_item_object": "page", "_menu_item_object_id": str(number)}
        for number in (9002, 9000, 9001)
    ]
    menu = [
        item(
            9500 + place,
            "Shop",
            kind="nav_menu_item",
            order=place,
            more="".join(meta(*field) for field in fields.items()),
        )
        for place, fields in enumerate((*to_pages, shop))
    ]
    return write(
        tmp_path_factory.mktemp("export"),
        wxr(*posts, *pages, *menu, head=author("inga", "Inga") + category("town", "Town")),
    )


def comments_under(number: int) -> str:
    """Twenty-five comments, every third an answer, their dates in another order than their numbers."""
    return "".join(
        comment(
            number * 100 + place,
            parent=number * 100 + place - 1 if place % 3 == 2 else 0,
            approved="0" if place == 7 else "1",
            kind="pingback" if place == 9 else "comment",
            url=f"http://sea.example/{place}/" if place == 9 else "",
            gmt=f"2016-09-18 {place * 7 % 24:02}:{place:02}:00",
        )
        for place in range(25)
    )


def ask(data: Path, question: str) -> list[tuple[Any, ...]]:
    database = sqlite3.connect(data / "byline.sqlite3", timeout=PATIENCE)
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


def content(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the installation holds, told without the numbers and times that two runs never share."""
    queries = {
        "articles": "SELECT p.title, p.slug, p.live, p.url_path, p.has_unpublished_changes, a.permalink, a.post_id, a.body ->> '$[0].value',"
        " a.published_at, s.path_of_slugs FROM newsroom_article a JOIN wagtailcore_page p ON p.id "
        "= a.page_ptr_id"
        " JOIN newsroom_sectionpage s ON s.page_ptr_id = a.section_id",
        "tree": "SELECT p.url_path, p.depth, p.numchild, p.live FROM wagtailcore_page p",
        "addresses": "SELECT site_id, path, is_current, slug, pattern, category FROM newsroom_address",
        "bylines": "SELECT a.post_id, c.slug, b.role, b.sort_order FROM newsroom_byline b JOIN newsroom_article a ON a.page_ptr_id = b.article_id"
        " JOIN newsroom_contributor c ON c.id = b.contributor_id",
        "tags": "SELECT a.post_id, t.slug FROM newsroom_articletag g JOIN newsroom_article a ON a.page_ptr_id = g.content_object_id"
        " JOIN newsroom_tag t ON t.id = g.tag_id",
        "revisions": "SELECT object_str, count(*) FROM wagtailcore_revision GROUP BY object_str",
        "found": "SELECT title, count(*) FROM wagtailsearch_indexentry_fts WHERE title LIKE 'Piece%' GROUP BY title",
        "ledger": "SELECT kind, key, content_hash, state, line, is_indexed FROM transfer_importeditem",
        "responses": "SELECT a.post_id, c.number, c.kind, c.state, c.anchor, c.name, c.html, c.posted_at, p.number, c.mail_key <> '', c.was_published"
        " FROM discussion_comment c JOIN newsroom_article a ON a.page_ptr_id = c.article_id"
        " LEFT JOIN discussion_comment p ON p.id = c.parent_id",
        "threads": "SELECT a.post_id, t.last_number, t.published, t.last_imported FROM discussion_thread t"
        " JOIN newsroom_article a ON a.page_ptr_id = t.article_id",
        "decisions": "SELECT c.anchor, d.act, d.reason, d.rule FROM discussion_decision d JOIN discussion_comment c ON c.id = d.comment_id",
        "claims": "SELECT c.anchor, k.source, k.state FROM linkbacks_incomingmention k JOIN discussion_comment c ON c.id = k.comment_id",
        "contributors": "SELECT name, slug FROM newsroom_contributor",
        "sites": "SELECT hostname, site_name, is_default_site, links FROM wagtailcore_site JOIN network_sitesettings ON site_id = wagtailcore_site.id",
        "foot": "SELECT row_number() OVER (ORDER BY path), title FROM wagtailcore_page WHERE show_in_menus AND title LIKE 'Piece 900_'",
    }
    return {name: sorted(ask(data, question), key=repr) for name, question in queries.items()}


@pytest.fixture(scope="module")
def undisturbed(
    export: Path, shared_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Any, ...]]]:
    data = prepared_data_folder(
        shared_folder, tmp_path_factory.mktemp("undisturbed") / "installation"
    )
    assert byline(data, "import", "wordpress", str(export)).returncode == 0
    return content(data)


def started(data: Path, export: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*BYLINE, "--data", str(data), "import", "wordpress", str(export)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=clean_environment(),
        start_new_session=True,
    )


def imported(data: Path) -> int:
    [(number,)] = ask(data, "SELECT count(*) FROM transfer_importeditem")
    return int(number)


def stop_after(process: "subprocess.Popen[bytes]", data: Path, number: int, how: int) -> int:
    """Let the import bring in `number` things, then send the signal; the exit code."""
    wait_until(
        lambda: imported(data) >= number or process.poll() is not None, f"{number} things are in"
    )
    if process.poll() is None:
        os.killpg(process.pid, how)
    return process.wait(PATIENCE)


def steps() -> Iterator[int]:
    """After how many more things each of the kills comes."""
    yield from (1, 3)
    yield from (CHANCE.randint(1, 8) for _kill in range(KILLS - 2))


def test_killed_again_and_again(
    export: Path, shared_folder: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[Any, ...]]]
) -> None:
    data = prepared_data_folder(shared_folder, tmp_path / "data")
    last = 0
    for step in steps():
        code = stop_after(started(data, export), data, last + step, signal.SIGKILL)
        assert code == -signal.SIGKILL
        now = imported(data)
        assert now >= last
        last = now
    finished = byline(data, "import", "wordpress", str(export))
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert content(data) == undisturbed


def test_stopped_by_hand(
    export: Path, shared_folder: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[Any, ...]]]
) -> None:
    code, attempt = 0, 0
    while code == 0 and attempt < 5:  # it may end before the signal comes
        attempt += 1
        data = prepared_data_folder(shared_folder, tmp_path / f"data-{attempt}")
        code = stop_after(started(data, export), data, 1, signal.SIGINT)
    assert code == 130
    [report] = (data / "reports").glob("*.json")
    assert '"stopped": true' in report.read_text(encoding="utf-8")
    assert byline(data, "import", "wordpress", str(export)).returncode == 0
    assert content(data) == undisturbed


def test_the_undisturbed_installation_is_whole(
    undisturbed: dict[str, list[tuple[Any, ...]]],
) -> None:
    assert len(undisturbed["articles"]) == POSTS
    assert [title for title, _ in undisturbed["found"]] == sorted(
        [f"Piece {number}" for number in [*range(1, POSTS + 1), 9000, 9001, 9002]]
    )
    assert {count for _, count in undisturbed["found"]} == {1}
    assert len(undisturbed["responses"]) == POSTS * 25
    assert all(is_indexed == 1 for *_, is_indexed in undisturbed["ledger"])
