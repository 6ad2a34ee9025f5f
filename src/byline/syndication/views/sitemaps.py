from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from byline.network.queries import settings_for
from byline.press.printing import printed
from byline.syndication import sitemaps
from byline.syndication.rules import printable

XML = "application/xml; charset=utf-8"


@printed()
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Every sitemap of the site."""
    places = sitemaps.sitemap_files(settings_for(request).site)
    return render(request, "syndication/sitemap_index.xml", {"places": places}, content_type=XML)


@printed()
def sitemap_of_articles(request: HttpRequest, number: str) -> HttpResponse:
    """Articles with their pictures, the oldest in the first file."""
    places = sitemaps.article_entries(settings_for(request).site, int(number))
    if not places:
        raise Http404
    return render(request, "syndication/sitemap.xml", {"places": places}, content_type=XML)


@printed()
def sitemap_of_sections(request: HttpRequest) -> HttpResponse:
    """What is no article: the front page, sections, standing pages, contributors."""
    places = list(sitemaps.other_entries(settings_for(request).site))
    return render(request, "syndication/sitemap.xml", {"places": places}, content_type=XML)


@printed()
def sitemap_of_news(request: HttpRequest) -> HttpResponse:
    """What was published in the last two days."""
    masthead = settings_for(request)
    shown = {
        "items": sitemaps.news_items(masthead.site, timezone.now()),
        "name": printable(masthead.name),
        "language": masthead.language.split("-")[0].lower(),
    }
    return render(request, "syndication/sitemap_news.xml", shown, content_type=XML)


def old_sitemap(request: HttpRequest, news: str | None = None) -> HttpResponse:
    """Where WordPress and its plug-ins had them."""
    return redirect("/sitemap-news.xml" if news else "/sitemap.xml", permanent=True)
