"""Refusing form posts that come from other sites."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
REFUSAL = "This form was sent from another site. Open the page here and send it again.\n"


def same_origin_only(view: View) -> View:
    """For views whose forms are on stored pages, which have no token: other sites' posts get 403.

    Browsers send the origin of a POST in Sec-Fetch-Site (Fetch Metadata, W3C) or Origin (Fetch
    Standard, 3.1). A program that sends neither does not use anybody's cookies against their will.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS and not is_same_origin(request):
            return HttpResponse(
                REFUSAL, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8"
            )
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from this host, or says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.get_host().lower()
