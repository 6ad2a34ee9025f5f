"""The public page of a site's moderation in figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from byline.discussion.transparency import transparency_report_of
from byline.network.choices import PolicyKind
from byline.network.queries import current_policy


@require_safe
def transparency_report(request: HttpRequest) -> HttpResponse:
    """Figures of 30 days and 12 months, without names."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    shown = {
        "figures": transparency_report_of(site, timezone.now()),
        "policy": current_policy(site, PolicyKind.COMMENT_POLICY),
    }
    return render(request, "discussion/transparency_report.html", shown)
