"""The protocol between nodes, searched: no order of steps, pauses and deaths gives a reader an outdated page."""

import os
from typing import Any

import pytest
from lease_model import Rules, search

MISTAKES: dict[str, dict[str, Any]] = {
    "a lease outlives the writer's patience": {"lease": 4},
    "a writer asks nobody": {"waits_for_receipts": False},
    "a writer gives up before the lease has ended": {"waits_for_lapse": False},
    "a lease begins after its renewal": {"lease_begins_before_renewal": False},
    "a node looks for its row before the changes": {"row_and_changes_are_one_snapshot": False},
    "a node looks for changes before it renews": {"hears_after_renewal": False},
    "a node joins with old pages": {"joins_empty": False},
    "a node looks for changes before it can be waited for": {"row_before_changes": False},
    "pages may be stored before the commit": {"withholds_until_the_end": False},
    "a rendering that began before the commit is stored": {"checks_renders": False},
}


def test_nothing_that_can_happen_makes_a_page_stale() -> None:
    assert search(Rules(), nodes=1, writers=1) is None


@pytest.mark.skipif(not os.environ.get("ATTACKS"), reason="a minute, in `make attacks`")
def test_nor_do_two_writers_at_once() -> None:
    assert search(Rules(), nodes=1, writers=2, incarnations=1) is None


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_every_rule_is_needed(mistake: dict[str, Any]) -> None:
    assert search(Rules(**mistake), nodes=1, writers=1)
