from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from byline.newsroom.models.redirects_on_move import PageAddresses, RedirectsOnMove, sections_below
from byline.newsroom.models.site_structure import SiteStructure
from byline.newsroom.models.slug_from_title import SlugFromTitle
from byline.newsroom.rules import RESERVED_SECTION_SLUGS


class SectionPage(SiteStructure, SlugFromTitle, RedirectsOnMove, Page):
    """A section that articles are filed under; it may have sections below it.

    In the tree, an article is a child of its primary section.
    """

    description = models.TextField(_("description"), blank=True)
    on_front = models.BooleanField(_("a row of its own on the front page"), default=True)
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="sections", editable=False
    )
    path_of_slugs = models.CharField(max_length=500, editable=False)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("on_front"),
    ]
    search_fields: ClassVar = [*Page.search_fields, index.FilterField("site")]
    parent_page_types: ClassVar = ["newsroom.FrontPage", "newsroom.SectionPage"]
    subpage_types: ClassVar = ["newsroom.Article", "newsroom.SectionPage"]
    private_page_options: ClassVar[list[str]] = []
    slug_without_words = "section"
    reserved_slugs = RESERVED_SECTION_SLUGS

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_place()
        super().full_clean(*args, **kwargs)
        if self.slug in RESERVED_SECTION_SLUGS and not self._has_stored_slug():
            words = _(
                "The slug “{slug}” is reserved, so a section cannot have it. Choose another slug."
            )
            raise ValidationError({"slug": words.format(slug=self.slug)})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self._take_place()
            self._note_publication()
        super().save(*args, **kwargs)

    def _note_publication(self) -> None:
        """So that it answers 410, not 404, once it is withdrawn."""
        self.first_published_at: datetime | None
        if self.live and self.first_published_at is None:
            self.first_published_at = timezone.now()

    def _take_place(self) -> None:
        """Set its site, and the slugs from the front page down to it, which make its address."""
        if not self.path:
            return
        self._set_core_field_defaults()
        parent = self.get_parent().specific
        above = parent if isinstance(parent, SectionPage) else None
        self.site = above.site if above else parent.sites_rooted_here.first()
        self.path_of_slugs = f"{above.path_of_slugs}/{self.slug}" if above else self.slug

    def _has_stored_slug(self) -> bool:
        """Whether it is stored under this slug already; then it may keep it."""
        return SectionPage.objects.filter(pk=self.pk, slug=self.slug).exists()

    def addresses_below(self) -> PageAddresses:
        return sections_below(self)

    def settle(self) -> None:
        for section in SectionPage.objects.descendant_of(self).order_by("depth"):
            section.save(clean=False)

    @property
    def address(self) -> str:
        """Its path: WordPress's `/category/parent/child/`."""
        return f"/category/{self.path_of_slugs}/"

    @property
    def href(self) -> str:
        return iri_to_uri(self.address)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return self.site_id, self.site.root_url, self.href

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        raise Http404  # sections answer at their own addresses, not at their place in the tree
