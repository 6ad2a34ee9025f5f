"""Counting again: what is kept of an article's responses together is mended where it drifted."""

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
    """An article whose count was wrong: how many published it said, and how many there are."""

    article: Article
    said: int
    is_now: int


def recount(after: int = 0, most: int | None = None) -> tuple[list[CorrectedCount], int]:
    """Mend the counts of the articles after that key, `most` of them; which were wrong, and the last one looked at (0: the end).

    The last number given is raised where a response has a higher one, and never lowered: a number is given once. Each row is
    counted and written in one statement, so that a response that arrives meanwhile is counted once.
    """
    _open_what_is_missing(after)
    slice_of = list(
        Thread.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most]
    )
    mended = [
        one
        for start in range(0, len(slice_of), BATCH_SIZE)
        for one in _mend(slice_of[start : start + BATCH_SIZE])
    ]
    return mended, slice_of[-1] if most and len(slice_of) == most else 0


def _mend(pks: list[int]) -> Iterable[CorrectedCount]:
    counted = (
        Thread.objects.filter(pk__in=pks)
        .annotate(is_now=_published(), highest=_highest())
        .select_related("article")
    )
    for thread in counted.defer("article__body"):
        if (thread.published, max(thread.last_number, thread.highest)) == (
            thread.is_now,
            thread.last_number,
        ):
            continue
        with transaction.atomic():
            invalidate(f"discussion:{thread.pk}")
            Thread.objects.filter(pk=thread.pk).update(
                published=_published(), last_number=Greatest("last_number", _highest())
            )
        yield CorrectedCount(thread.article, thread.published, thread.is_now)


def _open_what_is_missing(after: int) -> None:
    missing = (
        Comment.objects.filter(article__thread=None, article__gt=after)
        .order_by()
        .values_list("article", flat=True)
        .distinct()
    )
    Thread.objects.bulk_create([Thread(article_id=pk) for pk in missing], ignore_conflicts=True)


def _published() -> Coalesce:
    return _of(Comment.objects.published(), Count("pk"))


def _highest() -> Coalesce:
    return _of(Comment.objects.all(), Max("number"))


def _of(comments: QuerySet[Comment], what: Count | Max) -> Coalesce:
    here = (
        comments.filter(article=OuterRef("pk"))
        .order_by()
        .values("article")
        .annotate(found=what)
        .values("found")
    )
    return Coalesce(Subquery(here, output_field=IntegerField()), 0)
