"""Indexes imported articles by the hundred: one by one, each would count all the others again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from byline.lib.bulk_insert import allocate_keys, insert_all
from byline.lib.search_bulk import BulkIndexer
from byline.newsroom.models import Article, StandingPage
from byline.newsroom.models.indexing import articles_indexed_later
from byline.transfer.models import ImportedItem, Source

INDEX_BATCH_SIZE = 200


@contextmanager
def deferred_indexing() -> Iterator[None]:
    """Articles and pages saved inside are not indexed; `index_pending` must do it later."""
    post_save.disconnect(post_save_signal_handler, sender=StandingPage)
    try:
        with articles_indexed_later(), disable_reference_index_auto_update():
            yield
    finally:
        post_save.connect(post_save_signal_handler, sender=StandingPage)


class SearchIndexer:
    """Adds new articles to the search and the reference index, in the transaction that creates
    them.
    """

    def __init__(self) -> None:
        self._entries = BulkIndexer()

    def enter(self, articles: Sequence[Article]) -> None:
        self._entries.add(articles)
        insert_all(allocate_keys([row for article in articles for row in _references_of(article)]))


def _references_of(article: Article) -> list[ReferenceIndex]:
    """The references that Wagtail would record.

    Wagtail itself asks for those of each object first.
    """
    kind, base = ContentType.objects.get_for_model(Article), ContentType.objects.get_for_model(Page)
    return [
        ReferenceIndex(
            content_type=kind,
            base_content_type=base,
            object_id=str(article.pk),
            to_content_type_id=to,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            # Wagtail has no public way to add many at once.
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),  # noqa: SLF001
        )
        for to, key, model_path, content_path in dict.fromkeys(
            ReferenceIndex._extract_references_from_object(article)  # noqa: SLF001
        )
    ]


def index_pending(source: Source) -> None:
    """Index what this source's imports have not indexed yet, also after a killed run."""
    while _index_some(source):
        pass


@transaction.atomic
def _index_some(source: Source) -> int:
    pending = list(
        ImportedItem.objects.filter(source=source, is_indexed=False).prefetch_related("target")[
            :INDEX_BATCH_SIZE
        ]
    )
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for item in pending:
        if item.target is not None:
            by_model[type(item.target)].append(item.target)
    for model, objects in by_model.items():
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, objects)
        for target in objects:
            ReferenceIndex.create_or_update_for_object(target)
    ImportedItem.objects.filter(pk__in=[item.pk for item in pending]).update(is_indexed=True)
    return len(pending)
