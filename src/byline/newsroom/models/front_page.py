from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from byline.newsroom.models.site_structure import SiteStructure
from byline.newsroom.models.slug_from_title import SlugFromTitle


class FrontPage(SiteStructure, SlugFromTitle, Page):
    """A site's front page and the root of its tree, with the articles that editors picked."""

    content_panels: ClassVar = [
        *Page.content_panels,
        InlinePanel(
            "picks",
            label=_("pick"),
            heading=_("Picked articles"),
            help_text=_("The first pick leads. The newest articles fill the remaining places."),
        ),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["newsroom.SectionPage", "newsroom.StandingPage"]
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers of the signals run in the same one
            super().save(*args, **kwargs)


class FrontPick(Orderable):
    """An article that an editor picked for the front page."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="picks")
    article = models.ForeignKey(
        "newsroom.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar = [PageChooserPanel("article", "newsroom.Article")]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["front", "article"], name="picked_once")
        ]

    def __str__(self) -> str:
        return str(self.article)
