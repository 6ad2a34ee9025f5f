from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock

from byline.newsroom.models.schedule import scheduled_moment


class ScheduledLock(ScheduledForPublishLock):
    """Nobody edits a scheduled article: what goes out is the version that was scheduled."""

    def get_message(self, user: Any) -> str:
        revision = self.object.scheduled_revision
        return format_html(
            _(
                "“{title}” is scheduled for <b>{moment}</b>, and locked until then. To change it "
                "or its date, cancel the schedule first."
            ),
            title=revision.object_str,
            moment=scheduled_moment(self.object.site, revision.approved_go_live_at),
        )
