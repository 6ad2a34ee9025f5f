"""What is done to printed pages."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, local

import structlog
from django.conf import settings
from django.db import transaction

from byline.lib.disk_full import is_disk_full
from byline.press.invalidations import EVERYTHING
from byline.press.store import PageStore, the_store
from byline.press.tags import check

log = structlog.get_logger("byline.press")


class NotInTransaction(RuntimeError):
    """Something was called stale outside of the transaction that makes it so."""


def invalidate(*tags: str) -> None:
    """What these tags stand for is changed by the transaction at hand: no page that shows it is kept any longer.

    Its pages are gone before this returns, and none with such a tag is kept until the transaction has ended, either way. To be
    called anywhere inside the change's own transaction; raises NotInTransaction outside of one, ValueError for what is no tag.
    """
    check(tags)
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise NotInTransaction(
            f"{', '.join(tags)}: say what becomes stale inside the transaction that changes it"
        )
    if not settings.OPTIONS.press or not tags:
        return
    if standstill := _standstill():
        standstill.keep()
        connection.on_commit(standstill.keep, robust=True)  # as true after the commit as before it
    else:
        store = the_store()
        connection.on_commit(_Lifting(store, store.open_invalidation(tags)), robust=True)


def invalidate_until(*tags: str) -> Callable[[], object] | None:
    """As stale, for a change that is about to be written by somebody who opens the transaction only then, such as `Model.save`.

    What is returned ends the block: it is called when the change is written, or dropped when it failed. None where a transaction
    is open already: there the block ends with it, as with stale.
    """
    if transaction.get_connection().in_atomic_block:
        invalidate(*tags)
        return None
    check(tags)
    if not settings.OPTIONS.press or not tags:
        return None
    if standstill := _standstill():
        standstill.keep()
        return standstill.keep
    store = the_store()
    return _Lifting(store, store.open_invalidation(tags))


@contextmanager
def bypass() -> Iterator[None]:
    """Clear the press once and keep no page until this ends: for a run of many changes, each in a transaction of its own.

    Whatever this thread calls stale meanwhile is stale already. Who is killed meanwhile leaves no page, and a block without an
    owner, which is lifted by the next to print one.
    """
    if not settings.OPTIONS.press or _standstill():
        yield
        return
    standstill = _Standstill(the_store())
    _here.standstill = standstill
    try:
        yield
    finally:
        _here.standstill = None
        connection = transaction.get_connection()
        if connection.in_atomic_block:
            connection.on_commit(
                standstill.end, robust=True
            )  # dropped with a rollback, which ends it too
        else:
            standstill.end()


def is_bypassed() -> bool:
    """Whether everything is stale for this thread, so that nobody need find out what is."""
    return not settings.OPTIONS.press or _standstill() is not None


class _Standstill:
    """A block of everything that stands until its end, and is placed again should it be lost with its index."""

    def __init__(self, store: PageStore) -> None:
        self._store = store
        self._lifting = _Lifting(store, store.open_invalidation([EVERYTHING]))

    def keep(self) -> None:
        if not self._store.is_open(self._lifting.block):
            self._lifting = _Lifting(self._store, self._store.open_invalidation([EVERYTHING]))

    def end(self) -> None:
        self._lifting()


_here = local()


def _standstill() -> _Standstill | None:
    return getattr(_here, "standstill", None)


class _Lifting:
    """Lifts a block, at the latest when nobody needs this object any more.

    Django calls it after the commit. When the transaction, or the savepoint it was made in, is rolled back, or the connection
    closed, Django drops it, and `__del__` does the same at once.
    """

    def __init__(self, store: PageStore, block: int) -> None:
        self._store, self.block = store, block
        self._lifted = False

    def __call__(self) -> None:
        if not self._lifted:
            self._lifted = True
            _lift(self._store, [self.block])

    def __del__(self) -> None:
        self()


_unlifted: set[tuple[PageStore, int]] = set()
_unlifted_lock = Lock()


def _lift(store: PageStore, numbers: Iterable[int]) -> None:
    """A block that cannot be lifted now (the index is busy) is tried again with the next one; until then it only costs time."""
    with _unlifted_lock:
        due = {number for where, number in _unlifted if where is store} | set(numbers)
        _unlifted.difference_update({(store, number) for number in due})
    try:
        store.close_invalidations(due)
    except Exception as error:  # noqa: BLE001  (whatever it was, it is tried again)
        with _unlifted_lock:
            _unlifted.update((store, number) for number in due)
        tell = log.warning if is_disk_full(error) else log.exception
        tell("blocks could not be lifted", blocks=sorted(due), why=str(error))


def clear_all() -> int:
    """Take every page away; how many there were."""
    return the_store().clear([EVERYTHING])


def drop_expired(now: float) -> int:
    """Take away the pages that were right until a moment that has come."""
    return the_store().drop_expired(now)
