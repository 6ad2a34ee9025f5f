from typing import ClassVar

from django.db import models
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.linkbacks.choices import MAX_ADDRESS_LENGTH, MentionState
from byline.newsroom.models import Article


class IncomingMention(models.Model):
    """Somebody says that the page `source` links to an article. One a page and article, whatever protocol says so.

    A request writes it, the keeper looks whether it is true: it is due at `due_at`, and whoever looks mentions it first by
    putting that off. `payload` is what a trackback says of itself. `detail` says why it was not taken.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=MAX_ADDRESS_LENGTH)
    source_key = models.CharField(max_length=MAX_ADDRESS_LENGTH)
    target = models.CharField(max_length=MAX_ADDRESS_LENGTH)
    payload = models.JSONField(default=dict)
    host_key = models.CharField(max_length=255)
    state = models.CharField(
        max_length=10, choices=MentionState.choices, default=MentionState.PENDING
    )
    detail = models.CharField(max_length=300, blank=True)
    comment = models.OneToOneField(
        Comment, null=True, on_delete=models.SET_NULL, related_name="mention"
    )
    received_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "source_key"], name="one_mention_a_page")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(due_at__isnull=False), name="mentions_due"
            ),
            models.Index(fields=["state", "checked_at"], name="mentions_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.source}"
