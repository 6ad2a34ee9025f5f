"""The panels of the article's editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from byline.newsroom.editing.form import ArticleForm
from byline.newsroom.editing.untouched import KeepingInlinePanel
from byline.newsroom.models import Article


class AddressPanel(Panel):
    """Shows the article's present or future address."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/desk/address_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            article = self.instance
            context["address"] = article.href if article.pk else ""
            context["frozen"] = bool(article.permalink)
            return context


words = [
    TitleFieldPanel(
        "title", heading=_("Headline"), placeholder=_("Headline"), help_text=_("As readers see it.")
    ),
    FieldPanel("standfirst"),
    KeepingInlinePanel(
        "bylines",
        heading=_("Bylines"),
        label=_("byline"),
        help_text=_(
            "The contributors and what each of them did, in the order in which readers see them."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("lead_picture"), FieldPanel("lead_caption")], heading=_("Lead picture")
    ),
    FieldPanel("body"),
    KeepingInlinePanel(
        "corrections",
        heading=_("Corrections"),
        label=_("correction"),
        help_text=_(
            "Shown with its date under the article and at /corrections/. Changes are recorded."
        ),
    ),
]
filing = [
    FieldPanel("filed_in"),
    MultiFieldPanel([FieldPanel("label"), FieldPanel("machine_assisted")], heading=_("Label")),
    FieldPanel("further_sections", widget=forms.CheckboxSelectMultiple),
    FieldPanel("tags"),
    MultiFieldPanel(
        [
            FieldPanel("go_live_at", heading=_("Publish on")),
            FieldPanel("expire_at", heading=_("Unpublish on")),
            FieldPanel("published_at"),
            AddressPanel(heading=_("Address")),
        ],
        heading=_("Dates and address"),
    ),
    MultiFieldPanel(
        [FieldPanel("ownership_line"), FieldPanel("notice_line")], heading=_("Notices")
    ),
    MultiFieldPanel([FieldPanel("respond"), FieldPanel("pings")], heading=_("Responses and pings")),
]
promotion = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("Address and search engines"),
    ),
]
Article.base_form_class = ArticleForm
Article.edit_handler = TabbedInterface(
    [
        ObjectList(words, heading=_("Words and pictures")),
        ObjectList(filing, heading=_("Filing")),
        ObjectList(promotion, heading=pgettext_lazy("a tab of the editor", "Promote")),
        ObjectList([CommentPanel()], heading=_("Settings"), classname="w-hidden"),
    ],
    base_form_class=ArticleForm,
)
