"""Adding to and reading a thread of 30,000 responses, beside threads of 30 and 50, one page."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.contestants.byline import open_paper, post_to
from bench.load import post_some, read_some

ROUNDS, A_ROUND = 5, 20
ARTICLES = ("/short/", "/full/", "/long/")
PAGES = {
    "the article": ("", "", ""),
    "a middle page": ("comment-page-1/", "comment-page-1/", "comment-page-300/"),
    "the last page": ("comment-page-1/", "comment-page-1/", "comment-page-600/"),
}
Waits = tuple[list[float], ...]


def run(folder: Path) -> Iterator[str]:
    yield (
        f"one client, {ROUNDS} rounds of {A_ROUND} in turn; medians; each page made anew (no press)"
    )
    with open_paper(folder, press=False) as installation:
        for name, pages in PAGES.items():
            waits = empty()
            for _round in range(ROUNDS):
                for times, article, page in zip(waits, ARTICLES, pages, strict=True):
                    times.extend(read_some(A_ROUND, installation.port, article + page))
            yield summary(f"read {name}", waits)
    with open_paper(folder) as installation:
        waits = empty()
        for _round in range(ROUNDS):
            for times, article in zip(waits, ARTICLES, strict=True):
                times.extend(post_some(A_ROUND, post_to(installation, article)))
        yield summary("add a response", waits)


def empty() -> Waits:
    return tuple([] for _article in ARTICLES)


def summary(name: str, waits: Waits) -> str:
    short, full, long = (statistics.median(times) * 1000 for times in waits)
    return (
        f"  {name:<19} {short:6.2f} ms of 30, {full:6.2f} of 50, {long:6.2f} of 30,000: "
        f"{long / short:.2f} x of 30 (aim: 1.2 x), {long / full:.2f} x of 50"
    )
