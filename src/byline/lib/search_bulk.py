"""Entering new things into the search, some hundreds at once.

Wagtail's own way on SQLite measures the titles of all that can be found after each time, and writes each entry's words twice.
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
    """Adds entries, and knows how long their titles are: measured once, then counted along.

    For one who adds many while nobody else does; the ranking of a word in titles goes by their average.
    """

    def __init__(self) -> None:
        self._titles: tuple[int, int] | None = None

    def add(self, things: Sequence[Model]) -> None:
        """Let these be found. They are of one model, and new: none has an entry yet. Belongs into a transaction."""
        if not things:
            return
        if connection.vendor == "sqlite":
            self._add(things)
            return
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(things[0]), things)

    def _add(self, things: Sequence[Model]) -> None:
        kind = ContentType.objects.get_for_model(things[0])
        [backend] = get_search_backends(with_auto_update=True)
        entries = [_entry(kind, thing, backend) for thing in things]
        number, length = self._titles or _measured()
        lengths = [len(entry.title) for entry in entries if entry.title]
        self._titles = number, length = number + len(lengths), length + sum(lengths)
        for entry in entries:
            if entry.title:
                entry.title_norm = length / number / len(entry.title)
        insert_all(allocate_keys(entries))


def _measured() -> tuple[int, int]:
    titles = IndexEntry.objects.annotate(length=Length("title")).filter(length__gt=0)
    found = titles.aggregate(number=Count("pk"), sum=Sum("length"))
    return found["number"], found["sum"] or 0


def _entry(kind: ContentType, thing: Any, backend: Any) -> IndexEntry:
    from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer  # noqa: PLC0415 - can be read on SQLite alone

    title: list[str] = []
    body: list[str] = []
    completed: list[str] = []
    reader = ObjectIndexer(thing, backend)
    for field in reader.search_fields:
        for part, words in reader.prepare_field(thing, field):
            shelf = (
                completed
                if isinstance(part, AutocompleteField)
                else title
                if part.field_name == "title"
                else body
            )
            shelf.append(words)
    return IndexEntry(
        content_type=kind,
        object_id=str(thing.pk),
        title=" ".join(title),
        autocomplete=" ".join(completed),
        body=" ".join(body),
    )
