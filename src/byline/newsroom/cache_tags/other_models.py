"""What changes of people, pictures, tags, documents, sites and their settings invalidate."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import Site

from byline.network.models import PolicyVersion, SiteSettings
from byline.network.rules import policy_tag
from byline.newsroom.cache_tags.on_load import tag_of
from byline.newsroom.models import Contributor, Picture, PictureRendition, Tag
from byline.newsroom.models.article_state import PICTURE_TEXT_FIELDS
from byline.press.actions import invalidate, save_in_transaction
from byline.press.invalidations import EVERYTHING

OTHER_MODELS: tuple[type[Model], ...] = (
    Contributor,
    Tag,
    get_document_model(),
    Picture,
    SiteSettings,
    PolicyVersion,
    Site,
)


def about_to_be_saved(instance: Model, **kwargs: Any) -> None:
    invalidate(*_tags_of(instance))


def deleted(instance: Model, **kwargs: Any) -> None:
    gone = {Site: [EVERYTHING], Picture: [f"picture:{instance.pk}", f"image:{instance.pk}"]}
    invalidate(*gone.get(type(instance), _tags_of(instance)))


def resized(instance: PictureRendition, **kwargs: Any) -> None:
    """The file of a deleted rendition is deleted too."""
    invalidate(f"picture:{instance.image_id}", f"image:{instance.image_id}")


def _tags_of(thing: Model) -> list[str]:
    if isinstance(thing, SiteSettings):
        return [f"site:{thing.site_id}", "editions"]
    if isinstance(thing, PolicyVersion):
        return [policy_tag(thing.site_id, thing.kind)]
    if isinstance(thing, Site):
        return [f"site:{thing.pk}" if _answers_as_before(thing) else EVERYTHING]
    if thing.pk is None:
        return []  # a new object is on no page yet
    if isinstance(thing, Picture):
        return [f"picture:{thing.pk}", *([] if _differs_in_words(thing) else [f"image:{thing.pk}"])]
    return [tag_of(thing)]


def _answers_as_before(site: Site) -> bool:
    """Whether the site still answers for the same hosts.

    If not, that of other sites may change too, and their pages show its addresses.
    """
    known = Site.objects.filter(
        pk=site.pk, hostname=site.hostname, port=site.port, root_page=site.root_page_id
    )
    return known.filter(is_default_site=site.is_default_site).exists()


def _differs_in_words(picture: Picture) -> bool:
    """Whether only its texts differ from what is stored."""
    fields = [
        field.attname
        for field in Picture._meta.concrete_fields
        if field.attname not in PICTURE_TEXT_FIELDS
    ]
    stored = Picture.objects.filter(pk=picture.pk).values(*fields).first() or {}
    return all(stored.get(name) == getattr(picture, name) for name in fields)


def connect() -> None:
    for noun in OTHER_MODELS:
        save_in_transaction(noun)
        pre_save.connect(about_to_be_saved, sender=noun)
        pre_delete.connect(deleted, sender=noun)
    pre_delete.connect(resized, sender=PictureRendition)
