from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from byline.newsroom.paging import page_of
from byline.newsroom.queries import corrections_on
from byline.press.printing import printed


@printed()
def corrections(request: HttpRequest, number: str | None = None) -> HttpResponse:
    """What the paper got wrong and put right, the newest first."""
    page = page_of(request, corrections_on(Site.find_for_request(request)), number, "/corrections/")
    return render(request, "byline/corrections.html", {"page": page})
