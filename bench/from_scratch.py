"""An article rendered anew, with 30 responses: Byline without its press, and WordPress."""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.contestants import NotInstalled
from bench.contestants.byline import open_paper
from bench.contestants.wordpress import ARTICLE, open_wordpress
from bench.load import page, post_for, post_some

CLIENTS, ROUNDS, SECONDS, RESPONSES, AIM = 4, 5, 4.0, 30, 10


def run(folder: Path) -> Iterator[str]:
    for name in ("byline", "wordpress"):
        (folder / name).mkdir()
    with ExitStack() as stack:
        installation = stack.enter_context(open_paper(folder / "byline", press=False))
        pages = {"Byline": page(installation.port, "/short/")}
        try:
            other = stack.enter_context(open_wordpress(folder / "wordpress"))
        except NotInstalled as missing:
            yield f"WordPress: skipped: not installed ({missing})"
        else:
            post_some(RESPONSES, other.post)
            pages["WordPress"] = page(
                other.post.port, f"/?p={ARTICLE}", f"localhost:{other.post.port}"
            )
        yield f"{CLIENTS} clients, {ROUNDS} rounds of {SECONDS:.0f} s each in turn"
        rates: dict[str, list[float]] = {name: [] for name in pages}
        for _round in range(ROUNDS):
            for name, asked in pages.items():
                load = post_for(SECONDS, asked, CLIENTS)
                rates[name].append(load.a_second)
                yield (
                    f"  {name:<10} {load.a_second:7.1f} /s, 99 % within "
                    f"{load.slowest * 1000:5.0f} ms, {load.refused} refused"
                )
    medians = {name: statistics.median(figures) for name, figures in rates.items()}
    if "WordPress" in medians:
        yield f"Byline / WordPress: {medians['Byline'] / medians['WordPress']:.2f} x (aim: {AIM} x)"
