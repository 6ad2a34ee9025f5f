"""One address for a page: other spellings of its path and its host lead to it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.utils.encoding import escape_uri_path, iri_to_uri

from byline.lib.paths import SLASHES, canonical_path

GetResponse = Callable[[HttpRequest], HttpResponse]


class OneAddressMiddleware:
    """Redirects to the canonical spelling of an address.

    That is a path with single slashes, in Unicode's form C, at a host name without a closing dot.
    So no view sees a path that begins with two slashes, which browsers would read as a host name.
    A form that is sent to another spelling is handled as if it had been sent to the canonical one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path, origin = _path(request.path_info), _other_origin(request)
        is_canonical = path == request.path_info and not origin
        if not is_canonical and request.method in ("GET", "HEAD"):
            return HttpResponsePermanentRedirect(origin + escape_uri_path(path) + _query(request))
        if not is_canonical:
            request.path = request.path_info = path
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NO_CONTENT:
            del response["Content-Length"]  # RFC 9110, section 8.6
        return response


def _path(path: str) -> str:
    if path.startswith(settings.MEDIA_URL):
        return SLASHES.sub("/", path)  # file names need not be in form C
    return canonical_path(path)


def _other_origin(request: HttpRequest) -> str:
    """The origin without the dot that ends its host name; "" if there is no such dot."""
    host = request.get_host()
    name, port = split_domain_port(host)
    if not host.removesuffix(f":{port}").endswith("."):
        return ""
    return f"{request.scheme}://{name}" + (f":{port}" if port else "")


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{iri_to_uri(query)}" if query else ""
