from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from byline.network.queries import settings_for
from byline.press.static_export import is_static_export


def site(request: HttpRequest) -> dict[str, Any]:
    """`masthead` in templates: the settings of the requested site, once there is a site.

    `static_export` says that the page will be a file without a server behind it.
    """
    return (
        {"masthead": settings_for(request), "static_export": is_static_export(request)}
        if Site.find_for_request(request)
        else {}
    )
