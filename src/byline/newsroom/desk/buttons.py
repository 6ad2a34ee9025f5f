"""The labels and the order of the editor's buttons."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PageLockedMenuItem,
    PublishMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

from byline.newsroom.editing.form import LATER, NOW
from byline.newsroom.models import Article
from byline.newsroom.models.schedule import is_to_come
from byline.newsroom.models.scheduled_lock import ScheduledLock


class SendForReview(SubmitForModerationMenuItem):
    """Submits the article for review."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        state = context["page"].current_workflow_state if context.get("page") else None
        again = state and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = _("Send for review again") if again else _("Send for review")
        return context


class PublishNow(PublishMenuItem):
    """Publishes the article at once."""

    template_name = "newsroom/desk/publish_button.html"
    when = NOW

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "when": self.when, "label": self.button_label()}

    def button_label(self) -> str:
        return _("Publish now")


class PublishLater(PublishNow):
    """Schedules the article for the date in its field."""

    icon_name = "calendar-alt"
    when = LATER

    def button_label(self) -> str:
        return _("Publish on …")


class Locked(PageLockedMenuItem):
    """Replaces the buttons of a scheduled article by the time of its publication."""

    template_name = "newsroom/desk/locked_button.html"
    icon_name = "lock"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        lock = context["page"].get_lock()
        if isinstance(lock, ScheduledLock):
            context["label"] = lock.get_description(context["request"].user)
        return context


def rename_buttons(
    items: list[ActionMenuItem], request: HttpRequest, context: Mapping[str, Any]
) -> None:
    """Rename the buttons; for pages other than articles, *Publish* comes first."""
    is_for_article = _is_for_article(request, context)
    items[:] = [
        ours for item in items for ours in _renamed(item, context, is_for_article=is_for_article)
    ]
    if not is_for_article:
        items.sort(key=lambda item: item.name != "action-publish")


def _renamed(
    item: ActionMenuItem, context: Mapping[str, Any], *, is_for_article: bool
) -> list[ActionMenuItem]:
    if isinstance(item, SubmitForModerationMenuItem):
        return [SendForReview(order=item.order)]
    if isinstance(item, PageLockedMenuItem):
        return [Locked(order=item.order)]
    if isinstance(item, PublishMenuItem) and is_for_article:
        return [PublishNow(order=item.order), PublishLater(order=item.order)]
    if isinstance(item, WorkflowMenuItem) and item.name == "approve":
        is_scheduled = is_to_come(context["page"].go_live_at)
        item.label = _("Approve and schedule") if is_scheduled else _("Approve and publish")
    return [item]


def _is_for_article(request: HttpRequest, context: Mapping[str, Any]) -> bool:
    page, asked = context.get("page"), request.resolver_match
    if page is not None:
        return isinstance(page.specific, Article)
    return asked is not None and asked.kwargs.get("content_type_model_name") == "article"
