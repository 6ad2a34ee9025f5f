"""Redirects within the site that keep the query of the request."""

from collections.abc import Container
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri

from byline.lib.paths import is_local
from byline.press.printing import FULL_QUERY_KEY


class RedirectElsewhere(ValueError):
    """A redirect would have left the site."""


def permanent_redirect(
    request: HttpRequest, href: str, *, without: Container[str] = ()
) -> HttpResponsePermanentRedirect:
    """301 to a path of the site, with the query of the request except the names in `without`.

    Raises RedirectElsewhere for anything else, which would be an open redirect.
    """
    if not is_local(href):
        raise RedirectElsewhere(href)
    query = "&".join(
        pair
        for pair in str(whole_query(request)).split("&")
        if pair and unquote_plus(pair.partition("=")[0]) not in without
    )
    joint = "&" if "?" in href else "?"
    return HttpResponsePermanentRedirect(href + (joint + iri_to_uri(query) if query else ""))


def whole_query(request: HttpRequest) -> str:
    """The query as it was sent; a stored page's view sees only what matters to it."""
    query: str = request.META.get(FULL_QUERY_KEY, request.META.get("QUERY_STRING", ""))
    return query
