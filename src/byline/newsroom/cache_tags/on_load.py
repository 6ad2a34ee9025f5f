"""A page depends on every object that is loaded while it is rendered."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init
from wagtail.documents import get_document_model
from wagtail.models import Page

from byline.newsroom.models import Article, Contributor, Picture, SectionPage, StandingPage, Tag
from byline.newsroom.models.article_fields import PAGE_ONLY_FIELDS, PICTURE_TEXT_FIELDS
from byline.press.tags import depends_on

TAG_KINDS: dict[type[Model], str] = {
    SectionPage: "section",
    StandingPage: "standing",
    Page: "page",  # what links and menus show of a page of any kind
    Contributor: "contributor",
    Tag: "tag",
    get_document_model(): "document",
}


def tag_of(thing: Model) -> str:
    """The cache tag of the object."""
    return f"{TAG_KINDS[type(thing)]}:{thing.pk}"


def loaded(instance: Model, **kwargs: Any) -> None:
    if instance.pk:
        depends_on(tag_of(instance))


def article_loaded(instance: Article, **kwargs: Any) -> None:
    """An article loaded without the fields of its own page is shown as a card.

    Loading one of those fields later calls this again.
    """
    if instance.pk:
        depends_on(
            f"card:{instance.pk}"
            if instance.__dict__.keys().isdisjoint(PAGE_ONLY_FIELDS)
            else f"article:{instance.pk}"
        )


def picture_loaded(instance: Picture, **kwargs: Any) -> None:
    if instance.pk:
        depends_on(
            f"image:{instance.pk}"
            if instance.__dict__.keys().isdisjoint(PICTURE_TEXT_FIELDS)
            else f"picture:{instance.pk}"
        )


def connect() -> None:
    for noun in TAG_KINDS:
        post_init.connect(loaded, sender=noun)
    post_init.connect(article_loaded, sender=Article)
    post_init.connect(picture_loaded, sender=Picture)
