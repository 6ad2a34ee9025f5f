"""Handlers of signals on pages, contributors and roles."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from modelsearch import index
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from byline.network.actions import publish_policy
from byline.newsroom.actions.moving import (
    article_moved,
    contributor_moved,
    section_moved,
    standing_page_moved,
)
from byline.newsroom.actions.roles import delete_group_of, prepare_groups
from byline.newsroom.models import Article, Contributor, SectionPage, Staff, StandingPage
from byline.newsroom.models.article_numbers import retire_number
from byline.newsroom.models.article_state import announce_deletion
from byline.newsroom.queries import shown_text


@receiver(post_page_move)
def update_addresses(
    instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    page = instance.specific
    if url_path_before == url_path_after:
        return
    if isinstance(page, Article):
        article_moved(page)
    elif isinstance(page, SectionPage):
        section_moved(page)
    elif isinstance(page, StandingPage):
        standing_page_moved(page, url_path_before)


@receiver(pre_delete, sender=Article)
def announce_deleted_article(instance: Article, **kwargs: Any) -> None:
    announce_deletion(instance)
    retire_number(instance.site_id, instance.post_id)


@receiver(post_delete, sender=Article)
def remove_from_search(instance: Article, **kwargs: Any) -> None:
    index.remove_object(instance)


@receiver(page_published, sender=StandingPage)
def publish_policy_version(instance: StandingPage, **kwargs: Any) -> None:
    site = instance.get_site()
    if instance.policy and site:
        publish_policy(site, instance.policy, title=instance.title, text=shown_text(instance))


@receiver(pre_save, sender=Contributor)
def redirect_from_former_address(instance: Contributor, **kwargs: Any) -> None:
    before = Contributor.objects.filter(pk=instance.pk).first()
    if before and before.slug != instance.slug:
        contributor_moved(before, instance)


@receiver(post_save, sender=SectionPage)
def grant_section_permissions(instance: SectionPage, created: bool, **kwargs: Any) -> None:
    if created:
        prepare_groups(instance.site)


@receiver(post_delete, sender=Staff)
def delete_group(instance: Staff, **kwargs: Any) -> None:
    delete_group_of(instance)
