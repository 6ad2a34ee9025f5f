"""Whether a request that changes something was sent by a page of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

SAFE = ("GET", "HEAD", "OPTIONS")
FOREIGN = "This form was sent from another site. Open the page here and send it again.\n"


def same_origin_only(view: View) -> View:
    """For views whose forms stand on printed pages, which hold no token: a POST from another site is answered 403.

    Browsers say where a POST comes from in Sec-Fetch-Site (Fetch Metadata, W3C) or Origin (Fetch Standard, 3.1); a program
    that says neither carries nobody's cookies against their will.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE and not is_same_origin(request):
            return HttpResponse(FOREIGN, status=403, content_type="text/plain; charset=utf-8")
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from this very host, or says nothing at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.get_host().lower()
