"""Notifies the pages that an article links to when the article changes."""

from typing import Any

from django.dispatch import receiver

from byline.linkbacks.actions.outgoing import notify_linked_pages
from byline.newsroom.signals import ArticleChange, article_changed


@receiver(article_changed)
def notify_of_change(change: ArticleChange, **kwargs: Any) -> None:
    notify_linked_pages(change)
