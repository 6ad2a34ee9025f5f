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
    """How a site is read elsewhere: what its feeds hold, and who is told when something is published."""

    text = models.CharField(
        _("what feeds hold of an article"),
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
        help_text=_("The address of another's hub that tells subscribers of what is new."),
    )
    own_hub = models.BooleanField(
        _("be a hub, where no other is named"),
        default=True,
        help_text=_(
            "Feed readers that know WebSub are sent what is new as soon as it is published, by this server itself."
        ),
    )
    tells_search_engines = models.BooleanField(
        _("tell search engines what was published (IndexNow)"),
        default=False,
        help_text=_(
            "They are sent the address of each article that is published, changed or withdrawn, and nothing else."
        ),
    )
    index_key = models.CharField(max_length=32, default=new_index_key, editable=False)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("length"), FieldPanel("hub"), FieldPanel("own_hub")],
            _("Feeds"),
        ),
        MultiFieldPanel([FieldPanel("tells_search_engines")], _("Machines")),
    ]

    class Meta:
        verbose_name = _("feeds and machines")
        verbose_name_plural = _("feeds and machines")

    def __str__(self) -> str:
        return f"{self.site} · feeds"

    def clean(self) -> None:
        super().clean()
        if self.hub and not re.match(r"https?://", self.hub):
            raise ValidationError({"hub": _("A hub's address begins with https:// or http://.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            invalidate(f"feeds:{self.site_id}")
