"""What the linkbacks do when an article goes out, changes, or is taken back."""

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from byline.linkbacks.actions.outgoing import notify_linked_pages, notify_of_withdrawal
from byline.linkbacks.links import links_of
from byline.linkbacks.models import OutgoingLink
from byline.newsroom.models import Article


@receiver(pre_save, sender=Article)
def note_what_stood(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """What it linked to before this, where nobody was told of it then: it came from elsewhere, or telling was off."""
    if (
        raw
        or update_fields is not None
        or not instance.pk
        or OutgoingLink.objects.filter(article=instance.pk).exists()
    ):
        return
    before = Article.objects.live().filter(pk=instance.pk).select_related("site", "section").first()
    instance.linked_before = links_of(before) if before else []


@receiver(page_published, sender=Article)
def tell_of_it(instance: Any, **kwargs: Any) -> None:
    notify_linked_pages(instance, stood=getattr(instance, "linked_before", ()))


@receiver(page_unpublished, sender=Article)
def tell_that_it_is_withdrawn(instance: Any, **kwargs: Any) -> None:
    notify_of_withdrawal(instance.specific)


@receiver(pre_delete, sender=Article)
def tell_that_it_is_gone(instance: Article, **kwargs: Any) -> None:
    notify_of_withdrawal(instance)
