"""Where an article's count starts, and how it is computed again."""

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from byline.newsroom.models import Article
from byline.press.actions import invalidate
from byline.readership.models import DayTally, Tally


def set_starting_count(article: Article, number: int) -> Tally:
    """Start the article's count at `number`, its reads elsewhere; replaces an earlier start.

    Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(f"a read count starts from 0 or more, not from {number}")
    with transaction.atomic():
        Tally.objects.get_or_create(article=article)
        Tally.objects.filter(article=article).update(
            before=number, shown=F("reads") + number, is_behind=False
        )
        invalidate(f"reads:{article.pk}")
    return Tally.objects.get(article=article)


def recount() -> int:
    """Compute each article's count from its daily tallies; returns how many were corrected."""
    with transaction.atomic():
        days = DayTally.objects.values("article").annotate(sum=Sum("reads"))
        missing = days.exclude(article__in=Tally.objects.values("pk")).values_list(
            "article", flat=True
        )
        Tally.objects.bulk_create(
            [Tally(article_id=article) for article in missing], ignore_conflicts=True
        )
        due = Coalesce(Subquery(days.filter(article=OuterRef("pk")).values("sum")), 0)
        return (
            Tally.objects.annotate(due=due)
            .exclude(reads=F("due"))
            .update(reads=due, is_behind=True)
        )
