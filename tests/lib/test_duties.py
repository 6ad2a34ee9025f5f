"""The keeper does what is due, tells how it went, and is stopped by nothing that a duty does."""

import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from byline.lib.duties import Duty, all_duties, duty
from byline.lib.journal import FRESH_SECONDS, DutyRecord, Journal, read_journal, write_journal
from byline.lib.keeper import keep, run_due_duties
from byline.lib.stop_event import StopEvent

pytestmark = pytest.mark.django_db  # the keeper lets go of the database between duties

MORNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Desk:
    """Notes who was called."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def duty(self, name: str, every: float) -> Duty:
        return Duty(name, every, lambda: self.calls.append(name))


def failing(message: str) -> Duty:
    def fail() -> None:
        raise OSError(message)

    return Duty("failing", 2, fail)


def test_a_duty_is_done_when_its_time_has_come_and_not_before(tmp_path: Path) -> None:
    desk, journal = Desk(), Journal()
    duties = [desk.duty("often", 2), desk.duty("hourly", 3600)]
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(3):
            run_due_duties(tmp_path, journal, duties, StopEvent())
            clock.shift(1.5)
    assert desk.calls == ["often", "hourly", "often"]


def test_a_duty_that_fails_is_noted_and_stops_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk()
    with time_machine.travel(MORNING, tick=False):
        run_due_duties(
            tmp_path, Journal(), [failing("the disk is full"), desk.duty("often", 2)], StopEvent()
        )
        noted = read_journal(tmp_path).entries["failing"]
    assert desk.calls == ["often"]
    assert (noted.failed, noted.error) == (MORNING.timestamp(), "OSError: the disk is full")
    assert "OSError: the disk is full" in caplog.text


def test_a_duty_that_goes_well_again_has_no_error_left(tmp_path: Path) -> None:
    journal = Journal(
        entries={"often": DutyRecord(began=1, failed=1, error="OSError: the disk is full")}
    )
    run_due_duties(tmp_path, journal, [Desk().duty("often", 2)], StopEvent())
    noted = read_journal(tmp_path).entries["often"]
    assert (noted.failed, noted.error) == (1, "")


def test_a_clock_that_was_set_back_puts_nothing_off(tmp_path: Path) -> None:
    desk, journal = Desk(), Journal()
    with time_machine.travel(MORNING, tick=False) as clock:
        run_due_duties(tmp_path, journal, [desk.duty("daily", 86400)], StopEvent())
        clock.shift(timedelta(days=-30))
        run_due_duties(tmp_path, journal, [desk.duty("daily", 86400)], StopEvent())
    assert desk.calls == ["daily", "daily"]


def test_when_the_bell_rings_the_duty_at_hand_is_finished_and_no_other_begun(
    tmp_path: Path,
) -> None:
    desk, stop_event = Desk(), StopEvent()

    def ring_and_finish() -> None:
        stop_event.set()
        desk.calls.append("finished")

    run_due_duties(
        tmp_path, Journal(), [Duty("a", 2, ring_and_finish), desk.duty("b", 2)], stop_event
    )
    assert desk.calls == ["finished"]


def test_a_keeper_goes_on_where_the_last_one_stopped(tmp_path: Path) -> None:
    desk = Desk()
    with time_machine.travel(MORNING, tick=False):
        run_due_duties(tmp_path, Journal(), [desk.duty("daily", 86400)], StopEvent())
    with time_machine.travel(MORNING + timedelta(hours=5), tick=False):
        run_due_duties(tmp_path, read_journal(tmp_path), [desk.duty("daily", 86400)], StopEvent())
    assert desk.calls == ["daily"]


def test_a_second_keeper_waits_and_can_be_stopped_while_it_waits(tmp_path: Path) -> None:
    stop_event = StopEvent()
    stop_event.set()
    with (tmp_path / "keeper.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        keep(tmp_path, stop_event)
    assert read_journal(tmp_path) == Journal()


@pytest.mark.parametrize(
    ("age", "fresh"), [(0, True), (FRESH_SECONDS, True), (FRESH_SECONDS + 1, False), (-3600, False)]
)
def test_a_keeper_is_alive_while_it_writes(age: float, fresh: bool) -> None:
    with time_machine.travel(MORNING, tick=False):
        assert Journal(beat=MORNING.timestamp() - age).is_fresh() is fresh


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"beat": 1}', '{"beat": 1, "entries": {"a": {"colour": 1}}}']
)
def test_a_journal_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "keeper.json").write_text(written)
    assert read_journal(tmp_path) == Journal()


def test_a_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(beat=3.5, pid=7, doing="often", entries={"often": DutyRecord(1, 2, 3, "no")})
    write_journal(tmp_path, journal)
    assert read_journal(tmp_path) == journal
    assert [path.name for path in tmp_path.iterdir()] == ["keeper.json"]


def test_a_duty_comes_round_after_some_time() -> None:
    with pytest.raises(ValueError, match="more than 0 seconds, not 0"):
        duty(every=0)


def test_every_declared_duty_has_a_name_a_person_can_read() -> None:
    assert all(name.name.count(".") == 1 for name in all_duties())
