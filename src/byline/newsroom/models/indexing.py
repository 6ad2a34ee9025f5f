"""Updates the search and Wagtail's reference index once for each save of an article."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from modelsearch import index
from wagtail.models import ReferenceIndex

_is_deferred: ContextVar[bool] = ContextVar("articles_are_indexed_later", default=False)


@contextmanager
def articles_indexed_later() -> Iterator[None]:
    """Index no article that is saved in this context; the caller indexes them together."""
    token = _is_deferred.set(True)
    try:
        yield
    finally:
        _is_deferred.reset(token)


@contextmanager
def indexed_once(article: Any) -> Iterator[None]:
    """Index the article at the end of this context, when all of it is saved.

    Wagtail by itself reads it back after its row and again after each byline and correction; the
    search does so before the bylines are saved, and keeps the names that it had.
    """
    from wagtail.signal_handlers import (  # noqa: PLC0415 - can be imported when models are loaded
        disable_reference_index_auto_update,
    )

    if _is_deferred.get():
        yield
        return
    children = dict(getattr(article, "_cluster_related_objects", {}))
    with disable_reference_index_auto_update():
        yield
    # Saving lets go of the rows in memory, and each look at them would ask for them again.
    unsaved = dict(getattr(article, "_cluster_related_objects", {}))
    saved = {name: rows for name, rows in children.items() if name not in unsaved}
    article._cluster_related_objects = saved  # noqa: SLF001 - modelcluster has no word for it
    try:
        index.insert_or_update_object(article)
        ReferenceIndex.create_or_update_for_object(article)
    finally:
        article._cluster_related_objects = unsaved  # noqa: SLF001 - as above
