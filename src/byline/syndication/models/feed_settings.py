import re
from secrets import token_hex
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from byline.press.actions import invalidate
from byline.syndication.choices import MAX_FEED_LENGTH, FeedText


def new_index_key() -> str:
    return token_hex(16)


@register_setting(icon="rss", order=120)
class FeedSettings(BaseSiteSetting):
    """What a site's feeds contain, and who is notified of changes."""

    text = models.CharField(
        _("text of articles in feeds"),
        max_length=7,
        choices=FeedText.choices,
        default=FeedText.FULL,
    )
    length = models.PositiveSmallIntegerField(
        _("articles in a feed"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_FEED_LENGTH)],
    )
    hub = models.URLField(
        _("WebSub hub"),
        max_length=500,
        blank=True,
        help_text=_("The address of an external hub that notifies subscribers."),
    )
    own_hub = models.BooleanField(
        _("act as a hub unless another is named"),
        default=True,
        help_text=_(
            "This server sends new articles to feed readers that support WebSub as soon as they "
            "are published."
        ),
    )
    tells_search_engines = models.BooleanField(
        _("notify search engines of changes (IndexNow)"),
        default=False,
        help_text=_(
            "Sends them the address of each article that is published, changed or unpublished, "
            "and nothing else."
        ),
    )
    index_key = models.CharField(max_length=32, default=new_index_key, editable=False)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("length"), FieldPanel("hub"), FieldPanel("own_hub")],
            _("Feeds"),
        ),
        MultiFieldPanel([FieldPanel("tells_search_engines")], _("Search engines")),
    ]

    class Meta:
        verbose_name = _("feeds and search engines")
        verbose_name_plural = _("feeds and search engines")

    def __str__(self) -> str:
        return f"{self.site} · feeds"

    def clean(self) -> None:
        super().clean()
        if self.hub and not re.match(r"https?://", self.hub):
            raise ValidationError(
                {"hub": _("A hub's address must begin with https:// or http://.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            invalidate(f"feeds:{self.site_id}")
