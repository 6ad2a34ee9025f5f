"""The cache tags that changes of people, pictures, documents, tags and sites invalidate."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import Site

from byline.network.models import PolicyVersion, SiteSettings
from byline.network.rules import policy_tag
from byline.newsroom.cache_tags.on_load import tag_of
from byline.newsroom.models import Contributor, Picture, PictureRendition, Tag
from byline.newsroom.models.article_fields import PICTURE_TEXT_FIELDS
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


def before_save(instance: Model, **kwargs: Any) -> None:
    invalidate(*_tags_of(instance))


def before_delete(instance: Model, **kwargs: Any) -> None:
    tags = {Site: [EVERYTHING], Picture: [f"picture:{instance.pk}", f"image:{instance.pk}"]}
    invalidate(*tags.get(type(instance), _tags_of(instance)))


def before_rendition_delete(instance: PictureRendition, **kwargs: Any) -> None:
    """Invalidate the pages that show a rendition, since its file is deleted with it."""
    invalidate(f"picture:{instance.image_id}", f"image:{instance.image_id}")


def _tags_of(instance: Model) -> list[str]:
    if isinstance(instance, SiteSettings):
        return [f"site:{instance.site_id}", "editions"]
    if isinstance(instance, PolicyVersion):
        return [policy_tag(instance.site_id, instance.kind)]
    if isinstance(instance, Site):
        return [f"site:{instance.pk}" if _has_same_hosts(instance) else EVERYTHING]
    if instance.pk is None:
        return []  # a new object is on no page yet
    if isinstance(instance, Picture):
        return [
            f"picture:{instance.pk}",
            *([] if _only_texts_changed(instance) else [f"image:{instance.pk}"]),
        ]
    return [tag_of(instance)]


def _has_same_hosts(site: Site) -> bool:
    """Whether the site still has the same host names.

    If not, other sites may have other host names too, and their pages link to this one.
    """
    known = Site.objects.filter(
        pk=site.pk, hostname=site.hostname, port=site.port, root_page=site.root_page_id
    )
    return known.filter(is_default_site=site.is_default_site).exists()


def _only_texts_changed(picture: Picture) -> bool:
    """Whether only its texts differ from what is stored."""
    fields = [
        field.attname
        for field in Picture._meta.concrete_fields
        if field.attname not in PICTURE_TEXT_FIELDS
    ]
    stored = Picture.objects.filter(pk=picture.pk).values(*fields).first() or {}
    return all(stored.get(name) == getattr(picture, name) for name in fields)


def connect() -> None:
    for model in OTHER_MODELS:
        save_in_transaction(model)
        pre_save.connect(before_save, sender=model)
        pre_delete.connect(before_delete, sender=model)
    pre_delete.connect(before_rendition_delete, sender=PictureRendition)
