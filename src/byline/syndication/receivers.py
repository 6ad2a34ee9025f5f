"""What is told to others when something happens to an article."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from byline.newsroom.models import Article
from byline.syndication.actions import announce


@receiver([page_published, page_unpublished], sender=Article)
def tell_of_change(instance: Article, **kwargs: Any) -> None:
    announce(instance)


@receiver(pre_delete, sender=Article)
def tell_of_end(instance: Article, **kwargs: Any) -> None:
    if instance.live:
        announce(instance)
