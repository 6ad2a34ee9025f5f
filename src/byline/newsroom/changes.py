"""What readers see is shown, and changes: the press hears of both from here."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init, post_save, pre_delete
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from byline.network.models import PolicyVersion, SiteSettings
from byline.newsroom.models import Article, Contributor, FrontPage, Picture, PictureRendition, SectionPage, StandingPage
from byline.press.actions import stale_already
from byline.press.blocks import EVERYTHING
from byline.press.tags import show

SHOWN: dict[type[Model], str] = {
    Article: "article",
    SectionPage: "section",
    StandingPage: "standing",
    Contributor: "contributor",
    Picture: "picture",
    Tag: "tag",
    get_document_model(): "document",
}
SEEN: tuple[type[Model], ...] = (*SHOWN, Page, FrontPage, Site, SiteSettings, PolicyVersion)
ALONE = {Contributor, Picture, get_document_model()}  # shown by the pages that loaded them, and missed by no other
UNSEEN = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes wagtail_admin_comments locked locked_at "
    "locked_by alias_of last_published_at".split()
)


def shown(instance: Model, **kwargs: Any) -> None:
    """What a page reads from the database, it shows."""
    if instance.pk:
        show(f"{SHOWN[type(instance)]}:{instance.pk}")


def changed(instance: Model, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    if update_fields is None or not UNSEEN.issuperset(update_fields):
        alone = type(instance) in ALONE
        stale_already(f"{SHOWN[type(instance)]}:{instance.pk}" if alone else EVERYTHING)


def resized(instance: PictureRendition, **kwargs: Any) -> None:
    stale_already(f"picture:{instance.image_id}")


def connect() -> None:
    for noun in SHOWN:
        post_init.connect(shown, sender=noun)
    for noun in SEEN:
        post_save.connect(changed, sender=noun)
        pre_delete.connect(changed, sender=noun)
    pre_delete.connect(resized, sender=PictureRendition)  # its file goes with it


connect()
