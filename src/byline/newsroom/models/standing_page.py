from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from byline.network.choices import PolicyKind
from byline.network.queries import policy_versions
from byline.network.rules import is_reserved
from byline.newsroom import list_tags
from byline.newsroom.blocks import body_blocks
from byline.newsroom.models.address import Address
from byline.newsroom.models.redirects_on_move import PageAddresses, RedirectsOnMove
from byline.newsroom.models.site_structure import SiteStructure
from byline.newsroom.models.slug_from_title import SlugFromTitle
from byline.press.tags import depends_on


class StandingPage(SiteStructure, SlugFromTitle, RedirectsOnMove, Page):
    """A page outside the news: about, legal notice, privacy.

    Every published version of a policy is kept.
    """

    standfirst = models.TextField(_("standfirst"), blank=True)
    body = StreamField(body_blocks, verbose_name=_("body"), blank=True)
    policy = models.CharField(
        _("site policy"),
        max_length=20,
        blank=True,
        choices=PolicyKind.choices,
        help_text=_(
            "For a page that is one of the site's policies. Each published version is kept"
            " with a number and a date."
        ),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("policy"),
    ]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["newsroom.FrontPage", "newsroom.StandingPage"]
    subpage_types: ClassVar = ["newsroom.StandingPage"]
    private_page_options: ClassVar[list[str]] = []
    template = "byline/standing.html"

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def clean(self) -> None:
        super().clean()
        if self.path:
            self.check_address(self.get_parent())

    def check_address(self, parent: Page) -> None:
        """Raise ValidationError if its address below `parent` is taken."""
        site, path = self._place_below(parent, self.slug)
        if is_taken(site, path):
            message = _("The address %(path)s is already in use. Choose another slug.")
            raise ValidationError({"slug": message % {"path": path}})

    def is_slug_taken(self, slug: str, parent: Page) -> bool:
        return super().is_slug_taken(slug, parent) or is_taken(*self._place_below(parent, slug))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds its versions as a policy, the newest first, and the pages below it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        versions = (
            policy_versions(Site.find_for_request(request), self.policy) if self.policy else []
        )
        depends_on(list_tags.below(self.pk or 0))
        below = StandingPage.objects.live().child_of(self).order_by("path")
        return context | {"versions": list(versions), "below": below}

    def site_and_path(self) -> tuple[Site | None, str]:
        """Its site and its path there; (None, "") before it has a place in the tree."""
        return self._place_below(self.get_parent(), self.slug) if self.path else (None, "")

    def _place_below(self, parent: Page, slug: str) -> tuple[Site | None, str]:
        """The site of `parent`, and the path there of a page with this slug."""
        sites = Site.objects.filter(root_page__in=parent.get_ancestors(inclusive=True))
        site = sites.select_related("root_page").first()
        if site is None:
            return None, ""
        return site, f"{parent.url_path}{slug}/"[len(site.root_page.url_path) - 1 :]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site, path = self.site_and_path()
        return (site.pk, site.root_url, iri_to_uri(path)) if site else None

    def addresses_below(self) -> PageAddresses:
        site, _path = self.site_and_path()
        if site is None:
            return {}
        start = len(site.root_page.url_path) - 1
        below = StandingPage.objects.descendant_of(self, inclusive=True)
        return {page.pk: (site, page.url_path[start:]) for page in below}


def is_taken(site: Site | None, path: str) -> bool:
    """Whether Byline itself or an article answers at the path."""
    articles = Address.objects.current().filter(site=site, path=path)
    return bool(path) and (is_reserved(path) or articles.exists())
