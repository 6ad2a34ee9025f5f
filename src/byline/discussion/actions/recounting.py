"""Counting an article's responses again, in case the stored counts are wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from byline.discussion.models import Comment, Thread
from byline.newsroom.models import Article
from byline.press.actions import invalidate

BATCH_SIZE = 500  # articles


@dataclass(frozen=True)
class CorrectedCount:
    """An article whose number of published responses was stored wrongly."""

    article: Article
    stored: int
    actual: int


def recount(after: int = 0, limit: int | None = None) -> tuple[list[CorrectedCount], int]:
    """Correct the counts of up to `limit` articles whose keys are above `after`.

    Returns the corrections and the last key that was looked at, or 0 at the end. The last number
    given is raised if a response has a higher one, but never lowered, because numbers are given
    only once. Each row is counted and written in one statement, so that a response that arrives
    meanwhile is counted once.
    """
    _create_missing_threads(after)
    threads = Thread.objects.filter(pk__gt=after).order_by("pk")
    pks = list(threads.values_list("pk", flat=True)[:limit])
    corrections = [
        correction
        for start in range(0, len(pks), BATCH_SIZE)
        for correction in _correct(pks[start : start + BATCH_SIZE])
    ]
    return corrections, pks[-1] if limit and len(pks) == limit else 0


def _correct(pks: list[int]) -> Iterable[CorrectedCount]:
    counted = (
        Thread.objects.filter(pk__in=pks)
        .annotate(actual=_published(), highest=_highest())
        .select_related("article")
        .defer("article__body")
    )
    for thread in counted:
        if thread.published == thread.actual and thread.last_number >= thread.highest:
            continue
        with transaction.atomic():
            invalidate(f"discussion:{thread.pk}")
            Thread.objects.filter(pk=thread.pk).update(
                published=_published(), last_number=Greatest("last_number", _highest())
            )
        yield CorrectedCount(thread.article, thread.published, thread.actual)


def _create_missing_threads(after: int) -> None:
    articles = (
        Comment.objects.filter(article__thread=None, article__gt=after)
        .order_by()
        .values_list("article", flat=True)
        .distinct()
    )
    Thread.objects.bulk_create([Thread(article_id=pk) for pk in articles], ignore_conflicts=True)


def _published() -> Coalesce:
    return _aggregated(Comment.objects.published(), Count("pk"))


def _highest() -> Coalesce:
    return _aggregated(Comment.objects.all(), Max("number"))


def _aggregated(comments: QuerySet[Comment], aggregate: Count | Max) -> Coalesce:
    """The aggregate of the comments under the outer query's article."""
    value = (
        comments.filter(article=OuterRef("pk"))
        .order_by()
        .values("article")
        .annotate(value=aggregate)
        .values("value")
    )
    return Coalesce(Subquery(value, output_field=IntegerField()), 0)
