from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import PageLogEntry

from byline.newsroom.models.schedule import scheduled_moment


class ScheduledLock(ScheduledForPublishLock):
    """Nobody edits a scheduled article: what goes out is the version that was scheduled."""

    def get_message(self, user: Any) -> str:
        return format_html(
            _(
                "“{title}” is scheduled for <b>{moment}</b>, and locked until then. To change it "
                "or its date, cancel the schedule first."
            ),
            title=self.object.scheduled_revision.object_str,
            moment=self._moment(),
        )

    def get_description(self, user: Any) -> str:
        entry = PageLogEntry.objects.filter(
            revision=self.object.scheduled_revision, action="wagtail.publish.schedule"
        ).last()
        if entry is None or entry.user is None:
            return _("Scheduled for %(moment)s") % {"moment": self._moment()}
        names = {"moment": self._moment(), "name": entry.user.get_full_name() or entry.user.email}
        return _("Scheduled for %(moment)s by %(name)s") % names

    def _moment(self) -> str:
        moment = self.object.scheduled_revision.approved_go_live_at
        return scheduled_moment(self.object.site, moment)
