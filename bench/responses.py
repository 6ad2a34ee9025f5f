"""Durable responses a second over HTTP: Byline, Isso and WordPress, side by side."""

import statistics
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.contestants import Contestant, NotInstalled, Open
from bench.contestants.byline import open_byline
from bench.contestants.isso import open_isso
from bench.contestants.wordpress import open_wordpress
from bench.load import post_for

OPENINGS: dict[str, Open] = {"Byline": open_byline, "Isso": open_isso, "WordPress": open_wordpress}
CLIENTS, ROUNDS, SECONDS = 8, 5, 6.0
AIMS = {"Isso": 4, "WordPress": 10}


def run(folder: Path) -> Iterator[str]:
    with ExitStack() as stack:
        contestants: list[Contestant] = []
        for name, opening in OPENINGS.items():
            (folder / name).mkdir()
            try:
                contestants.append(stack.enter_context(opening(folder / name)))
                yield f"{name}: {contestants[-1].settings}"
            except NotInstalled as missing:
                yield f"{name}: skipped: not installed ({missing})"
        yield f"{CLIENTS} clients, {ROUNDS} rounds of {SECONDS:.0f} s each in turn"
        rates: dict[str, list[float]] = {contestant.name: [] for contestant in contestants}
        for _round in range(ROUNDS):
            for contestant in contestants:
                rates[contestant.name].append((yield from measure(contestant)))
    yield from compare({name: statistics.median(figures) for name, figures in rates.items()})


def measure(contestant: Contestant) -> Generator[str, None, float]:
    """One round: what was accepted must be in the database when the last client has gone."""
    before = contestant.kept()
    load = post_for(SECONDS, contestant.post, CLIENTS)
    kept = contestant.kept() - before
    yield (
        f"  {contestant.name:<10} {load.a_second:7.1f} /s, 99 % within "
        f"{load.slowest * 1000:5.0f} ms, "
        f"{load.accepted} accepted, {kept} kept, {load.refused} refused"
    )
    return kept / load.seconds


def compare(rates: dict[str, float]) -> Iterator[str]:
    for name, rate in rates.items():
        yield f"{name:<10} {rate:7.1f} durable responses a second (median)"
    for name, aim in AIMS.items():
        if name in rates:
            yield f"Byline / {name}: {rates['Byline'] / rates[name]:.2f} x (aim: {aim} x)"
