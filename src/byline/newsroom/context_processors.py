from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from byline.newsroom.queries import navigation_of


def guide(request: HttpRequest) -> dict[str, Any]:
    """`guide` in templates: the site's navigation, queried by the pages that show it."""
    site = Site.find_for_request(request)
    return {"guide": SimpleLazyObject(lambda: navigation_of(site))} if site else {}
