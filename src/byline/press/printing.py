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


def printed(
    *, query: Iterable[str] = (), uncached_params: Iterable[str] = ()
) -> Callable[[View], View]:
    """Store the view's 200 responses to GET, and serve them to everybody.

    `query` names the query parameters that matter; the view never sees another, so a page is the
    same with and without them. A request with a parameter in `uncached_params` reaches the view
    unchanged, and its response is not stored.

    The view sees GET and HEAD only and no reader: no cookies, no session, no user. A response that
    could differ between readers (not a 200, with a cookie, varying by a header, marked as
    uncacheable) is served but not stored, and `Cache-Status` says why.
    """
    keys, uncached = frozenset(query), frozenset(uncached_params)

    def decorate(view: View) -> View:
        @wraps(view)
        def view_without_reader(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return _refuse(request)
            full_query = request.META.get("QUERY_STRING", "")
            if parameter_names(full_query) & uncached:
                return view(request, *args, **kwargs)
            significant = significant_query(full_query, keys)
            _forget_reader(request)
            request.META |= {FULL_QUERY_KEY: full_query, "QUERY_STRING": significant or ""}
            request.GET = QueryDict(significant or "")
            rendering = current()
            if rendering and _is_stored_already(rendering, significant, keys, uncached):
                return HttpResponse()  # the page cache answers with the stored page instead
            return view(request, *args, **kwargs)

        # POST requests are refused, so they need no CSRF token.
        return csrf_exempt(view_without_reader)

    return decorate


def _refuse(request: HttpRequest) -> HttpResponse:
    """204 to OPTIONS, 405 to anything else, with the methods that are allowed."""
    response: HttpResponse = HttpResponseNotAllowed(ALLOWED)
    if request.method == "OPTIONS":
        response.status_code = HTTPStatus.NO_CONTENT
    return response


def _is_stored_already(
    rendering: Rendering, significant: str | None, keys: frozenset[str], uncached: frozenset[str]
) -> bool:
    rendering.keys, rendering.uncached_params = keys, uncached
    if significant is None:
        rendering.why_not = "the query is too long"
        return False
    return rendering.is_already_stored(significant)


def _forget_reader(request: HttpRequest) -> None:
    for name in PERSONAL_HEADERS:
        request.META.pop(name, None)
    request.__dict__.pop("headers", None)  # a cached property made from META
    request.COOKIES = {}
    request.user = AnonymousUser()
    if hasattr(request, "session"):
        request.session = type(request.session)()
