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
    """What one masthead chose for itself. Its name is the Wagtail Site's."""

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
        help_text=_("Addresses of articles published from now on. Published ones keep theirs."),
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, default="#8a1c1c", validators=[rules.validate_accent]
    )
    articles_per_page = models.PositiveSmallIntegerField(
        _("articles on a page of a list"),
        default=20,
        validators=[MinValueValidator(5), MaxValueValidator(100)],
    )
    updated_after_hours = models.PositiveSmallIntegerField(
        _("show “updated” after (hours)"),
        default=1,
        help_text=_("A change within these hours of publication is not announced."),
    )
    ownership_line = models.CharField(
        _("ownership line"),
        max_length=300,
        blank=True,
        help_text=_("Who owns and pays for this paper; under every article."),
    )
    notice_line = models.CharField(
        _("notice"),
        max_length=500,
        blank=True,
        help_text=_("A legal or other notice under every article that has none of its own."),
    )
    profiles = models.TextField(
        _("the paper elsewhere"),
        blank=True,
        validators=[rules.validate_profiles],
        help_text=_(
            "Its own profiles in social networks, a whole address a line; at the foot of every page."
        ),
    )
    links = models.TextField(
        _("more links"),
        blank=True,
        validators=[rules.validate_links],
        help_text=_(
            "A link a line, at the foot of every page: what it is called, then https://…, mailto:… or a path here: /about/."
        ),
    )
    contact = models.CharField(
        _("contact"),
        max_length=300,
        blank=True,
        validators=[rules.validate_contact],
        help_text=_("An e-mail address or a page (https://…) by which the paper is reached."),
    )
    security_contact = models.CharField(
        _("contact for security"),
        max_length=300,
        blank=True,
        validators=[rules.validate_contact],
        help_text=_(
            "Where a weakness of the site is reported, the same way. Empty: the installation's, if it has one."
        ),
    )
    is_on_record = models.BooleanField(default=False, editable=False)  # whether its network is told
    respond = models.CharField(
        _("responses"), max_length=6, choices=OpenClosed.choices, default=OpenClosed.OPEN
    )
    pings = models.CharField(
        _("pings"), max_length=6, choices=OpenClosed.choices, default=OpenClosed.OPEN
    )

    training = models.CharField(
        _("training of machines with the paper's texts"),
        max_length=7,
        choices=TrainingTerms.choices,
        default=TrainingTerms.NOT_STATED,
        help_text=_(
            "Who trains machines is told so by every page and by robots.txt. Who does not ask is not stopped by it."
        ),
    )

    edition_of = models.SlugField(
        _("is an edition of"),
        max_length=60,
        blank=True,
        help_text=_(
            "Where one paper comes out in several languages, each at a site of its own: a word that all of them have here."
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
            _("Place and time"),
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
            _("Where else it is found"),
        ),
        MultiFieldPanel(
            [FieldPanel("respond"), FieldPanel("pings")],
            _("Responses and pings, where an article does not say"),
        ),
        MultiFieldPanel([FieldPanel("training")], _("Machines")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def __str__(self) -> str:
        return f"{self.site} · settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # what hears of it does its part in the same one
            super().save(*args, **kwargs)

    @property
    def refuses_training(self) -> bool:
        return self.training == TrainingTerms.REFUSED

    @property
    def name(self) -> str:
        return self.site.site_name or self.site.hostname

    @property
    def elsewhere(self) -> dict[str, str]:
        """Its profiles: what a link is called, by its address."""
        return rules.profile_labels(self.profiles)

    @property
    def more_links(self) -> list[tuple[str, str]]:
        """What stands at the foot of every page beside its own: what each is called, and where it leads."""
        return rules.named_links(self.links)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def direction(self) -> str:
        return rules.text_direction(self.language)

    @property
    def accent_css(self) -> str:
        """The one inline style of a page: the site's colour, on paper and after dark."""
        return f":root{{--accent-on-paper:{self.accent_colour};--accent-after-dark:{rules.accent_after_dark(self.accent_colour)}}}"
