"""The rows in which words stand, the best first, however many there are."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend

FEW = 1_000  # matches that are looked up one by one, which is quicker than listing all rows that may be found
# Begins at the words: CROSS JOIN keeps SQLite from going through the entries and matching again for each.
MATCHES = """
FROM wagtailsearch_indexentry_fts
CROSS JOIN wagtailsearch_indexentry AS entry ON entry.id = wagtailsearch_indexentry_fts.rowid
WHERE wagtailsearch_indexentry_fts MATCH %s AND entry.content_type_id = %s
"""
FIRST = f"SELECT CAST(entry.object_id AS INTEGER) {MATCHES} LIMIT %s"
BEST = f"""
SELECT CAST(entry.object_id AS INTEGER) AS number {MATCHES} AND CAST(entry.object_id AS INTEGER) IN ({{rows}})
ORDER BY bm25(wagtailsearch_indexentry_fts) * (1 + entry.title_norm), number DESC LIMIT %s
"""


def ranked_ids(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    """The ids of those among `rows` in which all of `words` stand, the best first, at most `most`; none where no word is given.

    The order is that of Wagtail's own search, which on SQLite ranks each match by matching all again.
    """
    if not words:
        return []
    return (
        _ranked_by_fts5(rows, words, most)
        if connection.vendor == "sqlite"
        else ranked_by_wagtail(rows, words, most)
    )


def ranked_by_wagtail(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    """As `ranked`, on any database; `rows` are pages."""
    pages = rows.model.objects.filter(id__in=rows.order_by().values("pk")).only("pk")
    return [page.pk for page in get_search_backend().search(" ".join(words), pages)[:most]]


def _ranked_by_fts5(rows: "QuerySet[Any]", words: list[str], most: int) -> list[int]:
    written = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    asked = (f"{{title body}} : ({written})", ContentType.objects.get_for_model(rows.model).pk)
    first = _numbers(FIRST, (*asked, FEW + 1))
    if not first:
        return []
    if len(first) <= FEW:
        rows = rows.filter(pk__in=first)
    among, values = rows.order_by().values("pk").query.sql_with_params()
    return _numbers(BEST.format(rows=among), (*asked, *values, most))


def _numbers(question: str, values: tuple[Any, ...]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [number for (number,) in cursor.fetchall()]
