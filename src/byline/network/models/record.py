from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from byline.network.choices import Relationship
from byline.network.models.site_settings import SiteSettings
from byline.network.rules import network_tag, validate_web_address
from byline.press.actions import invalidate


@register_setting(icon="group", order=110)
class NetworkRecord(ClusterableModel, BaseSiteSetting):
    """The network record, shown at /network/: owners, sponsors, partners, memberships."""

    panels: ClassVar = [
        InlinePanel(
            "affiliations",
            heading=_("On the record"),
            label=_("person or organisation"),
            help_text=_(
                "Published at /network/ and in trust.txt. Neither exists until you add an entry."
            ),
        )
    ]

    class Meta:
        verbose_name = _("owner and network")
        verbose_name_plural = _("owner and network")

    def __str__(self) -> str:
        return f"{self.site} · network"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            invalidate(network_tag(self.site_id))
            chosen = SiteSettings.for_site(self.site)
            if chosen.is_on_record != self.affiliations.exists():
                chosen.is_on_record = not chosen.is_on_record
                chosen.save()  # every page links there, or no longer does


class Affiliation(Orderable):
    """An entry of the network record."""

    record = ParentalKey(NetworkRecord, on_delete=models.CASCADE, related_name="affiliations")
    relationship = models.CharField(_("relationship"), max_length=10, choices=Relationship.choices)
    name = models.CharField(_("name"), max_length=200)
    url = models.CharField(
        _("web address"),
        max_length=500,
        blank=True,
        validators=[validate_web_address],
        help_text=_("Without an address, the entry appears at /network/ but not in trust.txt."),
    )
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("Such as: since 2019; paid for the river series."),
    )

    panels: ClassVar = [
        FieldPanel("relationship"),
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("note"),
    ]

    def __str__(self) -> str:
        return f"{self.get_relationship_display()}: {self.name}"
