"""From the spool to the numbers: every line once, every reader of an article once a day, whatever is killed in between."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from byline.newsroom.models import Article
from byline.readership import actions
from byline.readership.actions import tallying
from byline.readership.beacon import Beacon
from byline.readership.models import (
    DayTally,
    HourTally,
    MinuteTally,
    ReadSettings,
    ReferrerTally,
    SeenVisitor,
    SpoolOffset,
    Tally,
)
from byline.readership.spool import ReadSpool, SpoolLine
from newsrooms import Publish
from readership.conftest import CHROME, FIREFOX, Meet, Reader

NOON = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past twelve on 3 March in Auckland


def total(article: Article) -> int:
    return sum(Tally.objects.filter(article=article).values_list("reads", flat=True))


def spool_of(folder: Path) -> list[Path]:
    return sorted((folder / "reads/spool").glob("*.reads"))


def test_reads_are_tallied_by_the_sites_own_clock(publish: Publish, meet: Meet) -> None:
    with time_machine.travel(NOON, tick=False):
        article = publish("Ferry")
        meet().reads(article, "search.example")
        meet(agent=FIREFOX).reads(article)
        assert actions.tally_reads() == 2
    assert list(DayTally.objects.values_list("article", "site", "day", "reads")) == [
        (article.pk, article.site_id, date(2026, 3, 3), 2)
    ]
    assert list(HourTally.objects.values_list("day", "hour", "reads")) == [
        (date(2026, 3, 3), 12, 2)
    ]
    assert sorted(ReferrerTally.objects.values_list("host", "reads")) == [
        ("", 1),
        ("search.example", 1),
    ]
    assert list(MinuteTally.objects.values_list("minute", "reads")) == [(NOON.timestamp() // 60, 2)]
    assert total(article) == 2


def test_numbers_add_up_from_turn_to_turn(publish: Publish, meet: Meet) -> None:
    article = publish("Ferry")
    for number in range(3):
        meet(address=f"192.0.2.{number}").reads(article)
        assert actions.tally_reads() == 1
    assert actions.tally_reads() == 0
    assert total(article) == DayTally.objects.get().reads == 3


def test_whoever_was_here_today_counts_once_whichever_worker_is_told(
    publish: Publish, data_folder: Path
) -> None:
    article = publish("Ferry")
    workers = [Beacon(lambda *_: []), Beacon(lambda *_: [])]
    assert [Reader(worker).reads(article) for worker in workers] == ["counted", "counted"]
    assert len(spool_of(data_folder)) == 2
    assert actions.tally_reads() == 1
    assert (
        Reader(Beacon(lambda *_: [])).reads(article) == "counted"
    )  # a worker that was started anew remembers nothing
    assert actions.tally_reads() == 0
    assert total(article) == 1


def test_the_next_day_a_reader_counts_again(publish: Publish, meet: Meet) -> None:
    article = publish("Ferry")
    with time_machine.travel(NOON, tick=False) as clock:
        meet().reads(article)
        clock.shift(timedelta(days=1))
        assert meet().reads(article) == "counted"
    assert actions.tally_reads() == 2
    assert [tally.reads for tally in DayTally.objects.order_by("day")] == [1, 1]


def test_one_address_counts_for_so_many_readers_of_an_article(
    settings: Settings, publish: Publish, meet: Meet
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"reads_per_article": 3})
    ferry, bridge = publish("Ferry"), publish("Bridge")
    for turn in range(2):
        for number in range(4):
            assert meet(agent=f"{CHROME} Edg/{turn}{number}").reads(ferry) == "counted"
        actions.tally_reads()
    meet().reads(bridge)
    actions.tally_reads()
    assert (total(ferry), total(bridge)) == (3, 1)


def test_what_is_killed_before_its_end_is_as_if_it_had_not_begun(
    publish: Publish, meet: Meet, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = publish("Ferry")
    meet().reads(article)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(tallying, "_add_to_whole", die)  # the last thing before the offset
        with pytest.raises(KeyboardInterrupt):
            actions.tally_reads()
    assert (DayTally.objects.count(), SeenVisitor.objects.count(), total(article)) == (0, 0, 0)
    assert actions.tally_reads() == 1
    with monkeypatch.context() as killed:
        killed.setattr(tallying, "remove_if_done", die)  # tallied and not yet removed
        with pytest.raises(KeyboardInterrupt):
            actions.tally_reads()
    assert (actions.tally_reads(), total(article)) == (0, 1)


def test_a_file_goes_when_nobody_writes_to_it_any_more(publish: Publish, data_folder: Path) -> None:
    article, beacon = publish("Ferry"), Beacon(lambda *_: [])
    Reader(beacon).reads(article)
    actions.tally_reads()
    assert len(spool_of(data_folder)) == SpoolOffset.objects.count() == 1
    Reader(beacon, agent=FIREFOX).reads(article)
    beacon.spool.close()
    assert actions.tally_reads() == 1
    assert (spool_of(data_folder), SpoolOffset.objects.count(), total(article)) == ([], 0, 2)


def test_a_full_file_is_left_for_a_new_one(tmp_path: Path) -> None:
    spool = ReadSpool(tmp_path, full=100)
    for _ in range(3):
        spool.append(SpoolLine(1, 2, date(2026, 3, 3), 12, "", "a" * 24, "b" * 24, "c" * 24))
    assert len(list(tmp_path.glob("*.reads"))) == 2


@pytest.mark.parametrize(
    "broken",
    [
        b"12 29",
        b"12 2 2026-03-03 1 - aa",
        b"x 2 2026-03-03 1 - a b.",
        b"1 2 2026-99-03 1 - a b.",
        b"\xff\x00",
        b"",
    ],
)
def test_a_half_line_is_passed_over_and_stops_no_other(
    broken: bytes, publish: Publish, data_folder: Path
) -> None:
    article = publish("Ferry")
    spool = data_folder / "reads/spool"
    spool.mkdir(parents=True)
    whole = str(
        SpoolLine(article.pk, 2, date(2026, 3, 3), 12, "", "a" * 24, "b" * 24, "c" * 24)
    ).encode()
    (spool / "1.reads").write_bytes(broken + b"\n" + whole + b"\n" + whole[:20])
    assert actions.tally_reads() == 1
    assert total(article) == 1


def test_reads_of_what_is_not_published_any_more_do_not_count(publish: Publish, meet: Meet) -> None:
    deleted, unpublished, other = publish("Ferry"), publish("Weir"), publish("Bridge")
    for article in (deleted, unpublished, other):
        meet().reads(article)
    deleted.delete()
    unpublished.unpublish()
    assert actions.tally_reads() == 1
    assert [tally.article_id for tally in Tally.objects.all()] == [other.pk]


def test_two_do_not_tally_at_once(publish: Publish, meet: Meet, data_folder: Path) -> None:
    meet().reads(publish("Ferry"))
    with tallying._tally_lock(data_folder / "reads") as is_alone:
        assert (is_alone, actions.tally_reads()) == (True, 0)
    assert actions.tally_reads() == 1


def test_a_number_can_be_made_again_from_its_days(publish: Publish, meet: Meet) -> None:
    ferry, bridge = publish("Ferry"), publish("Bridge")
    for article in (ferry, bridge):
        meet().reads(article)
    actions.tally_reads()
    actions.set_starting_count(ferry, 6562)
    Tally.objects.filter(article=ferry).update(reads=40)
    Tally.objects.filter(article=bridge).delete()
    assert actions.recount() == 2
    assert [(tally.article_id, tally.total) for tally in Tally.objects.order_by("pk")] == [
        (ferry.pk, 6563),
        (bridge.pk, 1),
    ]
    assert actions.recount() == 0


def test_hours_and_referrers_are_dropped_after_the_sites_days_and_days_are_kept(
    publish: Publish, meet: Meet
) -> None:
    article = publish("Ferry")
    ReadSettings.objects.create(site=article.site, keep_days=10)
    with time_machine.travel(NOON, tick=False) as clock:
        meet().reads(article, "search.example")
        actions.tally_reads()
        clock.shift(timedelta(days=10))
        actions.delete_expired(datetime.now(UTC))
        assert (
            HourTally.objects.count(),
            ReferrerTally.objects.count(),
            MinuteTally.objects.count(),
        ) == (1, 1, 0)
        clock.shift(timedelta(days=1))
        actions.delete_expired(datetime.now(UTC))
    assert (HourTally.objects.count(), ReferrerTally.objects.count(), DayTally.objects.count()) == (
        0,
        0,
        1,
    )


def test_when_a_day_is_over_everywhere_its_salt_is_destroyed_and_its_marks_are_dropped(
    publish: Publish, meet: Meet, data_folder: Path
) -> None:
    article, salts = publish("Ferry"), data_folder / "reads/salts"
    with time_machine.travel(NOON, tick=False) as clock:
        meet().reads(article)
        actions.tally_reads()
        salt = (salts / "2026-03-03").read_bytes()
        clock.move_to(
            datetime(2026, 3, 4, 11, 59, tzinfo=UTC)
        )  # on Baker Island it is still the 3rd
        actions.delete_expired(datetime.now(UTC))
        assert (salts / "2026-03-03").read_bytes() == salt
        clock.move_to(datetime(2026, 3, 4, 12, 0, tzinfo=UTC))
        actions.delete_expired(datetime.now(UTC))
        assert list(salts.iterdir()) == []
        clock.shift(timedelta(days=1))
        actions.delete_expired(datetime.now(UTC))
        assert SeenVisitor.objects.count() == 0
        meet().reads(article)
    assert [path.name for path in salts.iterdir()] == ["2026-03-06"]
    assert (salts / "2026-03-06").read_bytes() != salt
