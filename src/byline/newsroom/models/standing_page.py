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
        site, path = self.site_and_path()
        if path and (
            is_reserved(path) or Address.objects.current().filter(site=site, path=path).exists()
        ):
            raise ValidationError(
                {
                    "slug": _("The address %(path)s is already in use. Choose another slug.")
                    % {"path": path}
                }
            )

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
        if not self.path:
            return None, ""
        parent = self.get_parent()
        self.set_url_path(parent)
        for site in Site.objects.filter(root_page__in=self.get_ancestors()).select_related(
            "root_page"
        ):
            return site, self.url_path[len(site.root_page.url_path) - 1 :]
        return None, ""

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
