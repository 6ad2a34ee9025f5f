"""Which pages are stored: those whose view is decorated with `@printed`."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.views.decorators.csrf import csrf_exempt

from byline.press.cache_keys import parameter_names, significant_query
from byline.press.rendering import Rendering, current

View = Callable[..., HttpResponse]
FULL_QUERY_KEY = "byline.query"  # in META: the whole query, for redirects, which are never stored
ALLOWED = ("GET", "HEAD", "OPTIONS")
PERSONAL_HEADERS = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


def printed(*, query: Iterable[str] = (), aside: Iterable[str] = ()) -> Callable[[View], View]:
    """Store the view's 200 answers to GET, and serve them to everybody.

    `query` names the query parameters that matter; the view never sees another, so a page is the
    same with and without them. A request with a parameter of `aside` reaches the view unchanged,
    and its answer is not stored.

    The view sees GET and HEAD only and no reader: no cookies, no session, no user. An answer that
    could differ between readers (not a 200, with a cookie, varying by a header, marked as
    uncacheable) is served but not stored, and `Cache-Status` says why.
    """
    keys, apart = frozenset(query), frozenset(aside)

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return _refuse(request)
            asked = request.META.get("QUERY_STRING", "")
            if parameter_names(asked) & apart:
                return view(request, *args, **kwargs)
            kept = significant_query(asked, keys)
            _forget_reader(request)
            request.META |= {FULL_QUERY_KEY: asked, "QUERY_STRING": kept or ""}
            request.GET = QueryDict(kept or "")
            rendering = current()
            if rendering and _is_there_already(rendering, kept, keys, apart):
                return HttpResponse()  # the page cache answers with the stored page instead
            return view(request, *args, **kwargs)

        # POST requests are refused, so they need no CSRF token.
        return csrf_exempt(answer)

    return decorate


def _refuse(request: HttpRequest) -> HttpResponse:
    """204 to OPTIONS, 405 to anything else, with the methods that are allowed."""
    response: HttpResponse = HttpResponseNotAllowed(ALLOWED)
    if request.method == "OPTIONS":
        response.status_code = HTTPStatus.NO_CONTENT
    return response


def _is_there_already(
    rendering: Rendering, kept: str | None, keys: frozenset[str], aside: frozenset[str]
) -> bool:
    rendering.keys, rendering.aside = keys, aside
    if kept is None:
        rendering.why_not = "the query is too long"
        return False
    return rendering.is_already_stored(kept)


def _forget_reader(request: HttpRequest) -> None:
    for name in PERSONAL_HEADERS:
        request.META.pop(name, None)
    request.__dict__.pop("headers", None)  # a cached property made from META
    request.COOKIES = {}
    request.user = AnonymousUser()
    if hasattr(request, "session"):
        request.session = type(request.session)()
