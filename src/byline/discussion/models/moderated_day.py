from typing import ClassVar

from django.db import models
from wagtail.models import Site


class ModeratedDay(models.Model):
    """Counts of moderation on a site on one day (UTC), without names.

    `actions.statistics.count_day` documents the keys of `counts`.
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
