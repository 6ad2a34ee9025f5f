import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import connection, models
from wagtail.models import Page

from byline.lib.slugs import free_slug

if TYPE_CHECKING:
    Mixin = object  # Wagtail's pages have no types, and two bases with and without do not mix
else:
    Mixin = models.Model


def lock_children(parent: Any) -> None:
    """Let nobody else add a page below `parent` until this transaction ends.

    Before a slug or a place in the tree is chosen: at PostgreSQL's READ COMMITTED, two writers
    would choose the same. SQLite has one writer at a time.
    """
    if connection.features.has_select_for_update and connection.in_atomic_block:
        row = Page.objects.select_for_update().filter(pk=parent.pk)
        [parent.numchild] = row.values_list("numchild", flat=True)


class SlugFromTitle(Mixin):
    """Mix into a page class: a page without a slug gets one of its title, as imports make them."""

    slug_without_words: ClassVar[str] = "page"
    reserved_slugs: ClassVar[frozenset[str]] = frozenset()

    pk: Any
    path: Any
    slug: Any
    title: Any
    get_parent: Any

    class Meta:
        abstract = True

    def slug_below(self, parent: Any, title: str) -> str:
        """The slug that `title` gives this page below `parent`."""
        lock_children(parent)
        return free_slug(
            title,
            lambda slug: slug in self.reserved_slugs or self.is_slug_taken(slug, parent),
            otherwise=self.slug_without_words,
        )

    def add_child(self, **kwargs: Any) -> Any:
        lock_children(self)
        return super().add_child(**kwargs)  # type: ignore[misc]

    def is_slug_taken(self, slug: str, parent: Any) -> bool:
        """Whether this page cannot have the slug below `parent`, because another page has it."""
        taken: bool = parent.get_children().exclude(pk=self.pk).filter(slug=slug).exists()
        return taken

    def _set_core_field_defaults(self) -> None:
        # Wagtail calls it before every validation, and would make a slug without vowel signs.
        self.slug = unicodedata.normalize("NFC", self.slug or "")
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            self.slug = self.slug_below(self.get_parent(), self.title)
        super()._set_core_field_defaults()  # type: ignore[misc]
