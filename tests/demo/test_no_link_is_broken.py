"""The whole demo is read over HTTP by a robot, as a reader's browser, a feed reader and a search engine would read it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from demo.crawling import Found, Robot
from running_server import clean_environment, prepared_data_folder, serve

HOSTS = frozenset({"localhost", "saffara.localhost"})
UNLISTED = ("/robots.txt", "/llms.txt", "/feed.opml", "/sitemap.xml", "/favicon.ico")


@pytest.fixture(scope="module")
def robot(tmp_path_factory: pytest.TempPathFactory) -> Robot:
    """Back from its walk through the demo's two papers."""
    data = prepared_data_folder(
        tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("crawl") / "demo"
    )
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("load_sketched_demo.py"))],
        check=True,
        env=environment,
    )
    with serve(data) as server:
        robot = Robot(server.port, HOSTS)
        roots = [f"http://{host}:{server.port}" for host in sorted(HOSTS)]
        robot.crawl(*(root + path for root in roots for path in ("/", *UNLISTED[:-1])))
    return robot


def test_the_robot_met_everything_that_there_is(robot: Robot) -> None:
    kinds = Counter(found.kind for found in robot.found.values())
    wanted = "text/html text/css text/javascript application/rss+xml application/atom+xml application/feed+json text/markdown image/webp image/jpeg image/png"
    assert set(wanted.split()) - kinds.keys() == set()
    assert kinds["text/html"] > 100


def test_no_link_is_broken(robot: Robot) -> None:
    assert "\n".join(robot.broken()) == ""


def test_no_link_to_a_part_of_a_page_is_broken(robot: Robot) -> None:
    assert robot.broken_parts() == []


def test_every_printed_page_has_one_canonical_address_which_is_its_own(robot: Robot) -> None:
    wrong = {
        url: canonicals(page)
        for url, page in robot.found.items()
        if is_printed(page) and canonicals(page) != [page.href]
    }
    assert wrong == {}


def is_printed(found: Found) -> bool:
    kept = found.headers.get("cache-status", "").endswith(("hit", "stored", "collapsed"))
    return kept and found.status == 200 and found.kind == "text/html"


def canonicals(page: Found) -> list[str]:
    return [
        str(href) for href in html.fromstring(page.body).xpath("//link[@rel='canonical']/@href")
    ]
