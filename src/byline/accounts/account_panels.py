"""Sections that other rooms add to the account page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Panel = Callable[[HttpRequest], SafeString]
PANELS: list[Panel] = []


def on_account_page(panel: Panel) -> Panel:
    """Register a panel, which renders a section with an h2 heading for the signed-in person."""
    PANELS.append(panel)
    return panel
