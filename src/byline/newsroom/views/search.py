from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from byline.newsroom.forms import SearchForm
from byline.newsroom.searching import find


def search(request: HttpRequest) -> HttpResponse:
    """Full-text search, with filters by section, contributor and date."""
    site = Site.find_for_request(request)
    form = SearchForm(request.GET if "q" in request.GET else None, site=site)
    results = find(site, **form.cleaned_data) if form.is_valid() else None
    return render(request, "byline/search.html", {"form": form, "found": results})
