from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PublishFailure(models.Model):
    """Why a page that was due could not be published, and when it was last tried."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="publish_failure")
    reason = models.TextField(_("reason"))
    since = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.page}: {self.reason}"
