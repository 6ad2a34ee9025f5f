from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]
DESK_PATH = "/admin/"


class DeskErrorMiddleware:
    """Shows the desk's users why an action was refused, on the page where they were."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not request.path.startswith(DESK_PATH):
            return None
        is_incomplete = isinstance(error, MultiValueDictKeyError)  # not a form of the desk
        if is_incomplete or isinstance(error, OverflowError) or _is_invalid_key(error):
            raise BadRequest from error
        if not isinstance(error, ValidationError | ProtectedError):
            return None
        why = " ".join(error.messages) if isinstance(error, ValidationError) else _in_use(error)
        if not request.accepts("text/html"):
            return JsonResponse(
                {"success": False, "error_code": "validation_error", "error_message": why},
                status=400,
            )
        messages.error(request, why)
        back = _return_url(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse(
                {"step": "success", "redirect": back}
            )  # a dialog: it leads back to the page below it
        return redirect(back)


def _is_invalid_key(error: Exception) -> bool:
    """Whether a value is not a primary key, or one that no row has."""
    words = str(error) if isinstance(error, ValueError) else ""
    return "expected a number but got" in words or "integer string conversion" in words


def _return_url(request: HttpRequest) -> str:
    came = urlsplit(request.headers.get("Referer", ""))
    same = came.netloc == request.get_host() and came.path.startswith(DESK_PATH)
    if same and not (came.path == request.path and request.method == "GET"):
        return came.path + (f"?{came.query}" if came.query else "")
    return reverse("wagtailadmin_home")


def _in_use(error: ProtectedError) -> str:
    names = ", ".join(sorted({str(thing) for thing in error.protected_objects})[:5])
    return _("This is still in use and cannot be deleted: %(names)s.") % {"names": names}
