"""Requests that are answered on the event loop, where nothing may wait."""

from typing import Any

ON_EVENT_LOOP = "byline.on_event_loop"
"""In a WSGI environment: whether the application runs on the event loop."""


class NeedsThreadError(Exception):
    """The request cannot be answered on the event loop; nothing was done."""


def leave_event_loop(environ: dict[str, Any]) -> None:
    """Raise NeedsThreadError on the event loop."""
    if environ.get(ON_EVENT_LOOP):
        raise NeedsThreadError
