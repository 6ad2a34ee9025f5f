"""Full-text search with ranking, fast for any number of matches."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend

# Up to so many matches are looked up one by one, which is faster than listing all rows searched.
MAX_SINGLE_LOOKUPS = 1_000
# CROSS JOIN makes SQLite begin with the words, instead of matching them again for each entry.
MATCHES = """
FROM wagtailsearch_indexentry_fts
CROSS JOIN wagtailsearch_indexentry AS entry ON entry.id = wagtailsearch_indexentry_fts.rowid
WHERE wagtailsearch_indexentry_fts MATCH %s AND entry.content_type_id = %s
"""
FIRST_MATCHES = f"SELECT CAST(entry.object_id AS INTEGER) {MATCHES} LIMIT %s"
BEST_MATCHES = f"""
SELECT CAST(entry.object_id AS INTEGER) AS number {MATCHES}
AND CAST(entry.object_id AS INTEGER) IN ({{rows}})
ORDER BY bm25(wagtailsearch_indexentry_fts) * (1 + entry.title_norm), number DESC LIMIT %s
"""


def ranked_ids(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    """The ids of the best matches among `rows`, best first, at most `most`; none without words.

    A match has all of `words`. The order is that of Wagtail's own search, which on SQLite ranks
    each match by matching all of them again.
    """
    if not words:
        return []
    return (
        _ranked_by_fts5(rows, words, most)
        if connection.vendor == "sqlite"
        else ranked_by_wagtail(rows, words, most)
    )


def ranked_by_wagtail(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    """As `ranked_ids`, on any database; `rows` are pages."""
    pages = rows.model.objects.filter(id__in=rows.order_by().values("pk")).only("pk")
    return [page.pk for page in get_search_backend().search(" ".join(words), pages)[:most]]


def _ranked_by_fts5(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    expression = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    params = (f"{{title body}} : ({expression})", ContentType.objects.get_for_model(rows.model).pk)
    matches = _numbers(FIRST_MATCHES, (*params, MAX_SINGLE_LOOKUPS + 1))
    if not matches:
        return []
    if len(matches) <= MAX_SINGLE_LOOKUPS:
        rows = rows.filter(pk__in=matches)
    row_ids, values = rows.order_by().values("pk").query.sql_with_params()
    return _numbers(BEST_MATCHES.format(rows=row_ids), (*params, *values, most))


def _numbers(sql: str, values: tuple[Any, ...]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]
