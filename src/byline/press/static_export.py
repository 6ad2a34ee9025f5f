"""Pages that stand by themselves: printed for plain files, behind which no server answers.

Whoever asks for one says so in the WSGI environment; what needs an answer (a form, a beacon, an account) asks here,
and stays away.
"""

from typing import Any

ENVIRON_KEY = "byline.static_export"  # in the WSGI environment, and so in a request's META


def is_static_export(request: Any) -> bool:
    """Whether the page that is asked for will stand by itself. `request` may be None, as in a template without one."""
    return bool(request is not None and request.META.get(ENVIRON_KEY))
