from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from byline.network.queries import settings_for
from byline.newsroom import list_tags
from byline.newsroom.models import Address, Article, SectionPage, Tag
from byline.newsroom.paging import page_of
from byline.newsroom.queries import (
    articles_between,
    articles_by,
    articles_tagged,
    as_cards,
    contributor_named,
    filed_under,
    months_between,
    periods_beside,
)
from byline.newsroom.views.address import address, redirect_or_404, section_redirect_or_404
from byline.press.printing import printed
from byline.press.tags import depends_on

DATE_ROOT = "/date"


@printed()
def section(request: HttpRequest, slugs: str, number: str | None = None) -> HttpResponse:
    """The articles filed under a section or one below it."""
    site = Site.find_for_request(request)
    listed = (
        SectionPage.objects.live()
        .filter(site=site, path_of_slugs=slugs)
        .select_related("site")
        .first()
    )
    if listed is None:
        return section_redirect_or_404(request, site, slugs)
    depends_on(list_tags.below(listed.pk))
    below = SectionPage.objects.live().child_of(listed)
    above = SectionPage.objects.parent_of(listed).first()
    page = page_of(request, filed_under(listed), number, listed.address)
    return render(
        request,
        "byline/section.html",
        {"section": listed, "below": below, "above": above, "page": page},
    )


@printed()
def tag(request: HttpRequest, slug: str, number: str | None = None) -> HttpResponse:
    """The articles with a tag."""
    site = Site.find_for_request(request)
    known = Tag.objects.filter(slug=slug).first()
    articles = articles_tagged(known, site) if known else Article.objects.none()
    if not articles.exists():
        return redirect_or_404(request, site, f"/tag/{slug}/")
    page = page_of(request, as_cards(articles), number, f"/tag/{slug}/")
    return render(request, "byline/tag.html", {"tag": known, "page": page})


@printed()
def contributor(request: HttpRequest, slug: str, number: str | None = None) -> HttpResponse:
    """A contributor, and their articles on this site."""
    site = Site.find_for_request(request)
    person = contributor_named(site, slug)
    articles = articles_by(person, site) if person else Article.objects.none()
    if person is None or not articles.exists():
        return redirect_or_404(request, site, f"/author/{slug}/")
    page = page_of(request, as_cards(articles), number, person.address)
    return render(request, "byline/contributor.html", {"contributor": person, "page": page})


@csrf_exempt  # as `printed`: what it leads to answers POST requests with 405
def archive(
    request: HttpRequest, year: str, number: str | None = None, **parts: str | None
) -> HttpResponse:
    """The article with this address, or else the archive of a year, month or day."""
    site = Site.find_for_request(request)
    if parts and number is None and Address.objects.at(site, request.path_info):
        return address(request, request.path_info.removeprefix("/"))
    root = settings_for(request).archives_root
    if root and request.method in ("GET", "HEAD"):
        return redirect(f"{root}{request.path_info}")
    return _archive(request, year, number=number, **parts)


@csrf_exempt
@require_safe
def archive_below_date(
    request: HttpRequest, year: str, number: str | None = None, **parts: str | None
) -> HttpResponse:
    """The archive of a date at whose own address an article may be."""
    site, path = Site.find_for_request(request), _path_of_date(year, **parts)
    if settings_for(request).archives_root or Address.objects.at(site, path):
        return _archive(request, year, number=number, **parts)
    return redirect(request.path_info.removeprefix(DATE_ROOT))


def _path_of_date(year: str, month: str | None = None, day: str | None = None) -> str:
    return "/" + "/".join(part for part in (year, month, day) if part) + "/"


@printed()
def _archive(
    request: HttpRequest,
    year: str,
    month: str | None = None,
    day: str | None = None,
    number: str | None = None,
) -> HttpResponse:
    """The articles of a year, month or day in the site's time zone."""
    site, root = Site.find_for_request(request), settings_for(request).archives_root
    if request.path_info.startswith(f"{DATE_ROOT}/"):
        root = DATE_ROOT
    try:
        first, after = _span(int(year), int(month or 0), int(day or 0))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    by = "day" if day else "month" if month else "year"
    articles = articles_between(site, first, after, by)
    if not articles.exists():
        raise Http404
    path = root + _path_of_date(year, month, day)
    earlier, later = periods_beside(site, first, after, by, root)
    shown = {
        "first": first,
        "root": root,
        "by": by,
        "earlier": earlier,
        "later": later,
        "months": months_between(site, first, after) if by == "year" else [],
        "page": page_of(request, as_cards(articles), number, path),
    }
    return render(request, "byline/archive.html", shown)


def _span(year: int, month: int, day: int) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    first = datetime(year, month or 1, day or 1, tzinfo=zone)
    if day:
        after = datetime.combine(first.date() + timedelta(days=1), first.time(), zone)
    elif month:
        after = first.replace(year=year + month // 12, month=month % 12 + 1)
    else:
        after = first.replace(year=year + 1)
    return first, after
