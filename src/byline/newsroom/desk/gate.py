"""Checks permissions before every page of the desk whose address names an object.

Wagtail's views differ in what they check before they show a headline or a name. This comes before
all of them, those of future versions included.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model

from byline.lib.row_keys import row_key
from byline.newsroom.contributor_policy import CHOOSE
from byline.newsroom.desk.page_permissions import instances_for, visible_instances
from byline.newsroom.models import Contributor, Picture
from byline.newsroom.page_policy import page_policy
from byline.newsroom.permissions import owned_sites

GetResponse = Callable[[HttpRequest], HttpResponse]
DESK_PATH = "/admin/"
CHOOSER_PATH = "/admin/choose-page/"
PAGE_PARAMETERS = {"page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id"}
SITE_SETTINGS = "wagtailsettings"
OPERATORS_REPORT = "wagtailadmin_reports:page_types_usage"  # names the newest page of every site
CONTRIBUTORS = "wagtailsnippets_newsroom_contributor"
CHOOSERS = {
    "wagtailsnippetchoosers_newsroom_contributor": Contributor,
    "wagtailimages_chooser": Picture,
    "wagtaildocs_chooser": get_document_model(),
}
FILE_PARAMETERS = {
    "image_id": Picture,
    "document_id": get_document_model(),
    "doc_id": get_document_model(),
}


class DeskGateMiddleware:
    """Refuses addresses of the desk that name an object which the person may not see."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        user: Any = request.user if request.path.startswith(DESK_PATH) else None
        if not user or not user.is_authenticated or user.is_superuser:
            return None
        match = request.resolver_match
        if match and match.view_name.startswith(OPERATORS_REPORT):
            refusal: HttpResponse = permission_denied(request)
            return refusal
        for named, seen in _objects_in_address(request, kwargs):
            keys = {key for name in named if (key := row_key(name)) is not None}
            hidden = seen.model._default_manager.filter(pk__in=keys).exclude(
                pk__in=seen.values("pk")
            )
            if keys and hidden.exists():
                response: HttpResponse = permission_denied(request)
                return response
        return None


def _objects_in_address(
    request: HttpRequest, kwargs: dict[str, Any]
) -> Iterator[tuple[Iterable[Any], QuerySet[Any]]]:
    """The keys in the address, each with the objects of that kind which the person may see."""
    user, namespace = request.user, _namespace(request)
    if pages := [kwargs[name] for name in PAGE_PARAMETERS & kwargs.keys()]:
        is_chooser = request.path.startswith(CHOOSER_PATH)
        policy = page_policy
        yield (
            pages,
            policy.choosable_instances(user) if is_chooser else policy.explorable_instances(user),
        )
    for name in FILE_PARAMETERS.keys() & kwargs.keys():
        yield [kwargs[name]], visible_instances(user, FILE_PARAMETERS[name])
    if namespace in CHOOSERS:
        chosen = [kwargs["pk"]] if "pk" in kwargs else request.GET.getlist("id")
        yield chosen, instances_for(user, CHOOSERS[namespace], [CHOOSE])
    if namespace == SITE_SETTINGS and "pk" in kwargs:
        yield [kwargs["pk"]], owned_sites(user)
    if namespace == CONTRIBUTORS and "pk" in kwargs:
        yield [kwargs["pk"]], instances_for(user, Contributor, ["change"])


def _namespace(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.namespace if match else ""
