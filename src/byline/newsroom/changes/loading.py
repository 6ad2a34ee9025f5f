"""What a page reads from the database, it shows."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Page

from byline.newsroom.models import Article, Contributor, Picture, SectionPage, StandingPage
from byline.newsroom.models.appearance import BEYOND_CARD, BEYOND_CUT
from byline.press.tags import depends_on

NAMES: dict[type[Model], str] = {
    SectionPage: "section",
    StandingPage: "standing",
    Page: "page",  # as no kind of page at all: what links and menus know of it
    Contributor: "contributor",
    Tag: "tag",
    get_document_model(): "document",
}


def name_of(thing: Model) -> str:
    """Its tag."""
    return f"{NAMES[type(thing)]}:{thing.pk}"


def shown(instance: Model, **kwargs: Any) -> None:
    if instance.pk:
        depends_on(name_of(instance))


def article_shown(instance: Article, **kwargs: Any) -> None:
    """Whoever did not load what only its own page has, or loads it later, one field at a time, says so by what is there."""
    if instance.pk:
        depends_on(
            f"card:{instance.pk}"
            if instance.__dict__.keys().isdisjoint(BEYOND_CARD)
            else f"article:{instance.pk}"
        )


def picture_shown(instance: Picture, **kwargs: Any) -> None:
    if instance.pk:
        depends_on(
            f"image:{instance.pk}"
            if instance.__dict__.keys().isdisjoint(BEYOND_CUT)
            else f"picture:{instance.pk}"
        )


def connect() -> None:
    for noun in NAMES:
        post_init.connect(shown, sender=noun)
    post_init.connect(article_shown, sender=Article)
    post_init.connect(picture_shown, sender=Picture)
