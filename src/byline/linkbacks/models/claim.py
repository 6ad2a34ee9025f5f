from typing import ClassVar

from django.db import models
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.linkbacks.choices import LONGEST, ClaimState
from byline.newsroom.models import Article


class Claim(models.Model):
    """Somebody says that the page `source` links to an article. One a page and article, whatever protocol says so.

    A request writes it, the keeper looks whether it is true: it is due at `due_at`, and whoever looks claims it first by
    putting that off. `told` is what a trackback says of itself. `detail` says why it was not taken.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=LONGEST)
    source_key = models.CharField(max_length=LONGEST)
    target = models.CharField(max_length=LONGEST)
    told = models.JSONField(default=dict)
    lane = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING)
    detail = models.CharField(max_length=300, blank=True)
    comment = models.OneToOneField(
        Comment, null=True, on_delete=models.SET_NULL, related_name="claim"
    )
    heard_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "source_key"], name="one_claim_a_page")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(due_at__isnull=False), name="claims_due"
            ),
            models.Index(fields=["state", "checked_at"], name="claims_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.source}"
