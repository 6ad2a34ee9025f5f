"""The labels and the order of the editor's buttons."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem

from byline.newsroom.models import Article


class SubmitForReview(SubmitForModerationMenuItem):
    """Submits the article for review."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        state = context["page"].current_workflow_state if context.get("page") else None
        again = state and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = _("Submit for review again") if again else _("Submit for review")
        return context


def in_our_words(
    items: list[ActionMenuItem], request: HttpRequest, context: Mapping[str, Any]
) -> None:
    """Rename the buttons; for pages other than articles, *Publish* comes first."""
    items[:] = [_ours(item) for item in items]
    if not _is_for_article(request, context):
        items.sort(key=lambda item: item.name != "action-publish")


def _ours(item: ActionMenuItem) -> ActionMenuItem:
    if isinstance(item, SubmitForModerationMenuItem):
        return SubmitForReview(order=item.order)
    if isinstance(item, WorkflowMenuItem) and item.name == "approve":
        item.label = _("Approve and publish")
    return item


def _is_for_article(request: HttpRequest, context: Mapping[str, Any]) -> bool:
    page, asked = context.get("page"), request.resolver_match
    if page is not None:
        return isinstance(page.specific, Article)
    return asked is not None and asked.kwargs.get("content_type_model_name") == "article"
