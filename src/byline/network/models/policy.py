from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.network.choices import PolicyKind


class PolicyVersion(models.Model):
    """A published version of a site's policy.

    It is never changed or deleted: somebody may have agreed to it.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="policy_versions")
    kind = models.CharField(max_length=20, choices=PolicyKind.choices)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    text = models.TextField(help_text=_("The HTML that readers saw."))
    in_force_since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["site", "kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "kind", "number"], name="policy_versions_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.number}"
