import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.lib.disk_full import is_disk_full
from byline.newsroom.queries import as_cards, latest_articles


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 with what is accepted for a request that is too large."""
    status, words = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request could not be understood.")
    if isinstance(exception, RequestDataTooBig):
        size = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        words = _("The request is too large: %(size)s can be sent here.") % {"size": size}
    elif isinstance(exception, TooManyFieldsSent):
        number = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        words = _("The request has too many fields: %(number)s can be sent here.") % {
            "number": number
        }
    elif not isinstance(exception, TooManyFilesSent):
        status = HTTPStatus.BAD_REQUEST
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search and the newest articles."""
    return render(request, "byline/404.html", _suggestions(request), status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410, for pages that were unpublished."""
    return render(request, "byline/410.html", _suggestions(request), status=410)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 507 if the disk is full, from a template without queries.

    The database may be the cause. Nothing was changed: writing is done in transactions. Scripts of
    the desk get JSON; of the codes that the editor's autosave knows, it shows the message of this.
    """
    if is_disk_full(sys.exception()):
        status = HTTPStatus.INSUFFICIENT_STORAGE
        if is_script(request):
            message = _("The server's disk is full: nothing was saved. Try again later.")
            refusal = {
                "success": False,
                "error_code": "validation_error",
                "error_message": message,
            }
            return JsonResponse(refusal, status=status)
        return HttpResponse(render_to_string("byline/507.html"), status=status)
    return HttpResponse(render_to_string("byline/500.html"), status=500)


def is_script(request: HttpRequest) -> bool:
    """Whether a script of the desk sent this, which cannot show a page."""
    return (
        not request.accepts("text/html")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


def _suggestions(request: HttpRequest) -> dict[str, object]:
    site = Site.find_for_request(request)
    return {"newest": as_cards(latest_articles(site))[:4] if site else []}
