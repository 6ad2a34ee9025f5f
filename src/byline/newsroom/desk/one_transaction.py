"""Runs each form of the desk that changes pages in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

CHANGES_PAGES = ("/admin/pages/", "/admin/bulk/", "/admin/api/main/pages/", "/admin/workflows/")
PREVIEWS = "/preview/"  # they are sent while somebody types, and write nothing

View = Callable[..., HttpResponse]


def in_one_transaction(view: View) -> View:
    """Roll back what the view did to pages if it raises an exception, such as a refusal.

    Wagtail saves a version before it publishes it. Other forms are left alone: they contact other
    servers or decode pictures, for which no writer should wait.
    """

    @wraps(view)
    def whole_or_not_at_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        changes_pages = request.path.startswith(CHANGES_PAGES) and PREVIEWS not in request.path
        if request.method != "POST" or not changes_pages:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return whole_or_not_at_all
