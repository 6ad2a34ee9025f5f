"""Adding to and reading a thread of 30,000 responses, beside one of 30."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.contestants.byline import open_paper, post_to
from bench.load import post_some, read_some

ROUNDS, A_ROUND = 5, 40
PAGES = {
    "read the article": ("/short/", "/long/"),
    "read a middle page": ("/short/comment-page-1/", "/long/comment-page-300/"),
    "read the last page": ("/short/comment-page-1/", "/long/comment-page-600/"),
}


def run(folder: Path) -> Iterator[str]:
    with open_paper(folder) as house:
        waits: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in (*PAGES, "add a response")}
        for _round in range(ROUNDS):
            for name, paths in PAGES.items():
                for found, path in zip(waits[name], paths, strict=True):
                    found.extend(read_some(A_ROUND, house.port, path))
        for _round in range(ROUNDS):
            for found, article in zip(waits["add a response"], ("/short/", "/long/"), strict=True):
                found.extend(post_some(A_ROUND, post_to(house, article)))
    yield f"one client, {ROUNDS} rounds of {A_ROUND} in turn; medians"
    for name, (short, long) in waits.items():
        of_short, of_long = statistics.median(short) * 1000, statistics.median(long) * 1000
        yield f"  {name:<20} {of_short:6.2f} ms of 30, {of_long:6.2f} ms of 30,000: {of_long / of_short:.2f} x (aim: 1.2 x)"
