"""TrackBack (technical specification of 2004): a form, answered in a small XML."""

from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.discussion.choices import Kind
from byline.linkbacks.actions import Refusal, hear

TOLD = {"title": 250, "excerpt": 1000, "blog_name": 80}  # characters that are kept of each
HOW = "POST url, and if you like title, excerpt and blog_name, as a form."


@csrf_exempt
def trackback(request: HttpRequest, path: str) -> HttpResponse:
    """Error 0: it will be looked at; else 1 with the reason in words."""
    if request.method != "POST":
        return HttpResponse(f"{HOW}\n", status=405, content_type="text/plain; charset=utf-8", headers={"Allow": "POST"})
    if not request.POST.get("url"):
        return _answer(HOW)
    told = {name: request.POST.get(name, "")[:most] for name, most in TOLD.items()}
    site = Site.find_for_request(request)
    try:
        hear(Kind.TRACKBACK, request.POST["url"], f"{site.root_url}/{path}/", told)
    except Refusal as refusal:
        return _answer(str(refusal))
    return _answer("")


def _answer(error: str) -> HttpResponse:
    message = f"<message>{escape(error)}</message>" if error else ""
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<response><error>{int(bool(error))}</error>{message}</response>\n'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
