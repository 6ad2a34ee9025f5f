"""The gate before every page of the desk whose address names a page of the tree.

Wagtail's views differ in what they check before they show a headline. This comes before all of
them, those of future versions included.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from byline.newsroom.page_policy import page_policy

GetResponse = Callable[[HttpRequest], HttpResponse]
DESK_PATH = "/admin/"
CHOOSER_PATH = "/admin/choose-page/"
PAGE_PARAMETERS = {
    "page_id",
    "page_pk",
    "parent_page_id",
    "page_to_move_id",
    "destination_id",
}


class PageGateMiddleware:
    """Refuses addresses of the desk that name a page which the person does not see."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        pks = {kwargs[name] for name in PAGE_PARAMETERS & kwargs.keys()}
        if not pks or not request.path.startswith(DESK_PATH):
            return None
        user: Any = request.user
        if not user.is_authenticated or user.is_superuser:
            return None
        is_chooser = request.path.startswith(CHOOSER_PATH)
        policy = page_policy
        seen = policy.choosable_instances(user) if is_chooser else policy.explorable_instances(user)
        hidden = Page.objects.filter(pk__in=pks).exclude(pk__in=seen.values("pk"))
        response: HttpResponse | None = permission_denied(request) if hidden.exists() else None
        return response
