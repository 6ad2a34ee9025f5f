"""No page that was built before a change is kept after it, whatever comes in between."""

import gzip
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from proofs import Paper, Reader, new_front

from byline.newsroom.models import Tag
from byline.press import invalidations, pages
from byline.press.actions import NotInTransactionError, invalidate
from byline.press.store import PageStore
from byline.press.tags import depends_on, expires_at

STORED, HIT = "byline; fwd=miss; stored", "byline; hit"
CHANGED = 'byline; fwd=miss; detail="page:one is being changed"'


class Spoilt(Exception):
    pass


def change(paper: Paper, words: str, *tags: str) -> None:
    with transaction.atomic():
        invalidate(*tags or ("page:one",))
        paper.words["one"] = words


def spoil(*tags: str) -> None:
    """A change that comes to nothing."""
    with transaction.atomic():
        invalidate(*tags)
        raise Spoilt


def in_other_thread(work: Callable[[], object]) -> None:
    """Do `work` in another thread, and wait for it."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (handed on)
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert (failed, thread.is_alive()) == ([], False)


def live(store: PageStore) -> int:
    with store.index.reading() as index:
        count: int = index.execute(
            "SELECT count(*) FROM invalidations WHERE closed IS NULL"
        ).fetchone()[0]
        return count


def test_what_is_changed_is_gone_and_nothing_else(reader: Reader, paper: Paper) -> None:
    for path in ("/one/", "/two/", "/one/?page=2"):
        reader.get(path)
    change(paper, "Ferry sank")
    assert b"Ferry sank" in gzip.decompress(reader.get("/one/", accept_encoding="gzip").body)
    assert [reader.get(path).cache_status for path in ("/one/", "/two/", "/one/?page=2")] == [
        HIT,
        HIT,
        STORED,
    ]


def test_it_is_gone_before_the_commit_and_not_kept_until_it(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    reader.get("/one/")
    with transaction.atomic():
        invalidate("page:one")
        assert store.addresses() == []
        assert [reader.get("/one/").cache_status, reader.get("/two/").cache_status] == [
            CHANGED,
            STORED,
        ]
    assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]


def test_a_render_that_began_before_the_commit_is_not_kept_after_it(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.words["one"] = "Ferry sails"
    paper.meanwhile = lambda: in_other_thread(lambda: change(paper, "Ferry sank"))
    late = reader.get("/one/")
    paper.meanwhile = lambda: None
    assert (b"Ferry sails" in late.body, late.cache_status, late.headers["cache-control"]) == (
        True,
        CHANGED,
        "private, no-cache",
    )
    assert b"Ferry sank" in reader.get("/one/").body


def test_a_change_that_comes_between_the_entry_and_the_files_wins(
    reader: Reader, paper: Paper, store: PageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = pages.write_draft

    def slow_draft(*args: object) -> pages.PageDraft:
        drafted = really(*args)  # type: ignore[arg-type]
        in_other_thread(lambda: change(paper, "Ferry sank"))
        return drafted

    monkeypatch.setattr(pages, "write_draft", slow_draft)
    assert reader.get("/one/").cache_status == CHANGED
    monkeypatch.undo()
    assert (store.addresses(), list((store.folder / "drafts").iterdir())) == ([], [])
    assert b"Ferry sank" in reader.get("/one/").body


def test_a_change_that_is_taken_back_leaves_the_way_free(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    reader.get("/one/")
    with pytest.raises(Spoilt):
        spoil("page:one")
    assert (live(store), reader.get("/one/").cache_status) == (0, STORED)


def test_a_savepoint_that_is_taken_back_does_no_harm(reader: Reader, store: PageStore) -> None:
    with transaction.atomic():
        invalidate("page:two")
        with pytest.raises(Spoilt):
            spoil("page:one")
        assert live(store) == 1
        assert [reader.get("/one/").cache_status, reader.get("/two/").cache_status] == [
            STORED,
            CHANGED.replace("one", "two"),
        ]
    assert live(store) == 0


def test_a_connection_that_is_lost_leaves_the_way_free(reader: Reader, store: PageStore) -> None:
    with suppress(DatabaseError), transaction.atomic():
        invalidate("page:one")
        connection.close()
    assert (live(store), reader.get("/one/").cache_status) == (0, STORED)


def test_a_rollback_closes_the_invalidation_while_the_error_is_still_referenced(
    reader: Reader, store: PageStore
) -> None:
    with pytest.raises(Spoilt) as kept:
        spoil("page:one")
    assert kept.value.__traceback__ is not None
    assert (live(store), reader.get("/one/").cache_status) == (0, STORED)


def test_an_error_after_the_commit_closes_the_invalidation(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    def fail() -> None:
        raise Spoilt

    reader.get("/one/")
    with suppress(Spoilt), transaction.atomic():
        transaction.on_commit(fail)
        invalidate("page:one")
        paper.words["one"] = "Ferry sank"
    assert live(store) == 0
    assert b"Ferry sank" in reader.get("/one/").body
    assert reader.get("/one/").cache_status == HIT


@pytest.mark.parametrize("name", ["changing", "failing"])
def test_a_request_in_a_transaction_closes_its_invalidation(
    reader: Reader, store: PageStore, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", value=True)
    front = Reader(new_front(store))  # a handler reads the setting when it resolves a view
    reader.get("/one/")
    assert front.get(f"/{name}/").status == {"changing": 200, "failing": 500}[name]
    assert (live(store), store.addresses()) == (0, [])
    assert reader.get("/one/").cache_status == STORED


def test_a_save_without_a_transaction_is_invalidated_before_it_is_written(
    reader: Reader, store: PageStore
) -> None:
    seen: list[tuple[bool, int]] = []

    def look(instance: Tag, **kwargs: object) -> None:
        seen.append((connection.in_atomic_block, live(store)))

    tag = Tag.objects.create(name="Boats", slug="boats")
    Tag.objects.create(name="Ferries", slug="ferries")
    pre_save.connect(look, sender=Tag)
    try:
        tag.name = "Ships"
        tag.save()
        tag.slug = "ferries"
        with pytest.raises(IntegrityError) as kept:
            tag.save()
    finally:
        pre_save.disconnect(look, sender=Tag)
    assert kept.value.__traceback__ is not None
    assert (seen[0], live(store), Tag.objects.get(pk=tag.pk).name) == ((True, 1), 0, "Ships")
    assert [name for _, name in seen][1] == 1


@pytest.mark.usefixtures("store")
def test_what_becomes_stale_is_said_inside_the_change() -> None:
    with pytest.raises(
        NotInTransactionError, match=r"Call invalidate\(page:one\) inside the transaction"
    ):
        invalidate("page:one")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("tag", ["", "Article:1", "a b", "a,b", "a\nb", "-", "x" * 101])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is not a tag: use small letters"):
        depends_on(tag)
    with pytest.raises(ValueError, match="is not a tag: use small letters"), transaction.atomic():
        invalidate(tag)


def test_a_moment_is_one_in_some_time_zone(paper: Paper) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        expires_at(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_process_that_was_killed_in_the_middle_of_a_change_keeps_nothing_back(
    reader: Reader, store: PageStore
) -> None:
    reader.get("/one/")
    ready, tell = os.pipe()
    child = os.fork()
    if not child:
        store.open_invalidation(["page:one"])
        os.write(tell, b".")
        signal.pause()
    os.read(ready, 1)
    assert (store.addresses(), reader.get("/one/").cache_status) == ([], CHANGED)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert (
        reader.get("/one/").cache_status == CHANGED
    )  # whoever meets the dead one's block lifts it
    assert [reader.get("/one/").cache_status for _ in range(2)] == [STORED, HIT]


def test_who_began_before_a_forgotten_change_keeps_nothing(store: PageStore) -> None:
    began = store.position()
    for _ in range(invalidations.MAX_CLOSED + 5):
        store.close_invalidations([store.open_invalidation(["page:other"])])
    with store.index.reading() as index:
        assert invalidations.conflicting_tag(index, ["page:one"], began) == "everything"
        assert (
            invalidations.conflicting_tag(index, ["page:one"], invalidations.position(index)) == ""
        )
        assert (
            index.execute("SELECT count(*) FROM invalidations").fetchone()[0]
            == invalidations.MAX_CLOSED
        )


def test_a_ledger_that_is_lost_or_broken_takes_the_pages_with_it(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    for number, spoil in enumerate(
        [lambda: None, lambda: store.index._file.write_bytes(b"ink " * 5000)]
    ):
        paper.words["one"] = f"Edition {number}"
        reader.get("/one/")
        for file in store.folder.glob("index.sqlite3*"):
            file.unlink()
        spoil()
        change(paper, f"Correction {number}")
        assert f"Correction {number}".encode() in reader.get("/one/").body
        change(paper, "")


def test_a_ledger_that_is_lost_in_the_middle_of_a_change_does_no_harm(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.words["one"] = "Ferry sails"

    def lose() -> None:
        for file in store.folder.glob("index.sqlite3*"):
            file.unlink()
        assert (
            Reader(new_front(store)).get("/one/").cache_status == STORED
        )  # nobody knows of the change any more

    with transaction.atomic():
        invalidate("page:one")
        lose()
    paper.words["one"] = "Ferry sank"
    assert b"Ferry sank" in reader.get("/one/").body


def test_a_render_under_a_ledger_that_was_lost_is_not_kept(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    paper.words["one"] = "Ferry sails"

    def lose_and_change() -> None:
        for file in store.folder.glob("index.sqlite3*"):
            file.unlink()
        in_other_thread(lambda: change(paper, "Ferry sank"))

    paper.meanwhile = lose_and_change
    assert reader.get("/one/").cache_status == CHANGED
    paper.meanwhile = lambda: None
    assert b"Ferry sank" in reader.get("/one/").body


def test_others_wait_for_the_one_rendering(reader: Reader, paper: Paper, store: PageStore) -> None:
    began, go = threading.Event(), threading.Event()
    paper.meanwhile = lambda: (began.set(), go.wait(60))
    fates: list[str] = []
    others = [Reader(new_front(store)) for _ in range(3)]
    threads = [
        threading.Thread(
            target=lambda r=browser: (fates.append(r.get("/one/").cache_status), connection.close())
        )
        for browser in (reader, *others)
    ]
    threads[0].start()
    assert began.wait(60)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(60)
    assert paper.rendered == ["/one/"]
    assert max(fates) == STORED
    assert set(fates) <= {STORED, HIT, "byline; fwd=miss; collapsed"}


def test_threads_that_read_while_others_change_never_read_what_was_before(
    reader: Reader, paper: Paper, store: PageStore
) -> None:
    committed, wrong, stop = [0], list[str](), threading.Event()
    paper.words["one"] = "0!"

    def read() -> None:
        mine = Reader(new_front(store))
        while not stop.is_set():
            least = committed[0]
            body = mine.get("/one/").body
            number = int(body.partition(b"<h1>")[2].partition(b"!")[0])
            if number < least:
                wrong.append(f"{number} after {least}")
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for number in range(1, 60):
        change(paper, f"{number}!")
        committed[0] = number
    stop.set()
    for thread in readers:
        thread.join(60)
    assert wrong == []
