"""Pages whose address follows their slug and their place, with redirects from former ones."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from wagtail.models import Site

from byline.newsroom.models.address import Address

if TYPE_CHECKING:
    from byline.newsroom.models.section import SectionPage

PageAddresses = dict[int, tuple[Site, str]]


class RedirectsOnMove(models.Model):
    """Mix into a page class whose addresses follow the tree."""

    slug: Any
    objects: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            pages: Any = type(self).objects
            stored = pages.filter(pk=self.pk).exclude(slug=self.slug).first()
            before = (
                stored.addresses_below() if stored and kwargs.get("update_fields") is None else {}
            )
            super().save(*args, **kwargs)
            if before:
                self.settle()
                leave_redirects(before, self.addresses_below())

    def addresses_below(self) -> PageAddresses:
        raise NotImplementedError

    def settle(self) -> None:
        """Update the stored addresses of the pages below."""


def leave_redirects(before: PageAddresses, after: PageAddresses) -> None:
    """Redirect every address that changed, and delete redirects from addresses in use now."""
    for pk, (site, path) in before.items():
        if pk in after and after[pk] != (site, path):
            Address.objects.filter(site=after[pk][0], path=after[pk][1], is_current=False).delete()
            Address.objects.update_or_create(
                site=site, path=path, defaults={"page_id": pk, "destination": ""}
            )


def sections_below(section: "SectionPage") -> PageAddresses:
    pages: Any = type(section).objects
    below = pages.descendant_of(section, inclusive=True).select_related("site")
    return {page.pk: (page.site, page.address) for page in below}
