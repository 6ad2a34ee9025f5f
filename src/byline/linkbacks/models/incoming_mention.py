from typing import ClassVar

from django.db import models
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.linkbacks.choices import MAX_ADDRESS_LENGTH, MAX_DETAIL_LENGTH, MentionState
from byline.network.models import Delivery
from byline.newsroom.models import Article


class IncomingMention(models.Model):
    """A notification that the page `source` links to an article, by whatever protocol.

    There is one row for a page and an article. `delivery` is its check in the queue. `payload` is
    what a trackback says about its page. `detail` says why the mention was rejected.
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
    detail = models.CharField(max_length=MAX_DETAIL_LENGTH, blank=True)
    comment = models.OneToOneField(
        Comment, null=True, on_delete=models.SET_NULL, related_name="mention"
    )
    received_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    delivery = models.OneToOneField(
        Delivery, null=True, on_delete=models.SET_NULL, related_name="mention"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "source_key"], name="one_mention_a_page")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "checked_at"], name="mentions_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.source}"
