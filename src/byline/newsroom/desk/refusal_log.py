"""Logs refused requests at the desk.

Wagtail refuses with a redirect and a message, which the log of requests does not show.
"""

import structlog
from django.http import HttpRequest, HttpResponse
from wagtail.admin import auth

refuse = auth.permission_denied
log = structlog.get_logger("byline.security")


def log_and_refuse(request: HttpRequest) -> HttpResponse:
    log.warning(
        "refused at the desk", account=request.user.pk, method=request.method, path=request.path
    )
    response: HttpResponse = refuse(request)
    return response


auth.permission_denied = log_and_refuse
