"""The nodes of an installation."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Node(models.Model):
    """A machine that serves this installation, or did: one row for each name.

    The node's agent writes its row (`press.agent`). `incarnation` is another one whenever the node
    begins with an empty page cache. Dates are the database server's, for people to read; no lease
    depends on them.
    """

    name = models.CharField(max_length=40, primary_key=True)
    incarnation = models.UUIDField(default=uuid4)
    renewals = models.PositiveBigIntegerField(default=0)
    """How often this incarnation renewed its lease."""

    has_expired = models.BooleanField(default=False)
    """Whether a writer has stopped waiting for this incarnation. It may never renew its lease."""

    is_draining = models.BooleanField(default=False)
    version = models.CharField(max_length=40)
    started_at = models.DateTimeField(db_default=Now())
    renewed_at = models.DateTimeField(db_default=Now())
    hits = models.PositiveBigIntegerField(default=0)
    """Cached pages that it has served since it was started."""

    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
