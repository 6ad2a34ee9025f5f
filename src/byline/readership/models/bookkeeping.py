"""What the tally needs to count each line of the spool once, and each visitor once a day."""

from typing import ClassVar

from django.db import models


class SpoolOffset(models.Model):
    """The offset up to which a spool file is tallied, written together with the counts."""

    file = models.CharField(max_length=80, primary_key=True)
    offset = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.file} up to {self.offset}"


class SeenVisitor(models.Model):
    """A visitor of an article on a day, and the networks they come from, as hashes."""

    day = models.DateField()
    visitor_hash = models.CharField(max_length=24)
    network_hash = models.CharField(max_length=24)
    provider_hash = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "visitor_hash"], name="seen_once_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "network_hash"], name="seen_from_a_network"),
            models.Index(fields=["day", "provider_hash"], name="seen_from_a_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.visitor_hash} on {self.day}"
