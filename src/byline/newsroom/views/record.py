"""What the paper says of itself: what it got wrong, whose it is, and whom to tell of a weakness."""

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
    """What the paper got wrong and put right, the newest first."""
    page = page_of(request, corrections_on(Site.find_for_request(request)), number, "/corrections/")
    return render(request, "byline/corrections.html", {"page": page})


@printed()
def network(request: HttpRequest) -> HttpResponse:
    """Who owns the paper, pays for it and works with it; whatever else stands there while it tells of nobody."""
    affiliations = affiliations_of(Site.find_for_request(request))
    if not affiliations:
        return address(request, "network/")
    return render(request, "byline/network.html", {"affiliations": affiliations})


@printed()
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where nobody is named."""
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
    """When a month begins that is so many after this one, by the site's clock."""
    years, month = divmod(now.month - 1 + ahead, 12)
    return datetime(now.year + years, month + 1, 1, tzinfo=timezone.get_current_timezone())
