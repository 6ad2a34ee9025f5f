from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from byline.accounts.rules import came_over_loopback

GetResponse = Callable[[HttpRequest], HttpResponse]
PATH_PREFIX = "/accounts/"

log = structlog.get_logger("byline.accounts")


class LoopbackOnlyMiddleware:
    """Treats `loopback_only` accounts as signed out unless the request is from this machine."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.user
        request.user = SimpleLazyObject(lambda: _user_or_anonymous(request, known))  # type: ignore[assignment]
        return self.get_response(request)


def _user_or_anonymous(request: HttpRequest, known: object) -> object:
    restricted = getattr(known, "loopback_only", False)  # loads the session, so only when needed
    if restricted and not came_over_loopback(request.META):
        return AnonymousUser()
    return known._wrapped if isinstance(known, SimpleLazyObject) else known  # noqa: SLF001


class AccountPagesMiddleware:
    """Keeps account pages out of caches, search engines and Referer headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PATH_PREFIX):
            return response
        response = _through_own_page(request, response)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show a page if a sign-in service does not answer: requests' errors are OSErrors."""
        if not request.path.startswith(PATH_PREFIX) or not isinstance(error, OSError):
            return None
        log.error(
            "a sign-in service does not answer",
            path=request.path,
            error=str(error),
        )
        return render(
            request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY
        )


def _through_own_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lead to another service over a page of ours: CSP's form-action forbids the direct way."""
    target = urlsplit(response.get("Location", ""))
    if request.method != "POST" or not target.netloc or target.netloc == request.get_host():
        return response
    page = render(
        request, "accounts/onward.html", {"host": target.hostname, "href": target.geturl()}
    )
    page["Refresh"] = f"0; url={target.geturl()}"
    page.cookies = response.cookies
    return page
