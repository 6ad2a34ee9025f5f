"""What the tally needs to count each line of the spool once, and each reader once a day."""

from typing import ClassVar

from django.db import models


class SpoolOffset(models.Model):
    """Up to which byte a file of the spool is tallied; written in the transaction that writes the numbers."""

    file = models.CharField(max_length=80, primary_key=True)
    offset = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.file} up to {self.offset}"


class SeenVisitor(models.Model):
    """A reader of an article on a day, and the place it was read from, as marks that cannot be traced when the day is over."""

    day = models.DateField()
    visitor_hash = models.CharField(max_length=24)
    network_hash = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "visitor_hash"], name="seen_once_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "network_hash"], name="seen_from_a_network")
        ]

    def __str__(self) -> str:
        return f"{self.visitor_hash} on {self.day}"
