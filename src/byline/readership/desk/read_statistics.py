"""Statistics of reads for the desk, computed from the tallies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Case, Count, F, Max, Q, Sum, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from byline.newsroom.models import Article, Contributor
from byline.readership.choices import NETWORKS_TO_ADMIT, OTHER_HOSTS
from byline.readership.desk.chart import Chart, chart_of
from byline.readership.desk.permissions import VisibleReads
from byline.readership.models import DayTally, HourTally, MinuteTally, ReferrerTally

MAX_ROWS = 20
HOURS = 24
CURRENT_MINUTES, RECENT_MINUTES = 5, 30
MAX_CURRENT_ARTICLES = 5


@dataclass(frozen=True)
class ReadStatistics:
    """The reads of the visible articles, or of one, between two days, both included."""

    sight: VisibleReads
    first: date
    last: date
    article: Article | None = None
    networks_to_admit: ClassVar = NETWORKS_TO_ADMIT

    def of(self, model: Any) -> Any:
        return tallies_of(model, self.sight, self.article).filter(
            day__range=(self.first, self.last)
        )

    @property
    def total(self) -> int:
        return self.of(DayTally).aggregate(sum=Sum("reads"))["sum"] or 0

    @property
    def by_day(self) -> Chart:
        reads = dict(self.of(DayTally).values_list("day").annotate(Sum("reads")))
        days = [
            self.first + timedelta(days=number)
            for number in range((self.last - self.first).days + 1)
        ]
        labelled = [(date_format(day, "SHORT_DATE_FORMAT"), reads.get(day, 0)) for day in days]
        return chart_of(_("Reads by day"), _("Day"), labelled)

    @property
    def by_hour(self) -> Chart:
        reads = dict(self.of(HourTally).values_list("hour").annotate(Sum("reads")))
        return chart_of(
            _("Reads by hour of the day"),
            _("Hour"),
            [(f"{hour}:00", reads.get(hour, 0)) for hour in range(HOURS)],
        )

    @property
    def referrers(self) -> Sequence[tuple[str, int]]:
        """The referring hosts, most frequent first.

        "" stands for none, and OTHER_HOSTS for all that too few networks named.
        """
        rows = self.of(ReferrerTally).exclude(host=self.sight.site.hostname)
        is_shown = Q(host="") | Q(networks__gte=NETWORKS_TO_ADMIT)
        shown = Case(When(is_shown, then="host"), default=Value(OTHER_HOSTS))
        return list(
            rows.annotate(shown=shown)
            .values_list("shown")
            .annotate(sum=Sum("reads"))
            .order_by("-sum", "shown")[:MAX_ROWS]
        )

    @property
    def top(self) -> Sequence[dict[str, Any]]:
        rows = self.of(DayTally).values("article", "article__title", "article__section__title")
        total = F("article__tally__before") + F("article__tally__reads")
        return list(
            rows.annotate(sum=Sum("reads"), total=Max(total)).order_by("-sum", "-article")[
                :MAX_ROWS
            ]
        )

    @property
    def sections(self) -> Sequence[dict[str, Any]]:
        rows = self.of(DayTally).values(name=F("article__section__title"), pk=F("article__section"))
        return _with_average(
            rows.annotate(sum=Sum("reads"), articles=Count("article", distinct=True)).order_by(
                "-sum"
            )[:MAX_ROWS]
        )

    @property
    def contributors(self) -> Sequence[dict[str, Any]]:
        """Reads by contributor. An article with several counts once for each."""
        sums = dict(self.of(DayTally).values_list("article").annotate(Sum("reads")))
        named = Contributor.objects.filter(bylines__article__in=self.of(DayTally).values("article"))
        pairs = set(named.values_list("name", "pk", "bylines__article"))
        rows: dict[int, dict[str, Any]] = {}
        for name, pk, article in pairs:
            row = rows.setdefault(pk, {"name": name, "sum": 0, "articles": 0})
            row["sum"] += sums.get(article, 0)
            row["articles"] += article in sums
        return _with_average(
            sorted(rows.values(), key=lambda row: (-row["sum"], row["name"]))[:MAX_ROWS]
        )


def _with_average(rows: Any) -> list[dict[str, Any]]:
    return [row | {"average": round(row["sum"] / row["articles"])} for row in rows]


def tallies_of(model: Any, sight: VisibleReads, article: Article | None = None) -> Any:
    """The visible rows of a tally."""
    rows = model.objects.filter(site=sight.site)
    if article is not None:
        return rows.filter(article=article)
    return rows if sight.is_whole else rows.filter(article__in=sight.articles.values("pk"))


@dataclass(frozen=True)
class CurrentReads:
    """Reads of the last minutes."""

    just_now: int
    lately: int
    articles: Sequence[tuple[int, str, int]]


def current_reads(
    sight: VisibleReads, now: datetime, article: Article | None = None
) -> CurrentReads:
    """Reads of the last 5 and 30 minutes, and the articles most read in the last 30."""
    minute = int(now.timestamp()) // 60
    rows = tallies_of(MinuteTally, sight, article).filter(minute__gt=minute - RECENT_MINUTES)
    sums = rows.aggregate(
        lately=Sum("reads"), just_now=Sum("reads", filter=Q(minute__gt=minute - CURRENT_MINUTES))
    )
    top = (
        rows.values_list("article", "article__title")
        .annotate(sum=Sum("reads"))
        .order_by("-sum", "-article")[:MAX_CURRENT_ARTICLES]
    )
    return CurrentReads(sums["just_now"] or 0, sums["lately"] or 0, list(top))
