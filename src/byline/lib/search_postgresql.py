"""Wagtail's search on PostgreSQL, with the same words as on SQLite.

PostgreSQL's own parser takes an address such as paper.example for one word and keeps accents.
SQLite's FTS5 splits at everything that is neither a letter nor a digit, and drops accents
(https://www.sqlite.org/fts5.html#unicode61_tokenizer). So texts and queries are split here, and
no extension is needed.
"""

import re
import unicodedata
from collections.abc import Sequence
from copy import copy
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import Phrase, PlainText
from wagtail.search.models import IndexEntry

CONFIGURATION = "simple"  # of the text search: words as they are
ACCENTS = re.compile("[\u0300-\u036f]")
WORDS = re.compile(r"[^\W_]+")
COLUMNS = ["title", "autocomplete", "body", "title_norm", "title_text", "body_text"]


def words_of(text: str) -> str:
    """The words of a text with spaces between them, in small letters, without accents."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))
    return " ".join(WORDS.findall(unicodedata.normalize("NFC", plain)))


class WordsIndexer(postgres.ObjectIndexer):
    """What an object's entry consists of."""

    def prepare_value(self, value: Any) -> str:
        return words_of(super().prepare_value(value))


class PostgresqlIndex(postgres.PostgresIndex):
    """Writes the entries of objects."""

    def add_items(self, model: type[Model], objs: Sequence[Model]) -> None:
        kind = ContentType.objects.get_for_model(model)
        entries = [_entry(kind, WordsIndexer(obj, self.backend)) for obj in objs]
        IndexEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=COLUMNS,
        )
        self._refresh_title_norms()


class _SameWords:
    """Splits a query as the texts were split."""

    def search(self, *args: Any, **kwargs: Any) -> Any:
        query: Any = self.query  # type: ignore[has-type]
        if isinstance(query, PlainText | Phrase):
            query = copy(query)
            query.query_string = words_of(query.query_string)
            if not query.query_string:
                return self.queryset.none()  # type: ignore[attr-defined]
            self.query = query
        return super().search(*args, **kwargs)  # type: ignore[misc]


class _SearchCompiler(_SameWords, postgres.PostgresSearchQueryCompiler):
    pass


class _CompletionCompiler(_SameWords, postgres.PostgresAutocompleteQueryCompiler):
    pass


class PostgresqlSearchBackend(postgres.PostgresSearchBackend):
    """Wagtail's backend with these words."""

    index_class = PostgresqlIndex
    query_compiler_class = _SearchCompiler
    autocomplete_query_compiler_class = _CompletionCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": CONFIGURATION, **params})


def _entry(kind: ContentType, indexer: WordsIndexer) -> IndexEntry:
    return IndexEntry(
        content_type=kind,
        object_id=indexer.id,
        title=indexer.title,
        autocomplete=indexer.autocomplete,
        body=indexer.body,
        title_text=indexer.title_text,
        body_text=indexer.body_text,
    )
