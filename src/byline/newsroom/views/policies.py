from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Site

from byline.network.models import PolicyVersion
from byline.press.printing import printed


@printed()
def policy_version(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One wording that a policy had, with the others it had."""
    versions = PolicyVersion.objects.filter(site=Site.find_for_request(request), kind=kind)
    shown = get_object_or_404(versions, number=number)
    return render(request, "byline/policy_version.html", {"version": shown, "versions": versions})
