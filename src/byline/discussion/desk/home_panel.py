"""The moderators' panel on the desk's home page."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from byline.discussion.desk.queue_filter import (
    needing_decision,
    objected,
    reported,
    reported_illegal,
)
from byline.discussion.models import Comment
from byline.discussion.moderators import moderated_sites


class WaitingResponses(Component):
    """How many responses, reports and objections need a decision by this person."""

    order = 100
    template_name = "discussion/desk/home_panel.html"

    def __init__(self, user: Any) -> None:
        self.sites = list(moderated_sites(user))

    @property
    def is_for_them(self) -> bool:
        return bool(self.sites)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "pending": Comment.objects.waiting().filter(site__in=self.sites).count(),
            "reported": reported(self.sites).distinct().count(),
            "illegal": reported_illegal(self.sites).distinct().count(),
            "objected": objected(self.sites).distinct().count(),
            "oldest": needing_decision(self.sites)
            .order_by("posted_at")
            .values_list("posted_at", flat=True)
            .first(),
        }
