from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from byline.accounts.rules import came_over_loopback
from byline.accounts.session_age import has_expired

GetResponse = Callable[[HttpRequest], HttpResponse]
PATH_PREFIX = "/accounts/"
DESK_PREFIX = "/admin/"
OPEN_DESK_PATHS = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")

log = structlog.get_logger("byline.accounts")


class SessionRestrictionsMiddleware:
    """Treats a user as signed out if the session has expired, or if the account is `loopback_only`
    and the request comes from another machine.
    """

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
    if getattr(known, "is_authenticated", False) and has_expired(request.session, timezone.now()):
        request.session.flush()
        return AnonymousUser()
    return known._wrapped if isinstance(known, SimpleLazyObject) else known  # noqa: SLF001


class SecondFactorMiddleware:
    """With `desk_second_factor`, has people without a second factor set one up before the desk.

    A passkey counts as one: it verifies the person itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_desk = request.path.startswith(DESK_PREFIX) and request.path not in OPEN_DESK_PATHS
        if is_desk and request.user.is_authenticated and not is_mfa_enabled(request.user):
            messages.info(request, _("The desk needs a second factor. Please set one up."))
            return redirect("mfa_index")
        return self.get_response(request)


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
        if request.method == "POST" and request.path == reverse("account_logout"):
            response["Clear-Site-Data"] = '"cache", "storage"'  # allauth deletes the cookies itself
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
    """Redirect to another service through a page of ours: CSP's form-action forbids it directly."""
    target = urlsplit(response.get("Location", ""))
    if request.method != "POST" or not target.netloc or target.netloc == request.get_host():
        return response
    page = render(
        request, "accounts/onward.html", {"host": target.hostname, "href": target.geturl()}
    )
    page["Refresh"] = f"0; url={target.geturl()}"
    page.cookies = response.cookies
    return page
