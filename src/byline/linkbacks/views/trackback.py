"""TrackBack (technical specification of 2004): a form, answered in a small XML."""

from contextlib import suppress
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.discussion.choices import Kind
from byline.linkbacks.actions import MentionRefused, receive

TOLD = {"title": 250, "excerpt": 1000, "blog_name": 80}  # characters that are kept of each
MOST_FIELDS = 50
HOW = "POST url, and if you like title, excerpt and blog_name, as a form."


@csrf_exempt
def trackback(request: HttpRequest, path: str) -> HttpResponse:
    """Error 0: it will be looked at; else 1 with the reason in words."""
    if request.method != "POST":
        return HttpResponse(
            f"{HOW}\n",
            status=405,
            content_type="text/plain; charset=utf-8",
            headers={"Allow": "POST"},
        )
    try:
        said = _form(request)
    except (RequestDataTooBig, ValueError):
        return _answer("The form is too long.")
    if not said.get("url"):
        return _answer(HOW)
    told = {name: said.get(name, "")[:most] for name, most in TOLD.items()}
    site = Site.find_for_request(request)
    try:
        receive(Kind.TRACKBACK, said["url"], f"{site.root_url}/{path}/", told)
    except MentionRefused as refusal:
        return _answer(str(refusal))
    return _answer("")


def _form(request: HttpRequest) -> dict[str, str]:
    """The first value of each field, in the character set that the header names, else a field `charset`, else as it reads best.

    Many that still send trackbacks are older than UTF-8 on the web, and Django takes forms in nothing else.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return request.POST.dict()
    raw = parse_qs(request.body.decode("latin-1"), encoding="latin-1", max_num_fields=MOST_FIELDS)
    fields = {name: values[0].encode("latin-1") for name, values in raw.items()}
    named = (request.content_params or {}).get("charset") or fields.get("charset", b"").decode(
        "ascii", "replace"
    )
    return {name: _as_text(value, named) for name, value in fields.items()}


def _as_text(value: bytes, named: str) -> str:
    for charset in filter(None, (named, "utf-8")):
        with suppress(LookupError, UnicodeError):
            return value.decode(charset)
    return value.decode("cp1252", "replace")


def _answer(error: str) -> HttpResponse:
    message = f"<message>{escape(error)}</message>" if error else ""
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<response><error>{int(bool(error))}</error>{message}</response>\n'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
