from django.db import models

from byline.newsroom.models import Article


class Thread(models.Model):
    """An article's responses together: the last number given, and how many are published.

    `last_imported` is the last number given to an imported response.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="thread"
    )
    last_number = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    last_imported = models.PositiveIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.published} to “{self.article}”"
