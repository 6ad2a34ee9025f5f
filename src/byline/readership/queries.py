"""Queries about reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from byline.lib.related import related_or_none
from byline.newsroom.models import Article, SectionPage
from byline.press.tags import depends_on
from byline.readership.models import DayTally, ReadSettings, Tally

CANDIDATES_PER_ARTICLE = 4  # some of the most read may be unpublished


def read_settings(site: Site) -> ReadSettings:
    """The site's settings, or unsaved defaults."""
    return related_or_none(site, "readsettings") or ReadSettings(site=site)


def reads_of(article: Article) -> int:
    """The number that the article's page shows."""
    tally: Tally | None = related_or_none(article, "tally")
    return tally.shown if tally else 0


@dataclass(frozen=True)
class MostRead:
    pk: int
    title: str
    href: str


def most_read(
    site: Site, days: int, length: int, section: SectionPage | None = None
) -> Sequence[MostRead]:
    """The published articles read most in the last `days` days, including today.

    With `section`, only articles of that section and those below it.
    """
    tallies = DayTally.objects.filter(
        site=site, day__gt=timezone.localdate() - timedelta(days=days)
    )
    if section is not None:
        tree = SectionPage.objects.descendant_of(section, inclusive=True).values("pk")
        tallies = tallies.filter(article__section__in=tree)
    ranked = tallies.values("article").annotate(sum=Sum("reads")).order_by("-sum", "-article")
    keys = list(ranked.values_list("article", flat=True)[: length * CANDIDATES_PER_ARTICLE])
    depends_on(
        *(f"card:{key}" for key in keys)
    )  # also unpublished ones, which may be published again
    if not keys:
        return []
    live = Article.objects.published().filter(pk__in=keys).values_list("pk", "title", "permalink")
    articles = {pk: MostRead(pk, title, iri_to_uri(permalink)) for pk, title, permalink in live}
    return [articles[key] for key in keys if key in articles][:length]


def next_quarter_hour(now: datetime) -> datetime:
    """The next quarter of an hour; in every time zone, days begin at one."""
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + timedelta(
        minutes=15
    )
