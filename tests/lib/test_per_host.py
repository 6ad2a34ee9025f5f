"""What hangs in one lane holds up no other."""

from threading import Event

import pytest

from byline.lib.per_host import MAX_THREADS, PerHostWorkers
from running_server import wait_until


def test_a_lane_that_hangs_holds_up_no_other() -> None:
    released, done = Event(), list[str]()

    def work(lane: str) -> None:
        if lane == "hangs":
            released.wait()
        done.append(lane)

    workers = PerHostWorkers(work)
    workers.start_due(["hangs", "a", "a"])
    wait_until(lambda: done == ["a"] and workers.busy_hosts() == ["hangs"], "the other is done")
    workers.start_due(["hangs", "b"])
    wait_until(lambda: done == ["a", "b"], "and the next, and nothing twice")
    released.set()
    wait_until(lambda: workers.busy_hosts() == [], "it ends")
    assert done == ["a", "b", "hangs"]


def test_not_more_than_some_are_worked_in_at_once() -> None:
    released, begun = Event(), list[str]()

    def work(lane: str) -> None:
        begun.append(lane)
        released.wait()

    workers = PerHostWorkers(work)
    workers.start_due(str(number) for number in range(MAX_THREADS + 5))
    wait_until(lambda: len(begun) == MAX_THREADS, "all places are taken")
    workers.start_due(["late"])
    assert len(workers.busy_hosts()) == MAX_THREADS
    released.set()
    wait_until(lambda: workers.busy_hosts() == [], "they end")
    assert "late" not in begun


def test_what_goes_wrong_is_told_by_the_next_turn_and_stops_nothing() -> None:
    def work(lane: str) -> None:
        raise ValueError(lane)

    workers = PerHostWorkers(work)
    workers.start_due(["a"])
    wait_until(lambda: workers.busy_hosts() == [], "it ends")
    with pytest.raises(ValueError, match="a"):
        workers.start_due([])
    workers.start_due([])
