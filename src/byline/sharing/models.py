from typing import Any, ClassVar

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.blocks import StaticBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from byline.press.actions import invalidate
from byline.sharing.choices import POLICY_PAGES, ShareMethod

WIDGETS_SCRIPT = "wagtailadmin/js/telepath/widgets.js"


def every_method() -> list[tuple[str, None]]:
    return [(way.value, None) for way in ShareMethod]


def _page(name: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        Page, verbose_name=name, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class SharingForm(WagtailAdminModelForm):
    @property
    def media(self) -> forms.Media:
        """With a script that Wagtail forgets where no block of a StreamField has fields."""
        return super().media + forms.Media(js=[versioned_static(WIDGETS_SCRIPT)])


@register_setting(icon="resubmit", order=125)
class SharingSettings(BaseSiteSetting):
    """A site's share links, and the pages on which it explains how it works."""

    ways = StreamField(
        [(way.value, StaticBlock(label=way.label, admin_text=way.label)) for way in ShareMethod],
        verbose_name=_("share links, in their order"),
        block_counts={way.value: {"max_num": 1} for way in ShareMethod},
        default=every_method,
        blank=True,
    )
    principles = _page(_("editorial principles"))
    corrections = _page(_("corrections policy"))
    ownership = _page(_("ownership and funding"))

    base_form_class = SharingForm
    panels: ClassVar = [
        FieldPanel("ways"),
        MultiFieldPanel(
            [PageChooserPanel(name, "newsroom.StandingPage") for name in POLICY_PAGES],
            _("Policy pages for search engines"),
        ),
    ]

    class Meta:
        verbose_name = _("sharing")
        verbose_name_plural = _("sharing")

    def __str__(self) -> str:
        return f"{self.site} · sharing"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            invalidate(f"sharing:{self.site_id}")

    @property
    def names(self) -> list[str]:
        """The chosen share links, in their order."""
        return [block.block_type for block in self.ways]
