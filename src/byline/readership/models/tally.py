"""How often articles were read: in total, and by day, hour, referring host and minute."""

from typing import ClassVar

from django.db import models
from wagtail.models import Site

from byline.newsroom.models import Article


class Tally(models.Model):
    """An article's count: what it was `before` an import, and the `reads` counted since.

    `shown` is what its page displays. It follows at most once a minute; until then, `is_behind`.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    before = models.PositiveBigIntegerField(default=0)
    reads = models.PositiveBigIntegerField(default=0)
    shown = models.PositiveBigIntegerField(default=0)
    shown_at = models.DateTimeField(null=True, blank=True)
    is_behind = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["article"], condition=models.Q(is_behind=True), name="tallies_behind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.total} of “{self.article}”"

    @property
    def total(self) -> int:
        return self.before + self.reads


class DayTally(models.Model):
    """Kept permanently: all other numbers can be computed from these."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="day_tallies")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "day"], name="one_tally_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "day", "article", "reads"], name="tallies_of_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reads}"


class HourTally(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="hour_tallies")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "day", "hour"], name="one_tally_an_hour")
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "day", "hour", "reads"], name="hours_of_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.hour}: {self.reads}"


class ReferrerTally(models.Model):
    """The referring host; "" if the browser sent none.

    `networks` counts those that named the host, up to NETWORKS_TO_ADMIT; with fewer, it is not
    shown.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="referrer_tallies")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    host = models.CharField(max_length=253, blank=True)
    reads = models.PositiveIntegerField(default=0)
    networks = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "day", "host"], name="one_tally_a_referrer")
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "day", "host", "reads"], name="referrers_of_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.host}: {self.reads}"


class ReferrerNetwork(models.Model):
    """A provider's network that named a referring host, as a hash; kept as long as SeenVisitor."""

    tally = models.ForeignKey(
        ReferrerTally, on_delete=models.CASCADE, related_name="naming_networks", db_index=False
    )
    provider_hash = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tally", "provider_hash"], name="named_once_a_network")
        ]

    def __str__(self) -> str:
        return f"{self.provider_hash}: {self.tally}"


class MinuteTally(models.Model):
    """Minutes since 1970; the last half hour is kept."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="minute_tallies")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    minute = models.PositiveIntegerField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "minute"], name="one_tally_a_minute")
        ]
        indexes: ClassVar = [models.Index(fields=["minute", "site"], name="minutes_of_a_site")]

    def __str__(self) -> str:
        return f"{self.minute}: {self.reads}"
