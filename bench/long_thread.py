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
                for found, article, page in zip(waits, ARTICLES, pages, strict=True):
                    found.extend(read_some(A_ROUND, installation.port, article + page))
            yield said(f"read {name}", waits)
    with open_paper(folder) as installation:
        waits = empty()
        for _round in range(ROUNDS):
            for found, article in zip(waits, ARTICLES, strict=True):
                found.extend(post_some(A_ROUND, post_to(installation, article)))
        yield said("add a response", waits)


def empty() -> Waits:
    return tuple([] for _article in ARTICLES)


def said(name: str, waits: Waits) -> str:
    short, full, long = (statistics.median(each) * 1000 for each in waits)
    return (
        f"  {name:<19} {short:6.2f} ms of 30, {full:6.2f} of 50, {long:6.2f} of 30,000: "
        f"{long / short:.2f} x of 30 (aim: 1.2 x), {long / full:.2f} x of 50"
    )
