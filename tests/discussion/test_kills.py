"""Acknowledged responses survive kill -9; fifty at once get fifty numbers."""

import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from byline.lib.journal import read_journal
from posters import Posters, kept_in, last_number_in, talkative_installation
from running_server import RunningServer, processes_of, serve, wait_until

KILLS = int(os.environ.get("KILLS", "10"))  # `make kills` asks for 200
VICTIMS = ("a worker", "a worker", "a worker", "the keeper", "the parent", "everybody")
TWO_WORKERS = {"BYLINE_WORKERS": "2", "BYLINE_LOG_REQUESTS": "false"}


@pytest.fixture
def talkative(shelf: Path, tmp_path: Path) -> Path:
    return talkative_installation(shelf, tmp_path / "installation")


@contextmanager
def at_work(posters: Posters, number: int) -> Iterator[None]:
    posters.sit_down(number)
    try:
        yield
    finally:
        posters.leave()


def test_what_was_acknowledged_outlives_kill_9_of_every_process(talkative: Path) -> None:
    chance, posters, killed = random.Random(14), Posters(port=0), Counter[str]()
    while killed.total() < KILLS:
        with serve(talkative, environment=TWO_WORKERS) as server:
            if not posters.port:
                posters.port = server.port
                posters.sit_down(6)
            posters.port = server.port
            kill_some(server, posters, chance, killed)
    with serve(talkative, environment=TWO_WORKERS) as server:
        posters.port = server.port
        posters.leave()
    kept = kept_in(talkative)
    sys.stdout.write(
        f"{dict(killed)}; {len(posters.acknowledged)} acknowledged, {len(kept)} kept\n"
    )
    assert posters.refused == []
    assert sorted(text for _number, text in kept) == sorted(posters.acknowledged)
    assert [number for number, _text in kept] == list(range(1, len(kept) + 1))
    assert last_number_in(talkative) == len(kept)


def kill_some(
    server: RunningServer, posters: Posters, chance: random.Random, killed: Counter[str]
) -> None:
    """Kill one after the other, each while people post, until the installation is down or enough were
    killed.
    """
    while killed.total() < KILLS and not is_over(server):
        enough = len(posters.acknowledged) + chance.randrange(1, 15)
        wait_until(
            lambda: len(posters.acknowledged) >= enough or is_over(server),  # noqa: B023
            "people are heard",
        )
        if is_over(server):
            break
        victim = chance.choice(VICTIMS)
        for process in victims_of(victim, server, chance):
            os.kill(process, signal.SIGKILL)
        killed[victim] += 1
        if victim in ("the parent", "everybody"):
            server.process.wait()
    if is_over(server):
        wait_until(lambda: not processes_of(server), "nobody is left")


def is_over(server: RunningServer) -> bool:
    """Whether it gave up, as it does when a worker dies again within seconds; whoever runs it is
    told to start it again.
    """
    return server.process.poll() is not None


def victims_of(victim: str, server: RunningServer, chance: random.Random) -> list[int]:
    parent, keeper = server.process.pid, read_journal(server.data).pid
    everybody = processes_of(server)
    workers = [process for process in everybody if process not in (parent, keeper)]
    match victim:
        case "the parent":
            return [parent]
        case "the keeper":
            return [keeper] if keeper in everybody else []
        case "a worker":
            return chance.sample(workers, min(1, len(workers)))
        case _:
            return everybody


def test_fifty_at_once_are_numbered_one_after_the_other_and_nobody_meets_an_error(
    talkative: Path,
) -> None:
    # A worker may get most of them, and answers only so many of one network at a time.
    from_fifty_networks = TWO_WORKERS | {"BYLINE_BEHIND_PROXY": "true"}
    with serve(talkative, environment=from_fifty_networks) as server:
        posters = Posters(server.port)
        posters.sit_down(50, count=4)
        posters.wait()
    sys.stdout.write(f"longest wait: {max(posters.seconds):.2f} s\n")
    assert posters.refused == []
    kept = kept_in(talkative)
    assert [number for number, _text in kept] == list(range(1, 201))
    assert sorted(text for _number, text in kept) == sorted(posters.acknowledged)
