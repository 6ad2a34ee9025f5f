from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from byline.press.actions import invalidate
from byline.readership.choices import CountDisplay, MostReadPeriod


@register_setting(icon="view", order=110)
class ReadSettings(BaseSiteSetting):
    """A site's settings for counting and displaying reads."""

    shown = models.CharField(
        _("how articles show the number"),
        max_length=7,
        choices=CountDisplay.choices,
        default=CountDisplay.NUMBER,
    )
    most_read = models.CharField(
        _("most read"),
        max_length=5,
        choices=MostReadPeriod.choices,
        default=MostReadPeriod.WEEK,
        blank=True,
    )
    most_read_length = models.PositiveSmallIntegerField(
        _("how many articles"), default=5, validators=[MinValueValidator(3), MaxValueValidator(10)]
    )
    on_sections = models.BooleanField(
        _("also on section pages, each with its own list"), default=True
    )
    counts_staff = models.BooleanField(
        _("count staff"),
        default=False,
        help_text=_(
            "If this is off, browsers in which the desk was open within the last 30 days are not"
            " counted."
        ),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days for which hours and referring sites are kept"),
        default=90,
        validators=[MinValueValidator(2), MaxValueValidator(3660)],
        help_text=_("The number of each day is kept permanently."),
    )

    panels: ClassVar = [
        FieldPanel("shown"),
        MultiFieldPanel(
            [FieldPanel("most_read"), FieldPanel("most_read_length"), FieldPanel("on_sections")],
            _("Most read"),
        ),
        MultiFieldPanel(
            [FieldPanel("counts_staff"), FieldPanel("keep_days")], _("Counting and retention")
        ),
    ]

    class Meta:
        verbose_name = _("read count")
        verbose_name_plural = _("read counts")

    def __str__(self) -> str:
        return f"{self.site} · reads"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            invalidate(f"read-settings:{self.site_id}")
