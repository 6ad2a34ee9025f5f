"""Announces changes of articles to hubs, subscribers and search engines."""

from typing import Any

from django.dispatch import receiver

from byline.newsroom.signals import ArticleChange, article_changed
from byline.syndication.actions.announcing import announce


@receiver(article_changed)
def announce_change(change: ArticleChange, **kwargs: Any) -> None:
    announce(change)
