"""The years, months and days that have articles."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Site

from byline.newsroom.models import (
    Article,
)


@dataclass(frozen=True)
class Period:
    """A year, month or day with articles; `first` is its first moment in the site's time zone."""

    first: datetime
    href: str


def periods_beside(
    site: Site, first: datetime, after: datetime, by: str, root: str
) -> tuple[Period | None, Period | None]:
    """The nearest earlier and the nearest later period of the same length that have articles.

    `root` is where the site's archives are.
    """
    ours = Article.objects.published().on(site)
    earlier = (
        ours.filter(published_at__lt=first)
        .order_by("-published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    later = (
        ours.filter(published_at__gte=after)
        .order_by("published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    return _period(earlier, by, root), _period(later, by, root)


def _period(moment: datetime | None, by: str, root: str) -> Period | None:
    if moment is None:
        return None
    local = timezone.localtime(moment)
    path = local.strftime({"year": "%Y", "month": "%Y/%m", "day": "%Y/%m/%d"}[by])
    return Period(local, f"{root}/{path}/")


def months_between(site: Site, first: datetime, after: datetime) -> list[datetime]:
    """The months with articles, each as its first moment."""
    ours = (
        Article.objects.published().on(site).filter(published_at__gte=first, published_at__lt=after)
    )
    return list(ours.datetimes("published_at", "month"))
