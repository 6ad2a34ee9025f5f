"""The site's pages about itself: corrections, ownership, and the security contact."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from byline.network.queries import affiliations_of, settings_for
from byline.network.rules import contact_uri
from byline.newsroom.paging import page_of
from byline.newsroom.queries import corrections_on
from byline.newsroom.views.address import address
from byline.press.printing import printed
from byline.press.tags import expires_at

NO_CONTACT = "Nobody is named here to whom a weakness of this site could be reported.\n"
MONTHS_AHEAD = 6  # RFC 9116, 2.5.5: less than a year is advised


@printed()
def corrections(request: HttpRequest, number: str | None = None) -> HttpResponse:
    """The corrections of all articles, the newest first."""
    page = page_of(request, corrections_on(Site.find_for_request(request)), number, "/corrections/")
    return render(request, "byline/corrections.html", {"page": page})


@printed()
def network(request: HttpRequest) -> HttpResponse:
    """Ownership, funding and partners; without any, what else answers at this address."""
    affiliations = affiliations_of(Site.find_for_request(request))
    if not affiliations:
        return address(request, "network/")
    return render(request, "byline/network.html", {"affiliations": affiliations})


@printed()
def security(request: HttpRequest) -> HttpResponse:
    """The contact for vulnerabilities (RFC 9116); 404 without one."""
    masthead = settings_for(request)
    contact = masthead.security_contact or settings.OPTIONS.security_contact
    if not contact:
        return HttpResponse(NO_CONTACT, status=404, content_type="text/plain; charset=utf-8")
    now = timezone.localtime()
    expires_at(_month(now, ahead=1))
    lines = [
        f"Contact: {contact_uri(contact)}",
        f"Expires: {_month(now, ahead=MONTHS_AHEAD).isoformat()}",
        f"Preferred-Languages: {masthead.language}",
        f"Canonical: {masthead.site.root_url}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _month(now: datetime, ahead: int) -> datetime:
    """The first moment of a later month, in the site's time zone."""
    years, month = divmod(now.month - 1 + ahead, 12)
    return datetime(now.year + years, month + 1, 1, tzinfo=timezone.get_current_timezone())
