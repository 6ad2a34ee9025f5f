from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import timezone, translation
from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.network.queries import is_staging, resolve_site, settings_for
from byline.network.rules import is_loopback_name
from byline.network.security_headers import add_security_headers
from byline.press.tags import depends_on

NO_TRAINING_HEADERS = {"tdm-reservation": "1", "Content-Usage": "train-ai=n"}
"""W3C's TDMRep (2024), section 4, and the IETF's aipref, as in robots.txt."""
SET_UP_PAGES = frozenset({"/", "/admin"})
SET_UP_FOLDERS = ("/-/welcome/", "/admin/", "/accounts/", settings.MEDIA_URL, settings.STATIC_URL)

GetResponse = Callable[[HttpRequest], HttpResponse]


class SiteMiddleware:
    """Answers only for hosts of sites, in their language and time zone, with security headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/-/health"):
            return self.get_response(request)
        response = self._respond(request)
        add_security_headers(request, response)
        return response

    def _respond(self, request: HttpRequest) -> HttpResponse:
        site = resolve_site(request)
        if site is None and not Site.objects.exists():
            return self._before_set_up(request)
        if not is_known_host(request, site):
            return misdirected(request)
        if site is None:  # this machine's own name, and no site is the default one
            is_desk = request.path.startswith(SET_UP_FOLDERS)
            return self.get_response(request) if is_desk else misdirected(request)
        depends_on(f"site:{site.pk}")
        chosen = settings_for(request)
        with translation.override(chosen.language), timezone.override(chosen.zone):
            return add_protective_headers(request, self.get_response(request), chosen)

    def _before_set_up(self, request: HttpRequest) -> HttpResponse:
        """Before there is a site, serve only the pages that create one, under any host name."""
        if request.path in SET_UP_PAGES or request.path.startswith(SET_UP_FOLDERS):
            return self.get_response(request)
        return HttpResponse(
            "There is no site here yet.\n", status=404, content_type="text/plain; charset=utf-8"
        )


def misdirected(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        f"No site here has the host name {request.get_host()}.\n",
        status=421,
        content_type="text/plain",
    )


def is_known_host(request: HttpRequest, site: Site | None) -> bool:
    """Whether the host is a site's, one of the extra hosts, or a name of this machine."""
    name = split_domain_port(request.get_host())[0].strip("[]")
    return (
        is_loopback_name(name)
        or name in settings.OPTIONS.hosts
        or (site is not None and site.hostname == name)
    )


def add_protective_headers(
    request: HttpRequest, response: HttpResponse, chosen: SiteSettings
) -> HttpResponse:
    """Add the security and privacy headers."""
    if is_staging():
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if chosen.refuses_training:
        for name, value in NO_TRAINING_HEADERS.items():
            response.headers[name] = value
    add_security_headers(request, response, chosen.accent_css)
    return response
