from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from byline.network.queries import settings_for


def site(request: HttpRequest) -> dict[str, Any]:
    """`masthead` in templates: the settings of the site that was asked. Nothing before the first site exists."""
    return {"masthead": settings_for(request)} if Site.find_for_request(request) else {}
