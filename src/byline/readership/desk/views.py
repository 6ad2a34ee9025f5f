"""The desk's pages about reads."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from byline.network.queries import settings_of
from byline.newsroom.models import Article
from byline.readership.desk.permissions import (
    VisibleReads,
    sites_visible_to,
    visible_article,
    visible_reads,
)
from byline.readership.desk.read_statistics import ReadStatistics, current_reads
from byline.readership.models import DayTally, Tally

PERIOD_LENGTHS = (7, 30, 90, 365)
CSV_HEADER = ("day", "article", "headline", "address", "section", "reads")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class LineBuffer:
    """A file for `csv.writer` that returns each line."""

    def write(self, line: str) -> str:
        return line


def first_site(request: HttpRequest) -> HttpResponse:
    site = sites_visible_to(request.user).first()
    if site is None:
        raise PermissionDenied
    return redirect("byline_reads", site.pk)


def reads(request: HttpRequest, site: int) -> HttpResponse:
    """Reads of a site."""
    sight = visible_reads(request, site)
    with timezone.override(settings_of(sight.site).zone):
        shown = _shown(request, sight) | {"sites": list(sites_visible_to(request.user))}
        return render(request, "readership/desk/reads.html", shown)


def article_reads(request: HttpRequest, site: int, pk: int) -> HttpResponse:
    """Reads of one article."""
    sight = visible_reads(request, site)
    article = visible_article(sight, pk)
    with timezone.override(settings_of(sight.site).zone):
        shown = _shown(request, sight, article) | {
            "tally": Tally.objects.filter(article=article).first()
        }
        return render(request, "readership/desk/article.html", shown)


def now(request: HttpRequest, site: int) -> HttpResponse:
    """Current reads, which the page's script polls."""
    sight = visible_reads(request, site)
    return render(
        request,
        "readership/desk/now.html",
        {"sight": sight, "now": current_reads(sight, timezone.now())},
    )


def as_csv(request: HttpRequest, site: int) -> StreamingHttpResponse:
    """Every article's reads on every day as CSV (RFC 4180)."""
    sight = visible_reads(request, site)
    with timezone.override(settings_of(sight.site).zone):
        figures = _figures(request, sight)
    answer = StreamingHttpResponse(_lines(figures), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="reads-{figures.first}-{figures.last}.csv"'
    )
    return answer


def _lines(figures: ReadStatistics) -> Iterator[str]:
    writer: Any = csv.writer(LineBuffer())
    yield writer.writerow(CSV_HEADER)
    columns = (
        "day",
        "article",
        "article__title",
        "article__permalink",
        "article__section__title",
        "reads",
    )
    for row in figures.of(DayTally).order_by("day", "article").values_list(*columns).iterator():
        yield writer.writerow([_harmless(value) for value in row])


def _harmless(value: Any) -> Any:
    """Escape text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _shown(
    request: HttpRequest, sight: VisibleReads, article: Article | None = None
) -> dict[str, Any]:
    figures = _figures(request, sight, article)
    days = (figures.last - figures.first).days + 1
    live = current_reads(sight, timezone.now(), article)
    return {
        "sight": sight,
        "article": article,
        "figures": figures,
        "days": days,
        "spans": PERIOD_LENGTHS,
        "now": live,
    }


def _figures(
    request: HttpRequest, sight: VisibleReads, article: Article | None = None
) -> ReadStatistics:
    """Of the last `days`, one of PERIOD_LENGTHS. Raises Http404 for any other number."""
    days = request.GET.get("days", "30")
    if days not in {str(length) for length in PERIOD_LENGTHS}:
        raise Http404
    last = timezone.localdate()
    return ReadStatistics(sight, last - timedelta(days=int(days) - 1), last, article)
