"""A day of ordinary readers, one after the other: nothing grows but what they leave behind on purpose.

`LOAD=200000 pytest -s` sends so many requests and prints what it measured; `make load` does.
"""

import os
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from prepared_paper import prepared_paper
from shots import PAGE, Paper, Shot, paper_at

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import memory, processes_of, serve, wait_until

REQUESTS = int(os.environ.get("LOAD", "600"))
WARM_UP = REQUESTS // 4  # fills the caches
LONG_LOAD = 10_000  # with fewer, the caches are not full after the warm-up
ROUND = 100
SECONDS_TO_REST = 300
MORE_DESCRIPTORS, MORE_THREADS = 12, 8  # than after the warm-up: connections that end by themselves
READ = ("/", "/weir/", "/lock/", PAGE, "/category/news/", "/feed/", "/weir/feed/", "/sitemap.xml")
RARE = {  # in each round, the requests at these places
    7: "searches",
    17: "reads",
    27: "reads",
    37: "reads",
    47: "pings",
    57: "reports",
    67: "posts",
    77: "mails",
    87: "sign-ups",
}
GROWING_TABLES = frozenset(  # what people left: responses, reports, accounts, reads, mail
    """
    account_emailaddress accounts_user discussion_comment discussion_decision discussion_report
    discussion_rulehit discussion_thread linkbacks_incomingmention network_delivery
    readership_daytally readership_hourtally readership_minutetally readership_referrernetwork
    readership_referrertally readership_seenvisitor readership_spooloffset readership_tally
    discussion_moderatedday django_session wagtailsearch_indexentry sqlite_sequence
    """.split()
)
GROWING_FOLDERS = frozenset({"press", "mail", "reads"})  # pages, mail without a server, the spool


def request_of_day(paper: Paper, number: int) -> Shot:
    """The request number `number` of a day."""
    place = number % ROUND
    if door := RARE.get(place):
        return paper.shot(door, number)
    if place % 10 == 3:
        return Shot(f"/weir/?unknown={number}")
    if place == 5:
        return Shot(f"/mistyped-{number}/")
    return Shot(READ[place % len(READ)])


def send(paper: Paper, numbers: range) -> Counter[int]:
    """How often each status was answered."""
    statuses: Counter[int] = Counter()
    for number in numbers:
        network = number // 3 % 60_000  # everybody asks for three pages
        address = f"127.{1 + network // 40_000}.{network // 200 % 200}.{1 + network % 200}"
        statuses[request_of_day(paper, number).send(paper.server, address)[0]] += 1
    return statuses


def rows_by_table(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / "byline.sqlite3")) as database:
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%'"
            )
        ]
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
        }


def files_by_folder(data: Path) -> Counter[str]:
    return Counter(
        path.relative_to(data).parts[0] if path.parent != data else ""
        for path in data.rglob("*")
        if path.is_file()
    )


def sizes_of(paper: Paper) -> dict[str, float]:
    processes = processes_of(paper.server)
    return {
        "processes": len(processes),
        "descriptors": sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in processes),
        "threads": sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in processes),
        "MB": round(memory(processes)),
    }


def test_nothing_grows_that_should_not(shelf: Path, tmp_path: Path) -> None:  # noqa: F811
    data = tmp_path / "installation"
    content = prepared_paper(shelf, data)
    with serve(data, environment={"BYLINE_LOG_REQUESTS": "false"}) as server:
        paper = paper_at(server, content)
        statuses = send(paper, range(WARM_UP))
        before, rows, files = sizes_of(paper), rows_by_table(data), files_by_folder(data)
        began = time.monotonic()
        statuses += send(paper, range(WARM_UP, REQUESTS))
        rate = (REQUESTS - WARM_UP) / (time.monotonic() - began)
        during = sizes_of(paper)
        if REQUESTS >= LONG_LOAD:
            is_back = lambda: sizes_of(paper)["MB"] <= 1.1 * before["MB"]  # noqa: E731
            wait_until(is_back, "the memory is back", SECONDS_TO_REST)
        after, files_after, rows_after = sizes_of(paper), files_by_folder(data), rows_by_table(data)
        print(  # noqa: T201 - a figure for whoever asked with `pytest -s`
            f"\n{REQUESTS} requests, {rate:.0f} a second, {dict(statuses)}\n{before} -> {during} -> "
            f"{after}\n{files_after - files}\n"
            f"{ {name: number - rows[name] for name, number in rows_after.items() if number > rows[name]} }"
        )
        assert [status for status in statuses if status >= 500] == []
        assert after["processes"] == before["processes"]
        assert after["descriptors"] <= before["descriptors"] + MORE_DESCRIPTORS
        assert after["threads"] <= before["threads"] + MORE_THREADS
        assert (files_after - files).keys() <= GROWING_FOLDERS
        grown = {name for name, number in rows_after.items() if number > rows[name]}
        assert grown <= GROWING_TABLES
