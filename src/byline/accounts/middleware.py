from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from byline.accounts.rules import came_over_loopback

Answer = Callable[[HttpRequest], HttpResponse]
PAGES = "/accounts/"
BAD_GATEWAY = 502

log = structlog.get_logger("byline.accounts")


class LoopbackOnlyMiddleware:
    """Nobody is signed in from elsewhere to an account that is for this machine only, however the session was begun."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.user
        request.user = SimpleLazyObject(lambda: _admitted(request, known))  # type: ignore[assignment]
        return self.answer(request)


def _admitted(request: HttpRequest, known: object) -> object:
    restricted = getattr(
        known, "loopback_only", False
    )  # asks for the session: only here, when somebody wants to know
    if restricted and not came_over_loopback(request.META):
        return AnonymousUser()
    return known._wrapped if isinstance(known, SimpleLazyObject) else known  # noqa: SLF001


class AccountPagesMiddleware:
    """Account pages are for one person: no store keeps them, no search engine lists them, no link tells of them."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if not request.path.startswith(PAGES):
            return response
        response = _by_way_of_a_page(request, response)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A service that people sign in with and that does not answer (requests' errors are OSErrors) is told of."""
        if not request.path.startswith(PAGES) or not isinstance(error, OSError):
            return None
        log.error(
            "a service that people sign in with does not answer",
            path=request.path,
            error=str(error),
        )
        return render(request, "socialaccount/authentication_error.html", status=BAD_GATEWAY)


def _by_way_of_a_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A form may lead to our own pages only (CSP's form-action), so the way to another service goes over a page of ours."""
    target = urlsplit(response.get("Location", ""))
    if request.method != "POST" or not target.netloc or target.netloc == request.get_host():
        return response
    page = render(
        request, "accounts/onward.html", {"host": target.hostname, "href": target.geturl()}
    )
    page["Refresh"] = f"0; url={target.geturl()}"
    page.cookies = response.cookies
    return page
