from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from byline.discussion.choices import Premoderation, ResponseOrder, WhoMayRespond, WordAction
from byline.discussion.integrations.akismet.settings import AkismetSettings
from byline.discussion.integrations.external_filter.settings import ExternalFilterSettings
from byline.newsroom.models import SectionPage


class CommentRules(AkismetSettings, ExternalFilterSettings, BaseSiteSetting):
    """A site's rules for responses: who may respond, until when, and what is held or rejected."""

    who_may_respond = models.CharField(
        _("who may respond"),
        max_length=10,
        choices=WhoMayRespond.choices,
        default=WhoMayRespond.CONFIRMED,
    )
    order = models.CharField(
        _("order"), max_length=8, choices=ResponseOrder.choices, default=ResponseOrder.OLDEST
    )
    premoderation = models.CharField(
        _("whose responses wait for a moderator"),
        max_length=5,
        choices=Premoderation.choices,
        default=Premoderation.FIRST,
    )
    known_after = models.PositiveSmallIntegerField(
        _("published responses after which an author is no longer new"),
        default=1,
        validators=[MinValueValidator(1)],
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after (days)"),
        default=0,
        help_text=_("0: never. Counted from an article's publication."),
    )
    hold_after_days = models.PositiveSmallIntegerField(
        _("hold for a moderator after (days)"), default=0, help_text=_("0: never.")
    )
    is_frozen = models.BooleanField(_("pause responses"), default=False)
    frozen_message = models.CharField(
        _("message to readers while responses are paused"), max_length=300, blank=True
    )
    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes in which authors may change their response"), default=15
    )
    max_length = models.PositiveIntegerField(
        _("longest response (characters)"),
        default=5000,
        validators=[MinValueValidator(200), MaxValueValidator(50_000)],
    )
    max_links = models.PositiveSmallIntegerField(
        _("links in a response before it is held"), default=2
    )
    flood_number = models.PositiveSmallIntegerField(
        _("responses by one author …"), default=5, validators=[MinValueValidator(1)]
    )
    flood_minutes = models.PositiveSmallIntegerField(
        _("… within this many minutes"), default=5, validators=[MinValueValidator(1)]
    )
    min_seconds = models.PositiveSmallIntegerField(
        _("seconds a person needs to write, at least"), default=3
    )
    max_recent_rejections = models.PositiveSmallIntegerField(
        _("rejected responses of an author in 30 days after which the next is held"),
        default=2,
        validators=[MinValueValidator(1)],
    )
    hold_after_reports = models.PositiveSmallIntegerField(
        _("hold a published response after reports by this many people"),
        default=3,
        help_text=_("0: never."),
    )
    requires_proof = models.BooleanField(_("hold responses without proof of work"), default=True)
    uses_learned_filter = models.BooleanField(
        _("hold responses that resemble rejected ones"), default=True
    )
    forget_days = models.PositiveSmallIntegerField(
        _("days after which authors' addresses are deleted"),
        default=90,
        validators=[MinValueValidator(1)],
    )

    class Meta:
        verbose_name = _("comment rules")
        verbose_name_plural = _("comment rules")

    def __str__(self) -> str:
        return f"{self.site} · responses"


class SectionRules(models.Model):
    """A section that reviews responses differently from its site."""

    section = models.OneToOneField(
        SectionPage, on_delete=models.CASCADE, related_name="comment_rules"
    )
    premoderation = models.CharField(max_length=5, choices=Premoderation.choices)

    def __str__(self) -> str:
        return f"{self.section}: {self.get_premoderation_display()}"


class ListedWord(models.Model):
    """Words that a site reacts to, whatever their case and accents; * stands for any letters."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="listed_words")
    words = models.CharField(_("word"), max_length=120)
    action = models.CharField(
        _("what to do"), max_length=6, choices=WordAction.choices, default=WordAction.HOLD
    )
    hits = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("listed word")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "words"], name="listed_once")
        ]

    def __str__(self) -> str:
        return self.words
