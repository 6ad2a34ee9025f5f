from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from byline.newsroom import list_tags
from byline.newsroom.models import Article, SectionPage, Tag
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
from byline.newsroom.views.address import redirect_or_404, section_redirect_or_404
from byline.press.printing import printed
from byline.press.tags import depends_on


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


@printed()
def archive(
    request: HttpRequest,
    year: str,
    month: str | None = None,
    day: str | None = None,
    number: str | None = None,
) -> HttpResponse:
    """The articles of a year, month or day in the site's time zone."""
    site = Site.find_for_request(request)
    try:
        first, after = _span(int(year), int(month or 0), int(day or 0))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    by = "day" if day else "month" if month else "year"
    articles = articles_between(site, first, after, by)
    if not articles.exists():
        raise Http404
    path = "/" + "/".join(part for part in (year, month, day) if part) + "/"
    earlier, later = periods_beside(site, first, after, by)
    shown = {
        "first": first,
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
