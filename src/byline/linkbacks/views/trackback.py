"""TrackBack (technical specification of 2004): a form, answered with a short XML document."""

from contextlib import suppress
from urllib.parse import parse_qs

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.discussion.choices import Kind
from byline.linkbacks.actions import MentionRefused, receive
from byline.linkbacks.protocol import XML, trackback_answer
from byline.linkbacks.sender import sender_of

MAX_LENGTHS = {"title": 250, "excerpt": 1000, "blog_name": 80}  # characters
MAX_FIELDS = 50
USAGE = "POST url, and optionally title, excerpt and blog_name, as a form."


@csrf_exempt
def trackback(request: HttpRequest, path: str) -> HttpResponse:
    """Answer error 0 if the page will be checked, or error 1 with the reason in words."""
    if request.method != "POST":
        return HttpResponse(
            f"{USAGE}\n",
            status=405,
            content_type="text/plain; charset=utf-8",
            headers={"Allow": "POST"},
        )
    try:
        form = _form(request)
    except (RequestDataTooBig, ValueError):
        return _answer("The form is too long.")
    if not form.get("url"):
        return _answer(USAGE)
    payload = {name: form.get(name, "")[:max_length] for name, max_length in MAX_LENGTHS.items()}
    target = f"{Site.find_for_request(request).root_url}/{path}/"
    try:
        receive(Kind.TRACKBACK, form["url"], target, payload, sender=sender_of(request))
    except MentionRefused as refusal:
        return _answer(str(refusal))
    return _answer("")


def _form(request: HttpRequest) -> dict[str, str]:
    """The first value of each field.

    The character set is taken from the header or a field `charset`, or guessed. Many senders of
    trackbacks predate UTF-8, and Django would decode the form as UTF-8.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return request.POST.dict()
    raw = parse_qs(request.body.decode("latin-1"), encoding="latin-1", max_num_fields=MAX_FIELDS)
    fields = {name: values[0].encode("latin-1") for name, values in raw.items()}
    declared = (request.content_params or {}).get("charset") or fields.get("charset", b"").decode(
        "ascii", "replace"
    )
    return {name: _as_text(value, declared) for name, value in fields.items()}


def _as_text(value: bytes, declared: str) -> str:
    for charset in filter(None, (declared, "utf-8")):
        with suppress(LookupError, UnicodeError):
            return value.decode(charset)
    return value.decode("cp1252", "replace")


def _answer(error: str) -> HttpResponse:
    return HttpResponse(trackback_answer(error), content_type=XML)
