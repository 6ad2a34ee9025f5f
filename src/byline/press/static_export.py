"""Pages rendered for a static export, which are served without this server.

The exporter says so in the WSGI environment. Features that need a server (a form, a beacon, an
account) check this and are left out.
"""

from typing import Any

ENVIRON_KEY = "byline.static_export"  # in the WSGI environment, and so in a request's META


def is_static_export(request: Any) -> bool:
    """Whether the page is rendered for a static export. A template may have no request (None)."""
    return bool(request is not None and request.META.get(ENVIRON_KEY))
