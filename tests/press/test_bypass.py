"""A bypass clears the cache once and stores no page until it ends."""

import os
import signal
import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction
from proofs import Paper, Reader

from byline.press.actions import bypass, invalidate, is_bypassed
from byline.press.store import PageStore

STORED, HIT = "byline; fwd=miss; stored", "byline; hit"
STOPPED, CHANGED = (
    f'byline; fwd=miss; detail="{tag} is being changed"' for tag in ("everything", "page:one")
)


def change(paper: Paper, words: str) -> None:
    with transaction.atomic():
        invalidate("page:one")
        paper.words["one"] = words


def live(store: PageStore) -> int:
    with store.index.reading() as index:
        count: int = index.execute(
            "SELECT count(*) FROM invalidations WHERE closed IS NULL"
        ).fetchone()[0]
        return count


def placed(store: PageStore) -> int:
    with store.index.reading() as index:
        count: int = index.execute("SELECT count(*) FROM invalidations").fetchone()[0]
        return count


@pytest.mark.parametrize("changes", [1, 30])
def test_a_run_clears_once_however_many_changes_it_makes(
    reader: Reader, paper: Paper, store: PageStore, changes: int
) -> None:
    reader.get("/one/")
    before = placed(store)
    with bypass():
        for number in range(changes):
            change(paper, f"Edition {number}")
            assert f"Edition {number}".encode() in reader.get("/one/").body
        assert [reader.get(path).cache_status for path in ("/one/", "/two/")] == [STOPPED, STOPPED]
    assert (placed(store) - before, live(store)) == (1, 0)
    assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]


def test_a_run_that_fails_leaves_the_way_free(reader: Reader, store: PageStore) -> None:
    with suppress(ZeroDivisionError), bypass():
        1 / 0  # noqa: B018
    assert (is_bypassed(), live(store), reader.get("/one/").cache_status) == (False, 0, STORED)


def test_a_run_within_a_change_ends_with_it(reader: Reader, store: PageStore) -> None:
    with transaction.atomic():
        with bypass():
            pass
        assert reader.get("/one/").cache_status == STOPPED
    assert reader.get("/one/").cache_status == STORED
    with suppress(ZeroDivisionError), transaction.atomic():
        with bypass():
            pass
        1 / 0  # noqa: B018
    assert (live(store), reader.get("/one/").cache_status) == (0, STORED)


def test_a_run_whose_ledger_is_emptied_by_a_start_clears_again(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    with bypass():
        change(paper, "Ferry sails")
        store.empty()
        assert reader.get("/one/").cache_status == STORED  # nobody knows of the run any more
        change(paper, "Ferry sank")
        assert b"Ferry sank" in reader.get("/one/").body
        with transaction.atomic():
            invalidate("page:one")
            store.empty()
            reader.get("/one/")
            paper.words["one"] = "Ferry is raised"
        assert b"Ferry is raised" in reader.get("/one/").body
    assert (live(store), reader.get("/one/").cache_status) == (0, STORED)


def test_a_run_that_is_killed_leaves_no_page_and_holds_nobody_up(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.words["one"] = "Ferry sails"
    reader.get("/one/")
    ready, tell = os.pipe()
    child = os.fork()
    if not child:
        with bypass():
            os.write(tell, b".")
            signal.pause()
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    paper.words["one"] = "Ferry sank"  # which it had committed
    assert b"Ferry sank" in reader.get("/one/").body
    assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]


def test_what_another_thread_changes_outlasts_the_run(reader: Reader, store: PageStore) -> None:
    changed, go = threading.Event(), threading.Event()

    def correct() -> None:
        with transaction.atomic():
            invalidate("page:one")
            changed.set()
            go.wait(60)
        connection.close()

    with bypass():
        other = threading.Thread(target=correct)
        other.start()
        assert changed.wait(60)
    try:
        assert [reader.get(path).cache_status for path in ("/one/", "/two/")] == [CHANGED, STORED]
    finally:
        go.set()
        other.join(60)
    assert reader.get("/one/").cache_status == STORED
