"""Shows the dates of a page at the desk in the time zone of its site."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from byline.network.queries import zone_of

GetResponse = Callable[[HttpRequest], HttpResponse]
PAGES_PATH = "/admin/pages/"


class PageZoneMiddleware:
    """Activates the site's time zone, where Wagtail uses the account's, for this request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        key = kwargs.get("page_id")
        if key is None or not request.path.startswith(PAGES_PATH):
            return
        user: Any = request.user
        site = _site_of(key) if user.is_authenticated else None
        if site is None:
            return
        profile: Any = UserProfile.get_for_user(user)
        profile.get_current_time_zone = lambda: zone_of(site.pk).key  # not its field: it is saved
        user.wagtail_userprofile = profile


def _site_of(page_id: int) -> Site | None:
    page = Page.objects.filter(pk=page_id).first()
    return page.get_site() if page else None
