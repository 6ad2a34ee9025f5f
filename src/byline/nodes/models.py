"""The nodes of an installation, and the changes that they must know of. In use with PostgreSQL."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Node(models.Model):
    """A node since its cache was last empty; a restart or a lapse makes another row.

    The node's agent writes its row. Dates are the database server's, for people to read; no lease
    depends on them.
    """

    incarnation = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=40, db_index=True)
    has_expired = models.BooleanField(default=False)
    """Whether writers have stopped waiting for this row. Then its lease is never renewed again."""

    is_draining = models.BooleanField(default=False)
    version = models.CharField(max_length=40)
    started_at = models.DateTimeField(db_default=Now())
    renewed_at = models.DateTimeField(db_default=Now())
    hits = models.PositiveBigIntegerField(default=0)
    """Cached pages that it has served since it was started."""

    receipt_ms = models.FloatField(null=True)
    """Milliseconds from the last change's announcement to this node's receipt."""

    clock_offset_ms = models.FloatField(null=True)
    """By how much its clock is ahead of the database server's."""

    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ("name", "-started_at")

    def __str__(self) -> str:
        return self.name


class PendingChange(models.Model):
    """A transaction that is about to commit, and the tags of the pages that it changes.

    In PostgreSQL, the table is unlogged: after a crash, no such transaction can still commit.
    """

    tags = models.JSONField()
    transaction = models.BigIntegerField()
    """Its full transaction ID (xid8)."""

    receipts = models.JSONField(default=list)
    """The incarnations that have removed these pages, and store none until this row is gone."""

    announced_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.transaction}: {' '.join(self.tags)}"
