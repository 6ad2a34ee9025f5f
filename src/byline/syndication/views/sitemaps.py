from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from byline.network.queries import settings_for
from byline.press.printing import printed
from byline.press.redirects import permanent_redirect
from byline.syndication import sitemaps
from byline.syndication.rules import printable

XML = "application/xml; charset=utf-8"


@printed()
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of the site's sitemaps."""
    entries = sitemaps.sitemap_files(settings_for(request).site)
    return render(request, "syndication/sitemap_index.xml", {"entries": entries}, content_type=XML)


@printed()
def sitemap_of_articles(request: HttpRequest, number: str) -> HttpResponse:
    """Articles with their pictures, the oldest in the first file."""
    entries = sitemaps.article_entries(settings_for(request).site, int(number))
    if not entries:
        raise Http404
    return render(request, "syndication/sitemap.xml", {"entries": entries}, content_type=XML)


@printed()
def sitemap_of_sections(request: HttpRequest) -> HttpResponse:
    """Everything but articles: the front page, sections, standing pages, contributors."""
    entries = list(sitemaps.other_entries(settings_for(request).site))
    return render(request, "syndication/sitemap.xml", {"entries": entries}, content_type=XML)


@printed()
def sitemap_of_news(request: HttpRequest) -> HttpResponse:
    """The articles of the last two days."""
    masthead = settings_for(request)
    shown = {
        "items": sitemaps.news_items(masthead.site, timezone.now()),
        "name": printable(masthead.name),
        "language": masthead.language.split("-")[0].lower(),
    }
    return render(request, "syndication/sitemap_news.xml", shown, content_type=XML)


def old_sitemap(request: HttpRequest, news: str | None = None) -> HttpResponse:
    """Redirect the addresses that WordPress and its plug-ins used."""
    return permanent_redirect(request, "/sitemap-news.xml" if news else "/sitemap.xml")
