from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article

MAX_PATH_LENGTH = 750  # characters of a path


class AddressQuerySet(models.QuerySet["Address"]):
    def current(self) -> "AddressQuerySet":
        return self.filter(is_current=True)

    def at(self, site: Site, path: str) -> "Address | None":
        return self.filter(site=site, path=path).select_related("page").first()

    def of(self, article: "Article") -> "Address | None":
        return self.current().filter(page=article.pk).first() if article.pk else None


class Address(models.Model):
    """A path that was published. An article has one current path; all former ones redirect to it.

    A page that is gone leaves its addresses behind without a page: they answer 410.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="addresses")
    path = models.CharField(
        max_length=MAX_PATH_LENGTH,
        help_text=_("Decoded, from the first slash to the last character."),
    )
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="addresses")
    destination = models.CharField(
        max_length=750, blank=True, help_text=_("The target of the redirect, if it is not a page.")
    )
    is_current = models.BooleanField(default=False)
    slug = models.CharField(
        max_length=255, blank=True, help_text=_("The slug that a current path was made from.")
    )
    pattern = models.CharField(
        max_length=120,
        blank=True,
        help_text=_(
            "The pattern that a current path was made from; empty if the path was imported."
        ),
    )
    category = models.CharField(
        max_length=500, blank=True, help_text=_("The section that a current path was made from.")
    )

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "path"], name="one_owner_an_address"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(is_current=True), name="one_current_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site.hostname}{self.path}"

    @property
    def is_gone(self) -> bool:
        return self.page_id is None and not self.destination
