from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from byline.discussion.choices import Premoderation, ResponseOrder, WhoMayRespond, WordAction
from byline.newsroom.models import SectionPage


class CommentRules(BaseSiteSetting):
    """How a site wants its responses: who, in what order, until when, and what its rules hold or reject."""

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
        _("read before publication"),
        max_length=5,
        choices=Premoderation.choices,
        default=Premoderation.FIRST,
    )
    known_after = models.PositiveSmallIntegerField(
        _("published responses that make an author known"),
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
    is_frozen = models.BooleanField(_("take no responses at the moment"), default=False)
    frozen_message = models.CharField(
        _("what readers are told meanwhile"), max_length=300, blank=True
    )
    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes to change one's own response"), default=15
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
        _("responses of one author …"), default=5, validators=[MinValueValidator(1)]
    )
    flood_minutes = models.PositiveSmallIntegerField(
        _("… in so many minutes"), default=5, validators=[MinValueValidator(1)]
    )
    min_seconds = models.PositiveSmallIntegerField(
        _("seconds a person needs at least to write"), default=3
    )
    max_recent_rejections = models.PositiveSmallIntegerField(
        _("rejected responses of an author in 30 days before the next is held"),
        default=2,
        validators=[MinValueValidator(1)],
    )
    hold_after_reports = models.PositiveSmallIntegerField(
        _("hold a published response after reports by so many people"),
        default=3,
        help_text=_("0: never."),
    )
    requires_proof = models.BooleanField(_("hold what comes without proof of work"), default=True)
    uses_learned_filter = models.BooleanField(
        _("hold what looks like what moderators rejected"), default=True
    )
    akismet_key = models.CharField(_("Akismet key"), max_length=80, blank=True)
    external_filter_url = models.URLField(_("outside judge's address"), blank=True)
    external_filter_secret = models.CharField(
        _("secret that signs what the judge is sent"), max_length=120, blank=True
    )
    forget_days = models.PositiveSmallIntegerField(
        _("days after which authors' addresses are dropped"),
        default=90,
        validators=[MinValueValidator(1)],
    )

    class Meta:
        verbose_name = _("house rules for responses")
        verbose_name_plural = _("house rules for responses")

    def __str__(self) -> str:
        return f"{self.site} · responses"


class SectionRules(models.Model):
    """A section whose responses are read before publication in another way than the site's."""

    section = models.OneToOneField(
        SectionPage, on_delete=models.CASCADE, related_name="comment_rules"
    )
    premoderation = models.CharField(max_length=5, choices=Premoderation.choices)

    def __str__(self) -> str:
        return f"{self.section}: {self.get_premoderation_display()}"


class ListedWord(models.Model):
    """A word, or words, that a site wants looked at. Whole words, whatever their case and accents; * stands for any letters."""

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
