from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from wagtail.models import Site

from byline.newsroom.queries import as_cards, latest_articles


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search and the newest articles."""
    return render(request, "byline/404.html", _consolation(request), status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410, for pages that were unpublished."""
    return render(request, "byline/410.html", _consolation(request), status=410)


def broken(request: HttpRequest) -> HttpResponse:
    """500, from a template without queries: the database may be the cause."""
    return HttpResponse(render_to_string("byline/500.html"), status=500)


def _consolation(request: HttpRequest) -> dict[str, object]:
    site = Site.find_for_request(request)
    return {"newest": as_cards(latest_articles(site))[:4] if site else []}
