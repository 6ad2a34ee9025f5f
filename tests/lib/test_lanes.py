"""What hangs in one lane holds up no other."""

from threading import Event

import pytest

from byline.lib.lanes import MOST, Lanes
from serving import wait_until


def test_a_lane_that_hangs_holds_up_no_other() -> None:
    released, done = Event(), list[str]()

    def work(lane: str) -> None:
        if lane == "hangs":
            released.wait()
        done.append(lane)

    lanes = Lanes(work)
    lanes.turn(["hangs", "a", "a"])
    wait_until(lambda: done == ["a"] and lanes.busy() == ["hangs"], "the other is done")
    lanes.turn(["hangs", "b"])
    wait_until(lambda: done == ["a", "b"], "and the next, and nothing twice")
    released.set()
    wait_until(lambda: lanes.busy() == [], "it ends")
    assert done == ["a", "b", "hangs"]


def test_not_more_than_some_are_worked_in_at_once() -> None:
    released, begun = Event(), list[str]()

    def work(lane: str) -> None:
        begun.append(lane)
        released.wait()

    lanes = Lanes(work)
    lanes.turn(str(number) for number in range(MOST + 5))
    wait_until(lambda: len(begun) == MOST, "all places are taken")
    lanes.turn(["late"])
    assert len(lanes.busy()) == MOST
    released.set()
    wait_until(lambda: lanes.busy() == [], "they end")
    assert "late" not in begun


def test_what_goes_wrong_is_told_by_the_next_turn_and_stops_nothing() -> None:
    def work(lane: str) -> None:
        raise ValueError(lane)

    lanes = Lanes(work)
    lanes.turn(["a"])
    wait_until(lambda: lanes.busy() == [], "it ends")
    with pytest.raises(ValueError, match="a"):
        lanes.turn([])
    lanes.turn([])
