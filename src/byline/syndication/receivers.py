"""What is told to others when something happens to an article."""

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from byline.newsroom.models import Article, SectionPage
from byline.syndication.actions.announcing import announce, feeds_of_section, feeds_with


@receiver(pre_save, sender=Article)
def note_where_it_stood(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """The feeds that have it before this, some of which it may leave."""
    if not raw and update_fields is None and instance.pk:
        before = (
            Article.objects.live().filter(pk=instance.pk).select_related("site", "section").first()
        )
        instance.stood_in = feeds_with(before) if before else []


@receiver([page_published, page_unpublished], sender=Article)
def tell_of_change(instance: Any, **kwargs: Any) -> None:
    announce(instance, left=getattr(instance, "stood_in", ()))


@receiver(post_page_move, sender=Article)
def tell_of_move(
    instance: Article,
    parent_page_before: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """A move publishes nothing: the article is in the feeds of another section all the same."""
    before = parent_page_before.specific
    if instance.live and url_path_before != url_path_after and isinstance(before, SectionPage):
        announce(Article.objects.get(pk=instance.pk), left=feeds_of_section(before))


@receiver(pre_delete, sender=Article)
def tell_of_end(instance: Article, **kwargs: Any) -> None:
    if instance.live:
        announce(instance)
