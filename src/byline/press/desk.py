"""The desk's page about the press."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from byline.press.reports import press_report
from byline.press.store import the_store

Rule = Callable[[Any], bool]
_rules: list[Rule] = []


def also_visible_to(rule: Rule) -> Rule:
    """Let the page be seen, too, by every person for whom `rule` holds."""
    _rules.append(rule)
    return rule


def is_visible_to(request: HttpRequest) -> bool:
    """The store is the whole house's, so it is for those who look after the house, and for whom another room lets see it."""
    user = request.user
    return bool(user.is_active and (user.is_superuser or any(rule(user) for rule in _rules)))


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """How many pages are kept, how often they are given, what was cleared last."""
    if not is_visible_to(request):
        raise PermissionDenied
    found = press_report(the_store())
    changes = [
        (datetime.fromtimestamp(change.opened_at, timezone.get_current_timezone()), change)
        for change in found.changes
    ]
    shown = {
        "report": found,
        "percent": found.hit_rate is not None and round(found.hit_rate * 100, 1),
        "changes": changes,
    }
    return render(request, "press/desk/press.html", shown)
