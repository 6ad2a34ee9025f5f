"""The ledger: what was imported, so that an import can be run again."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Site


class Source(models.Model):
    """An old site whose content was imported into one of ours.

    `address` is its address without scheme.
    """

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
    """One item of the source and the object that it became.

    `kind` and `key` identify it in the source. `content_hash` is its fingerprint when it was
    imported; `revision` and `state` (live, scheduled, draft) are those of the object after the
    import, and show whether somebody has changed it since. A target that no longer exists was
    deleted here, and stays deleted. Items that are not indexed are indexed by the next run.
    `remarks` are pairs of kind and subject, for the report.
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
