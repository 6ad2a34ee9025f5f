from typing import ClassVar

from django.db import models
from wagtail.models import Site


class ModeratedDay(models.Model):
    """What moderation did on a site on one day (UTC), counted; nobody's name is in it.

    `counts` holds what actions/tallying.py writes there.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    counts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "day"], name="a_day_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.site}, {self.day}"
