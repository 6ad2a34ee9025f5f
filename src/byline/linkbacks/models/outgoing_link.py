from typing import ClassVar

from django.db import models

from byline.linkbacks.choices import MAX_ADDRESS_LENGTH
from byline.newsroom.models import Article


class OutgoingLink(models.Model):
    """A link of a published article. `digest` is of the article's text when it was last notified.

    Without a digest the link was never notified: it existed before notifications began.
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
