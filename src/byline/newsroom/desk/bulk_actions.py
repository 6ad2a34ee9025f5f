"""Wagtail's bulk actions, limited to what the person may see.

Wagtail's own list the titles of all objects that they refuse.
"""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from byline.newsroom.desk.page_permissions import visible_instances


class VisibleObjectsMixin:
    """Removes objects that the person may not see from the list of refused ones."""

    request: HttpRequest
    model: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        actionable, refused = super().get_actionable_objects()  # type: ignore[misc]
        keys = {_object_of(entry).pk for entries in refused.values() for entry in entries}
        visible = visible_instances(self.request.user, self.model).filter(pk__in=keys)
        shown = set(visible.values_list("pk", flat=True))
        return actionable, {
            reason: [entry for entry in entries if _object_of(entry).pk in shown]
            for reason, entries in refused.items()
        }


def _object_of(entry: Any) -> Any:
    """The refused object; some actions list a dictionary with more about it."""
    return entry["item"] if isinstance(entry, dict) else entry


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    visible = type(action_class.__name__, (VisibleObjectsMixin, action_class), {})
    response: HttpResponse = visible(request, apps.get_model(app_label, model_name)).dispatch(
        request
    )
    return response
