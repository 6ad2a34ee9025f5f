"""Adding hundreds of new objects to the search index at once.

On SQLite, Wagtail's own indexer measures all titles in the index after each addition and writes
the words of each entry twice.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count, Model, Sum
from django.db.models.functions import Length
from modelsearch.backends import get_search_backends
from modelsearch.index import AutocompleteField
from wagtail.search.models import IndexEntry

from byline.lib.bulk_insert import allocate_keys, insert_all


class BulkIndexer:
    """Adds entries and keeps the average length of titles, by which words in titles are ranked.

    It measures the titles once, so it is for a process that adds many while no other does.
    """

    def __init__(self) -> None:
        self._titles: tuple[int, int] | None = None

    def add(self, instances: Sequence[Model]) -> None:
        """Index these objects of one model that have no entry yet. Call it in a transaction."""
        if not instances:
            return
        if connection.vendor == "sqlite":
            self._add(instances)
            return
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(instances[0]), instances)

    def _add(self, instances: Sequence[Model]) -> None:
        kind = ContentType.objects.get_for_model(instances[0])
        [backend] = get_search_backends(with_auto_update=True)
        entries = [_entry(kind, instance, backend) for instance in instances]
        number, length = self._titles or _measured()
        lengths = [len(entry.title) for entry in entries if entry.title]
        self._titles = number, length = number + len(lengths), length + sum(lengths)
        for entry in entries:
            if entry.title:
                entry.title_norm = length / number / len(entry.title)
        insert_all(allocate_keys(entries))


def _measured() -> tuple[int, int]:
    titles = IndexEntry.objects.annotate(length=Length("title")).filter(length__gt=0)
    totals = titles.aggregate(number=Count("pk"), sum=Sum("length"))
    return totals["number"], totals["sum"] or 0


def _entry(kind: ContentType, instance: Any, backend: Any) -> IndexEntry:
    # This module can be imported on SQLite only.
    from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer  # noqa: PLC0415

    title: list[str] = []
    body: list[str] = []
    completed: list[str] = []
    reader = ObjectIndexer(instance, backend)
    for field in reader.search_fields:
        for part, words in reader.prepare_field(instance, field):
            column = (
                completed
                if isinstance(part, AutocompleteField)
                else title
                if part.field_name == "title"
                else body
            )
            column.append(words)
    return IndexEntry(
        content_type=kind,
        object_id=str(instance.pk),
        title=" ".join(title),
        autocomplete=" ".join(completed),
        body=" ".join(body),
    )
