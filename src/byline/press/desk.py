"""The desk's page about the press."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from byline.press.reports import report
from byline.press.store import the_store


def may_see(request: HttpRequest) -> bool:
    """The store is the whole house's, so it is for those who look after the house."""
    return bool(request.user.is_active and request.user.is_superuser)


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """How many pages are kept, how often they are given, what was cleared last."""
    if not may_see(request):
        raise PermissionDenied
    found = report(the_store())
    changes = [(datetime.fromtimestamp(change.at, timezone.get_current_timezone()), change) for change in found.changes]
    shown = {"report": found, "percent": found.hit_rate is not None and round(found.hit_rate * 100, 1), "changes": changes}
    return render(request, "press/desk/press.html", shown)
