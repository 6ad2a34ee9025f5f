from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.discussion.choices import Reason


class ReplyTemplate(models.Model):
    """A site's text to authors for a reason; moderators can change it for each decision."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="reply_templates")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.TextField(_("message to the author"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("reply")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "reason"], name="one_reply_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.words[:60]}"
