from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Site

from byline.network.choices import PolicyKind
from byline.network.queries import policy_versions
from byline.press.printing import printed


@printed()
def policy_version(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One version of a policy, with links to the others."""
    if kind not in PolicyKind.values:
        raise Http404
    versions = policy_versions(Site.find_for_request(request), kind)
    shown = get_object_or_404(versions, number=number)
    return render(request, "byline/policy_version.html", {"version": shown, "versions": versions})
