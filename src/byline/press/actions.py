"""Actions on stored pages: invalidate them, bypass the cache, remove pages.

After a commit, nobody is given a page that was built before it. `invalidate` opens an invalidation
inside the transaction, before anything can be committed. The connection closes it when the
transaction has ended, whether by a commit, by a rollback or by a lost connection. If the process
dies first, the invalidation ends with it (`lib.locks.ProcessLock`). On PostgreSQL, other nodes may
serve the installation too: they learn of the change before it commits (`nodes.changes`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from threading import Lock, local

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from byline.lib.database.transaction_end import default_connection
from byline.lib.disk_full import is_disk_full
from byline.nodes.changes import announce
from byline.press.invalidations import EVERYTHING
from byline.press.store import PageStore, installation_store
from byline.press.tags import check

log = structlog.get_logger("byline.press")


class NotInTransactionError(RuntimeError):
    """`invalidate` was called outside the transaction that makes the change."""


def invalidate(*tags: str) -> None:
    """Remove the pages with these tags, because the current transaction changes what they show.

    The pages are gone before this returns, and no page with one of the tags is stored until the
    transaction has ended. It may be called anywhere inside the transaction of the change. Raises
    NotInTransactionError outside of one, and ValueError for an invalid tag.
    """
    check(tags)
    connection = default_connection()
    if not connection.in_atomic_block:
        raise NotInTransactionError(
            f"Call invalidate({', '.join(tags)}) inside the transaction that makes the change."
        )
    if not tags:
        return
    announce(tags)
    if (
        not settings.OPTIONS.press or settings.OPTIONS.node
    ):  # its agent learns of it like the others
        return
    if current := _current_bypass():
        current.ensure_open()
        connection.after_transaction(current.ensure_open)  # the index may be lost before the commit
    else:
        store = installation_store()
        connection.after_transaction(partial(_close, store, [store.open_invalidation(tags)]))


def save_in_transaction(model: type[Model]) -> None:
    """Have every `save` of this model run in a transaction, signals included.

    Django sends `pre_save` before it opens a transaction, and `post_save` after that one has ended.
    A receiver could then not `invalidate` what a save changes when somebody saves without a
    transaction of their own.
    """
    save = model.save

    @wraps(save)
    def saved(self: Model, *args: object, **kwargs: object) -> None:
        if default_connection().in_atomic_block:
            save(self, *args, **kwargs)  # type: ignore[arg-type]
            return
        with transaction.atomic():
            save(self, *args, **kwargs)  # type: ignore[arg-type]

    model.save = saved  # type: ignore[method-assign]


@contextmanager
def bypass() -> Iterator[None]:
    """Empty the cache once and store no page until this ends.

    For a run of many changes, each in a transaction of its own. Nothing that this thread
    invalidates meanwhile has to be removed. If the process is killed, the
    cache is empty and the invalidation has no owner; the next page that it concerns closes it.
    With PostgreSQL, each change is announced to the nodes by itself, and this does nothing.
    """
    if _has_nodes() or not settings.OPTIONS.press or _current_bypass():
        yield
        return
    current = _Bypass(installation_store())
    _thread.bypass = current
    try:
        yield
    finally:
        _thread.bypass = None
        connection = default_connection()
        if connection.in_atomic_block:
            connection.after_transaction(current.close)
        else:
            current.close()


def is_bypassed() -> bool:
    """Whether this thread need not find out which tags a change invalidates."""
    return not _has_nodes() and (not settings.OPTIONS.press or _current_bypass() is not None)


def _has_nodes() -> bool:
    """Whether other machines may serve this installation, with caches of their own."""
    return default_connection().vendor == "postgresql"


class _Bypass:
    """An invalidation of everything; opened again if the index is lost before the run ends."""

    def __init__(self, store: PageStore) -> None:
        self._store = store
        self._number = store.open_invalidation([EVERYTHING])

    def ensure_open(self) -> None:
        if not self._store.is_open(self._number):
            self._number = self._store.open_invalidation([EVERYTHING])

    def close(self) -> None:
        _close(self._store, [self._number])


_thread = local()


def _current_bypass() -> _Bypass | None:
    return getattr(_thread, "bypass", None)


_unclosed: set[tuple[PageStore, int]] = set()
_unclosed_lock = Lock()


def _close(store: PageStore, numbers: Iterable[int]) -> None:
    """Close invalidations. One that cannot be closed now, because the index is busy, is closed
    with the next one. Until then its pages are rendered but not stored."""
    with _unclosed_lock:
        due = {number for at, number in _unclosed if at is store} | set(numbers)
        _unclosed.difference_update({(store, number) for number in due})
    try:
        store.close_invalidations(due)
    except Exception as error:  # noqa: BLE001  (whatever happened, closing is tried again)
        with _unclosed_lock:
            _unclosed.update((store, number) for number in due)
        report: Callable[..., object] = log.warning if is_disk_full(error) else log.exception
        report("invalidations could not be closed", invalidations=sorted(due), why=str(error))


def clear_all() -> int:
    """Remove every stored page, on all nodes; returns how many this one had."""
    store = installation_store()
    stored = len(store.addresses())
    with transaction.atomic():
        invalidate(EVERYTHING)
    return stored


def remove_expired(now: float) -> int:
    """Remove the pages that expired by `now` (seconds since 1970); returns how many there were."""
    return installation_store().remove_expired(now)
