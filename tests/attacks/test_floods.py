"""A flood through each door from many networks: everybody else is served meanwhile, and the memory comes back.

`ATTACKS=1 pytest -s` floods for longer, and prints what it measured.
"""

import itertools
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from prepared_paper import prepared_paper
from shots import HONEST, PAGE, Paper, Shot, paper_at, respond

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import (
    RunningServer,
    memory,
    processes_of,
    serve,
    wait_until,
)

IS_LONG = bool(os.environ.get("ATTACKS"))
SENDERS, SECONDS, PAGES = (32, 20, 100) if IS_LONG else (4, 0, 30)
SECONDS_TO_REST = 300
NETWORKS = 200
DOORS = ("posts", "pings", "mails", "reads", "reports", "sign-ups", "searches")


@pytest.fixture(scope="module")
def paper(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:  # noqa: F811
    data = tmp_path_factory.mktemp("floods") / "installation"
    content = prepared_paper(shelf, data)
    with serve(data) as server:
        yield paper_at(server, content)


@contextmanager
def flood(paper: Paper, door: str) -> Iterator[Counter[int]]:
    """Senders from many networks, until the end of the context; how often each status was answered."""
    statuses: Counter[int] = Counter()
    is_over, numbers = Event(), itertools.count()

    def send() -> None:
        while not is_over.is_set():
            number = next(numbers)
            address = f"127.0.{1 + number % NETWORKS}.{1 + number // NETWORKS % 250}"
            statuses[paper.shot(door, number).send(paper.server, address)[0]] += 1

    senders = [Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    try:
        wait_until(lambda: statuses.total() >= SENDERS, "the flood has begun")
        yield statuses
    finally:
        is_over.set()
        for sender in senders:
            sender.join()


def memory_of(server: RunningServer) -> float:
    return memory(processes_of(server))


@pytest.mark.parametrize("door", DOORS)
def test_everybody_else_is_served_during_a_flood(paper: Paper, door: str) -> None:
    session = f"sessionid={paper.keys['session']}"
    end, waits = time.monotonic() + SECONDS, []
    status, answer = paper.shot(door, 0).send(paper.server, "127.0.251.1")
    assert status in (200, 202, 204, 302), answer
    with flood(paper, door) as statuses:
        words = f"An honest word among {door}"
        assert respond(paper, words) == 302
        while len(waits) < PAGES or time.monotonic() < end:
            began = time.monotonic()
            assert Shot("/").send(paper.server, HONEST)[0] == 200
            waits.append(time.monotonic() - began)
            if len(waits) % PAGES == 0:
                assert Shot("/admin/").send(paper.server, HONEST, session)[0] == 200
    assert words in Shot(PAGE).send(paper.server, HONEST)[1]
    assert not [status for status in statuses if status >= 500 and status != 503], (
        paper.server.output()[-4000:]
    )
    slowest = sorted(waits)[len(waits) * 99 // 100]
    print(  # noqa: T201 - a figure for whoever asked with `pytest -s`
        f"\n{door}: {statuses.total()} requests {dict(statuses)}; of {len(waits)} pages 99 % within "
        f"{slowest * 1000:.0f} ms; {memory_of(paper.server):.0f} MB"
    )


@pytest.mark.skipif(not IS_LONG, reason="takes minutes: make attacks")
def test_the_memory_of_a_flood_comes_back(paper: Paper) -> None:
    """After a first round, which fills the caches, a second one leaves nothing behind."""

    def flooded(seconds: float) -> float:
        for door in DOORS:
            with flood(paper, door):
                time.sleep(seconds)
        return memory_of(paper.server)

    before = flooded(SECONDS / 4)
    during = flooded(SECONDS / 4)
    is_back: Callable[[], bool] = lambda: memory_of(paper.server) <= 1.1 * before  # noqa: E731
    wait_until(is_back, "the memory is back", SECONDS_TO_REST)
    print(f"\n{before:.0f} MB, {during:.0f} MB, {memory_of(paper.server):.0f} MB")  # noqa: T201
