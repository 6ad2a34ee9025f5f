"""Which pages are printed: those whose view says so."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict

from byline.press.cache_keys import parameter_names, significant_query
from byline.press.rendering import Rendering, current

View = Callable[..., HttpResponse]
FULL_QUERY_KEY = "byline.query"  # in META: the whole query, for a redirect that takes it along; no redirect is kept
PERSONAL_HEADERS = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


def printed(*, query: Iterable[str] = (), aside: Iterable[str] = ()) -> Callable[[View], View]:
    """The 200 answers of a view to GET may be printed: kept, and given to everybody.

    `query` names the keys of the query string that matter; the view never meets another, so that a page is the same with and
    without them. A request with a key of `aside` is answered by the view as it is, and what it answers is not kept.

    The view meets nobody: no cookie, no session, nobody signed in. An answer that could not be the same for everybody (not a 200,
    with a cookie, varying by a header, wanting not to be kept) is given and not kept, and says why in Cache-Status.
    """
    keys, apart = frozenset(query), frozenset(aside)

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = request.META.get("QUERY_STRING", "")
            if request.method not in ("GET", "HEAD") or parameter_names(asked) & apart:
                return view(request, *args, **kwargs)
            kept = significant_query(asked, keys)
            _forget_reader(request)
            request.META |= {FULL_QUERY_KEY: asked, "QUERY_STRING": kept or ""}
            request.GET = QueryDict(kept or "")
            rendering = current()
            if rendering and _is_there_already(rendering, kept, keys, apart):
                return HttpResponse()  # in its place the front answers with the page that is there
            return view(request, *args, **kwargs)

        return answer

    return decorate


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
    request.__dict__.pop("headers", None)  # made of META once
    request.COOKIES = {}
    request.user = AnonymousUser()
    if hasattr(request, "session"):
        request.session = type(request.session)()
