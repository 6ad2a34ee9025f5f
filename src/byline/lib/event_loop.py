"""Requests that are answered on the event loop, where nothing may wait."""

from collections.abc import Hashable
from typing import Any

ON_EVENT_LOOP = "byline.on_event_loop"
"""In a WSGI environment: whether the application runs on the event loop."""


class NeedsThreadError(Exception):
    """The request cannot be answered on the event loop; nothing was done.

    `page` identifies what a thread will render and store for everybody who asks for it, if it will.
    """

    def __init__(self, page: Hashable | None) -> None:
        super().__init__(page)
        self.page = page


def leave_event_loop(environ: dict[str, Any], page: Hashable | None = None) -> None:
    """Raise NeedsThreadError on the event loop."""
    if environ.get(ON_EVENT_LOOP):
        raise NeedsThreadError(page)
