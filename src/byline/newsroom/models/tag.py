"""The tags of articles: one for each word, however it is capitalised."""

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from byline.lib.slugs import free_slug

MAX_TAG_LENGTH = 100  # characters of a name, and of a slug


class TagManager(models.Manager["Tag"]):
    def named(self, name: str) -> "Tag":
        """The tag of this name in any capitals and in any normalization form; new if need be."""
        name = " ".join(name.split())[:MAX_TAG_LENGTH]
        tag, _is_new = self.get_or_create(key=key_of(name), defaults={"name": name})
        return tag


class Tag(TagBase):
    """What articles are about, in a word or two. All sites of an installation share them."""

    key = models.CharField(max_length=3 * MAX_TAG_LENGTH, unique=True, editable=False)

    objects: ClassVar = TagManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of(self.name)
        self.slug: str = self.slug or free_slug(
            self.name,
            lambda slug: Tag.objects.filter(slug=slug).exists(),
            otherwise="tag",
            longest=MAX_TAG_LENGTH,
        )
        if (only := kwargs.get("update_fields")) is not None and "name" in only:
            kwargs["update_fields"] = {*only, "key"}
        super().save(*args, **kwargs)


class ArticleTag(ItemBase):
    content_object = ParentalKey(
        "newsroom.Article", on_delete=models.CASCADE, related_name="tagged_items"
    )
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_items")


class _ArticleTags(_ClusterTaggableManager):
    def _to_tag_model_instances(
        self, tags: Iterable["Tag | str"], tag_kwargs: dict[str, Any]
    ) -> list[Tag]:
        # taggit compares names in the database, where SQLite knows the capitals of ASCII only.
        named = (Tag.objects.named(tag) if isinstance(tag, str) else tag for tag in tags)
        return list(dict.fromkeys(named))


class ArticleTagsField(ClusterTaggableManager):
    """The field of an article's tags, which takes tags and names."""

    def __get__(self, instance: Any, model: Any) -> _ArticleTags:
        return _ArticleTags(
            through=self.through,
            model=model,
            instance=instance,
            prefetch_cache_name=self.name,
            ordering=["tagged_items__pk"],  # taggit's own, which it leaves out when prefetching
        )


def key_of(name: str) -> str:
    """`name` for a comparison that ignores capitals and normalization (Unicode 3.13, D146)."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", folded)
