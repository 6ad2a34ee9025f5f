"""What is done to printed pages."""

from collections.abc import Iterable
from threading import Lock

import structlog
from django.conf import settings
from django.db import transaction

from byline.press.blocks import EVERYTHING
from byline.press.store import Store, the_store
from byline.press.tags import check

log = structlog.get_logger("byline.press")


class NotInTransaction(RuntimeError):
    """Something was called stale outside of the transaction that makes it so."""


def stale(*tags: str) -> None:
    """What these tags stand for is changed by the transaction at hand: no page that shows it is kept any longer.

    Its pages are gone before this returns, and none with such a tag is kept until the transaction has ended, either way. To be
    called anywhere inside the change's own transaction; raises NotInTransaction outside of one, ValueError for what is no tag.
    """
    check(tags)
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{', '.join(tags)}: say what becomes stale inside the transaction that changes it")
    if settings.OPTIONS.press and tags:
        store = the_store()
        connection.on_commit(_Lifting(store, store.block(tags)), robust=True)


def stale_already(*tags: str) -> None:
    """As stale, where others may have saved the change without a transaction, and only tell of it afterwards.

    Then what was printed before is given for the moment in between. Whoever asks after this has returned gets what is new.
    """
    if transaction.get_connection().in_atomic_block:
        stale(*tags)
    else:
        with transaction.atomic():
            stale(*tags)


class _Lifting:
    """Lifts a block, at the latest when nobody needs this object any more.

    Django calls it after the commit. When the transaction, or the savepoint it was made in, is rolled back, or the connection
    closed, Django drops it, and `__del__` does the same at once.
    """

    def __init__(self, store: Store, block: int) -> None:
        self._store, self._block = store, block
        self._lifted = False

    def __call__(self) -> None:
        if not self._lifted:
            self._lifted = True
            _lift(self._store, [self._block])

    def __del__(self) -> None:
        self()


_unlifted: set[tuple[Store, int]] = set()
_unlifted_lock = Lock()


def _lift(store: Store, numbers: Iterable[int]) -> None:
    """A block that cannot be lifted now (the ledger is busy) is tried again with the next one; until then it only costs time."""
    with _unlifted_lock:
        due = {number for where, number in _unlifted if where is store} | set(numbers)
        _unlifted.difference_update({(store, number) for number in due})
    try:
        store.lift(due)
    except Exception:
        with _unlifted_lock:
            _unlifted.update((store, number) for number in due)
        log.exception("blocks could not be lifted", blocks=sorted(due))


def clear_all() -> int:
    """Take every page away; how many there were."""
    return the_store().clear([EVERYTHING])


def drop_expired(now: float) -> int:
    """Take away the pages that were right until a moment that has come."""
    return the_store().drop_expired(now)
