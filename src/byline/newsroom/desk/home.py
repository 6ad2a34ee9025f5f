"""The panels of the desk's home page."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from byline.lib.disk_full import can_write, has_room
from byline.lib.journal import read_journal
from byline.network.queries import alarming_deliveries
from byline.newsroom.choices import LATE_AFTER
from byline.newsroom.models import Article, PublishFailure
from byline.newsroom.models.schedule import scheduled_moment
from byline.newsroom.permissions import explorable_articles, run_sites, sections_to_file_in

MAX_SCHEDULES = 50


class WriteButton(SummaryItem):
    """A button for people who have a section to write for."""

    template_name = "newsroom/desk/write_button.html"

    def is_shown(self) -> bool:
        return sections_to_file_in(self.request.user).exists()


class Alarm(Component):
    """Articles that should be published and are not, and why."""

    order = 10
    template_name = "newsroom/desk/alarm.html"

    def __init__(self, user: Any) -> None:
        self.late = late_articles(user)
        self.nobody_keeps = (
            not read_journal(settings.DATA).is_fresh()
            and has_room(settings.DATA)  # without it the worker cannot write that it runs
            and bool(self.late or waiting_articles(user))
        )

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"late": self.late, "nobody_keeps": self.nobody_keeps}

    @property
    def rings(self) -> bool:
        return bool(self.late) or self.nobody_keeps


class FullDisk(Component):
    """A warning that nothing can be saved."""

    order = 4
    template_name = "newsroom/desk/full_disk.html"

    @property
    def is_shown(self) -> bool:
        return not can_write(settings.DATA)


class Staging(Component):
    """A notice on staging installations."""

    order = 5
    template_name = "newsroom/desk/staging.html"


class Undelivered(Component):
    """The number of deliveries that were given up, for people who run a site."""

    order = 20
    template_name = "newsroom/desk/undelivered.html"

    def __init__(self, user: Any) -> None:
        self.number = alarming_deliveries(run_sites(user)).count()

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"number": self.number}


class Drafts(Component):
    """The person's own unpublished work, the latest first."""

    order = 230
    template_name = "newsroom/desk/drafts.html"

    def __init__(self, user: Any) -> None:
        mine = Article.objects.filter(
            owner=user, has_unpublished_changes=True
        ) | Article.objects.filter(owner=user, live=False)
        self.drafts = list(
            mine.order_by("-latest_revision_created_at").select_related("section", "site")[:8]
        )

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"drafts": self.drafts}


class Waiting(Component):
    """The next scheduled articles."""

    order = 240
    template_name = "newsroom/desk/waiting.html"

    def __init__(self, user: Any) -> None:
        self.waiting = waiting_articles(user)[:8]

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"waiting": self.waiting}


def late_articles(user: Any) -> list[dict[str, Any]]:
    """Scheduled revisions that are overdue, as {"article", "moment", "reason"}."""
    return _scheduled(user, approved_go_live_at__lte=timezone.now() - LATE_AFTER)


def waiting_articles(user: Any) -> list[dict[str, Any]]:
    """Scheduled revisions that are not due yet, the next one first."""
    return _scheduled(user, approved_go_live_at__gt=timezone.now() - LATE_AFTER)


def _scheduled(user: Any, **due: Any) -> list[dict[str, Any]]:
    mine = explorable_articles(user)
    revisions = (
        Revision.page_revisions.filter(**due)
        .annotate(page_key=Cast("object_id", BigIntegerField()))
        .filter(page_key__in=mine.values("pk"))
        .order_by("approved_go_live_at")
    )
    moments = dict(revisions.values_list("page_key", "approved_go_live_at")[:MAX_SCHEDULES])
    articles = {
        article.pk: article for article in mine.filter(pk__in=moments).select_related("site")
    }
    reasons = dict(PublishFailure.objects.filter(page__in=moments).values_list("page", "reason"))
    return [
        {
            "article": articles[pk],
            "moment": scheduled_moment(articles[pk].site, due_at),
            "reason": reasons.get(pk, ""),
        }
        for pk, due_at in moments.items()
        if pk in articles
    ]
