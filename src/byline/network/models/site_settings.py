from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from byline.network import rules
from byline.network.choices import OpenClosed, PermalinkPattern, TrainingTerms


@register_setting(icon="globe", order=100)
class SiteSettings(BaseSiteSetting):
    """The settings of a site. Its name is the Wagtail Site's."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    language = models.CharField(
        _("language"), max_length=20, default="en", help_text=_("A BCP 47 tag: en, pt-BR, ar …")
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[rules.validate_time_zone]
    )
    permalink_pattern = models.CharField(
        _("permalinks"),
        max_length=120,
        default=PermalinkPattern.DAY_AND_NAME,
        validators=[rules.validate_permalink_pattern],
        help_text=_(
            "The addresses of articles published from now on. Articles already published keep "
            "theirs."
        ),
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, default="#8a1c1c", validators=[rules.validate_accent]
    )
    articles_per_page = models.PositiveSmallIntegerField(
        _("articles per list page"),
        default=20,
        validators=[MinValueValidator(5), MaxValueValidator(100)],
    )
    updated_after_hours = models.PositiveSmallIntegerField(
        _("show “updated” after (hours)"),
        default=1,
        help_text=_("Changes within this many hours of publication are not marked."),
    )
    ownership_line = models.CharField(
        _("ownership line"),
        max_length=300,
        blank=True,
        help_text=_("Owner and funding of this site. Shown under every article."),
    )
    notice_line = models.CharField(
        _("notice"),
        max_length=500,
        blank=True,
        help_text=_("A legal or other notice. Shown under every article without one of its own."),
    )
    profiles = models.TextField(
        _("profiles"),
        blank=True,
        validators=[rules.validate_profiles],
        help_text=_(
            "The site's profiles in social networks, one full address a line. Shown at the foot "
            "of every page."
        ),
    )
    links = models.TextField(
        _("more links"),
        blank=True,
        validators=[rules.validate_links],
        help_text=_(
            "One link a line: its name, then https://…, mailto:… or a path on this site such as "
            "/about/. Shown at the foot of every page."
        ),
    )
    contact = models.CharField(
        _("contact"),
        max_length=300,
        blank=True,
        validators=[rules.validate_contact],
        help_text=_("An e-mail address or a page (https://…) for contacting the newsroom."),
    )
    security_contact = models.CharField(
        _("security contact"),
        max_length=300,
        blank=True,
        validators=[rules.validate_contact],
        help_text=_(
            "Where to report vulnerabilities: an e-mail address or a page (https://…). If empty, "
            "the installation's security contact is used."
        ),
    )
    is_on_record = models.BooleanField(default=False, editable=False)  # whether /network/ exists
    respond = models.CharField(
        _("responses"), max_length=6, choices=OpenClosed.choices, default=OpenClosed.OPEN
    )
    pings = models.CharField(
        _("pings"), max_length=6, choices=OpenClosed.choices, default=OpenClosed.OPEN
    )

    keep_picture_rights = models.BooleanField(
        _("write credit and copyright into picture files"),
        default=False,
        help_text=_(
            "Search engines read them there. Everything else is always removed from pictures: "
            "where, when, with what and by whom they were taken."
        ),
    )
    training = models.CharField(
        _("AI training with this site's texts"),
        max_length=7,
        choices=TrainingTerms.choices,
        default=TrainingTerms.NOT_STATED,
        help_text=_(
            "AI crawlers are told this by every page and by robots.txt. Crawlers that ignore it "
            "are not blocked."
        ),
    )

    edition_of = models.SlugField(
        _("edition group"),
        max_length=60,
        blank=True,
        help_text=_(
            "If a publication has one site for each language: the same identifier on every "
            "edition's site."
        ),
    )

    select_related: ClassVar[list[str]] = ["site"]

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("tagline"), FieldPanel("accent_colour"), FieldPanel("articles_per_page")],
            _("Masthead"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("language"),
                FieldPanel("edition_of"),
                FieldPanel("time_zone"),
                FieldPanel("permalink_pattern"),
            ],
            _("Language, time zone and addresses"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("ownership_line"),
                FieldPanel("notice_line"),
                FieldPanel("updated_after_hours"),
            ],
            _("On every article"),
        ),
        MultiFieldPanel([FieldPanel("links")], _("At the foot of every page")),
        MultiFieldPanel(
            [FieldPanel("profiles"), FieldPanel("contact"), FieldPanel("security_contact")],
            _("Profiles and contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("respond"), FieldPanel("pings")],
            _("Responses and pings, unless an article says otherwise"),
        ),
        MultiFieldPanel([FieldPanel("keep_picture_rights")], _("Pictures")),
        MultiFieldPanel([FieldPanel("training")], _("AI crawlers")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def __str__(self) -> str:
        return f"{self.site} · settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers write in the same transaction
            super().save(*args, **kwargs)

    @property
    def refuses_training(self) -> bool:
        return self.training == TrainingTerms.REFUSED

    @property
    def name(self) -> str:
        return self.site.site_name or self.site.hostname

    @property
    def archives_root(self) -> str:
        """What the paths of the archives of dates begin with: "" or "/date"."""
        return rules.archives_root(self.permalink_pattern)

    @property
    def elsewhere(self) -> dict[str, str]:
        """The site's profiles: link names by address."""
        return rules.profile_labels(self.profiles)

    @property
    def more_links(self) -> list[tuple[str, str]]:
        """The extra links at the foot of every page: name and address."""
        return rules.named_links(self.links)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def direction(self) -> str:
        return rules.text_direction(self.language)

    @property
    def accent_css(self) -> str:
        """The only inline style of a page: the accent colour on the light and the dark page."""
        dark = rules.accent_after_dark(self.accent_colour)
        return f":root{{--accent-on-paper:{self.accent_colour};--accent-after-dark:{dark}}}"
