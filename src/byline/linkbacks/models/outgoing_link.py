from typing import ClassVar

from django.db import models

from byline.linkbacks.choices import MAX_ADDRESS_LENGTH
from byline.newsroom.models import Article


class OutgoingLink(models.Model):
    """What a published article links to, as far as that was told; `digest` is of the article's words at that time.

    Without a digest nobody was told: the link stood there already when telling began.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="outgoing_links")
    target = models.CharField(max_length=MAX_ADDRESS_LENGTH)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "target"], name="told_once")
        ]

    def __str__(self) -> str:
        return self.target
