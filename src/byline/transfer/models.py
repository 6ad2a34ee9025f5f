"""What is remembered of every import, so that it can be run again."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Site


class Source(models.Model):
    """An old site whose content was moved into one of ours. `address` is where it stood, without the scheme."""

    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=500)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="sources")
    first_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "address", "site"], name="one_source_an_old_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"


class ImportedItem(models.Model):
    """One thing of the old site and what became of it here.

    `kind` and `key` name it there. `content_hash` tells whether it has changed there since; `revision` and `state` (live,
    scheduled, draft) are what the import left, and tell whether somebody has changed it here. A target that is gone was
    deleted here, and stays deleted. What is not indexed is owed to the search. `remarks` are [kind, what], for the report.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64)
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    revision = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=12, blank=True)
    line = models.PositiveBigIntegerField(default=0)
    is_indexed = models.BooleanField(default=True)
    remarks = models.JSONField(default=list)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "kind", "key"], name="imported_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_id"], name="imported_as"),
            models.Index(
                fields=["source"], condition=models.Q(is_indexed=False), name="imported_unindexed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
