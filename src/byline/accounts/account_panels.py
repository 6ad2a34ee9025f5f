"""What other rooms show on a person's account page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Panel = Callable[[HttpRequest], SafeString]
PANELS: list[Panel] = []


def on_account_page(panel: Panel) -> Panel:
    """Show what `panel` makes for the person who is signed in: a part of a page, with a heading of the second level."""
    PANELS.append(panel)
    return panel
