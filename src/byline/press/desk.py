"""The desk's report on stored pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from byline.press.reports import press_report
from byline.press.store import installation_store

Rule = Callable[[Any], bool]
_rules: list[Rule] = []


def also_visible_to(rule: Rule) -> Rule:
    """Also show the report to every person for whom `rule` returns True."""
    _rules.append(rule)
    return rule


def is_visible_to(request: HttpRequest) -> bool:
    """Superusers see the report, because it covers every site, and people whom a room adds."""
    user = request.user
    return bool(user.is_active and (user.is_superuser or any(rule(user) for rule in _rules)))


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    if not is_visible_to(request):
        raise PermissionDenied
    report = press_report(installation_store())
    changes = [
        (datetime.fromtimestamp(change.opened_at, timezone.get_current_timezone()), change)
        for change in report.changes
    ]
    shown = {
        "report": report,
        "percent": report.hit_rate is not None and round(report.hit_rate * 100, 1),
        "changes": changes,
    }
    return render(request, "press/desk/press.html", shown)
