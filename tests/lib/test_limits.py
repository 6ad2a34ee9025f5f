"""Counts that all processes share and nothing evicts."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache

from byline.lib.expiring_store import ExpiringStore, expiring_store
from byline.lib.ip_networks import customer_network, provider_network
from byline.lib.limits import Limit, give_back, reset, take

NOW = datetime.fromisoformat("2026-11-29T12:00:00Z")
TEN = Limit("test.ten", 10, 3_600)
THREE = Limit("test.three", 3, 60)


def test_a_limit_counts_from_the_first_time_and_begins_again_at_its_end() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert [take(THREE.of("nora")) for _ in range(4)] == [None, None, None, THREE]
        assert take(THREE.of("olu")) is None
        clock.shift(timedelta(seconds=59))
        assert take(THREE.of("nora")) == THREE
        clock.shift(timedelta(seconds=1))
        assert take(THREE.of("nora")) is None


def test_several_limits_are_counted_together_or_not_at_all() -> None:
    for _ in range(3):
        take(THREE.of("nora"))
    assert take(TEN.of("nora"), THREE.of("nora")) == THREE
    assert [take(TEN.of("nora")) for _ in range(11)] == [None] * 10 + [TEN]


def test_a_count_can_be_given_back_and_reset() -> None:
    assert [take(THREE.of("nora")) for _ in range(3)] == [None] * 3
    give_back(THREE.of("nora"))
    assert not THREE.of("nora").is_refused
    assert take(THREE.of("nora")) is None
    assert THREE.of("nora").is_refused
    reset(THREE.of("nora"))
    assert take(THREE.of("nora")) is None


def test_threads_and_processes_count_together() -> None:
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda _: take(TEN.of("everybody")), range(8)))
    assert taken == [None] * 8
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as processes:
        more = processes.map(_take_ten, range(6))
    assert sorted(map(bool, more)) == [False] * 2 + [True] * 4


def _take_ten(_number: int) -> Limit | None:
    return take(TEN.of("everybody"))


def test_expired_entries_are_deleted_and_no_others() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        take(TEN.of("nora"), THREE.of("nora"))
        cache.set("for-ever", 1, None)
        cache.set("for-a-minute", 1, 60)
        clock.shift(timedelta(minutes=2))
        assert expiring_store().delete_expired() == 2
        assert cache.get("for-ever") == 1
        assert not TEN.of("nora").is_refused
        assert take(*[TEN.of("nora")] * 9) is None
        assert TEN.of("nora").is_refused


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "expiring.sqlite3"
    file.write_bytes(b"this is not a database" * 100)
    store = ExpiringStore(file)
    assert store.delete_expired() == 0
    assert file.stat().st_mode & 0o777 == 0o600 or file.read_bytes()[:6] == b"SQLite"


def test_the_cache_keeps_the_time_it_was_given_when_it_counts() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert cache.add("count", 0, 86_400)
        assert not cache.add("count", 5, 86_400)
        clock.shift(timedelta(hours=1))
        assert cache.incr("count") == 1
        clock.shift(timedelta(hours=22))
        assert cache.get("count") == 1
        clock.shift(timedelta(hours=1))
        assert cache.get("count") is None
        with pytest.raises(ValueError, match="not found"):
            cache.incr("count")


def test_the_cache_evicts_nothing() -> None:
    cache.set("first", {"value": [1]}, 3_600)
    for number in range(500):
        cache.set(f"other:{number}", number)
    assert cache.get("first") == {"value": [1]}
    assert cache.touch("first", 10)
    assert cache.has_key("first")
    assert cache.delete("first")
    assert not cache.delete("first")
    cache.clear()
    assert cache.get_many(["first", "other:1"]) == {}


@pytest.mark.parametrize(
    ("address", "customer", "provider"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56", "2001:db8:1::/48"),
        ("", "", ""),
        (None, "", ""),
        ("unix:", "", ""),
    ],
)
def test_networks(address: str | None, customer: str, provider: str) -> None:
    assert (customer_network(address), provider_network(address)) == (customer, provider)
