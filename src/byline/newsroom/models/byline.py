from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable, Site

from byline.network.rules import (
    handle_href,
    profile_labels,
    validate_handle,
    validate_profiles,
    validate_web_address,
)
from byline.newsroom.choices import BylineRole


class ContributorQuerySet(models.QuerySet["Contributor"]):
    def at(self, site: Site) -> "ContributorQuerySet":
        """Those whom the site's bylines may name: its own, and those that others share with it."""
        return self.at_any([site.pk])

    def at_any(self, sites: Iterable[Any] | models.QuerySet[Any]) -> "ContributorQuerySet":
        shared = Contributor.shared_with.through.objects.filter(site__in=sites)
        return self.filter(models.Q(site__in=sites) | models.Q(pk__in=shared.values("contributor")))


class Contributor(index.Indexed, models.Model):
    """A person that bylines name, with or without an account.

    It belongs to one site, whose people alone change it and decide which others may name it.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=pgettext_lazy("of a contributor", "site"),
        on_delete=models.CASCADE,
        related_name="contributors",
    )
    shared_with = models.ManyToManyField(
        Site,
        verbose_name=_("shared with"),
        blank=True,
        related_name="shared_contributors",
        help_text=_(
            "These sites, too, may name this person in bylines. They cannot change this entry."
        ),
    )
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=160,
        allow_unicode=True,
        help_text=_("The last part of the address of this person's page: /author/…/"),
    )
    position = models.CharField(
        _("position"), max_length=120, blank=True, help_text=_("For example: Court reporter")
    )
    biography = models.TextField(
        _("biography"), blank=True, help_text=_("Plain text. An empty line starts a new paragraph.")
    )
    portrait = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(_("public e-mail address"), blank=True)
    website = models.CharField(
        _("web page"), max_length=500, blank=True, validators=[validate_web_address]
    )
    fediverse = models.CharField(
        _("address in the fediverse"),
        max_length=300,
        blank=True,
        validators=[validate_handle],
        help_text=_(
            "For example @rosa@mastodon.example. Mastodon shows it under links to this "
            "person's articles."
        ),
    )
    profiles = models.TextField(
        _("other profiles"),
        blank=True,
        validators=[validate_profiles],
        help_text=_("Full web addresses, one per line."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributors",
        help_text=_("Responses that this account writes under the person's articles say so."),
    )

    objects: ClassVar = ContributorQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("position"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        FieldPanel("email"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("fediverse"), FieldPanel("profiles")],
            heading=_("Profiles elsewhere"),
        ),
        FieldPanel("user"),
        FieldPanel("shared_with", widget=forms.CheckboxSelectMultiple),
    ]
    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("name"),
        index.FilterField("site"),
    ]

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="one_contributor_a_slug",
                violation_error_message=_("This slug is already in use."),
            ),
            models.UniqueConstraint(
                fields=["site", "user"],
                name="one_contributor_an_account",
                violation_error_message=_("This account belongs to another contributor."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers of the signals run in the same one
            super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """Its path: WordPress's `/author/slug/`."""
        return f"/author/{self.slug}/"

    @property
    def href(self) -> str:
        return iri_to_uri(self.address)

    @property
    def elsewhere(self) -> dict[str, str]:
        """The person's profiles elsewhere: the name of each link by its address."""
        handle = {handle_href(self.fediverse): self.fediverse} if self.fediverse else {}
        return profile_labels(self.website) | handle | profile_labels(self.profiles)


class Byline(Orderable):
    """A contributor of an article, with what the person did."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        Contributor, verbose_name=_("contributor"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(
        _("role"), max_length=20, choices=BylineRole.choices, default=BylineRole.BY
    )

    panels: ClassVar = [FieldPanel("contributor"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"], name="named_once_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.contributor}"


def check_contributors(article: Any, site: Site) -> None:
    """Raise ValidationError if the article names a contributor whom this site may not name.

    Both what is published and the latest version are looked at.
    """
    latest = article.get_latest_revision()
    drafted = latest.content.get("bylines", []) if latest else []
    named = {line.contributor_id for line in article.bylines.all()}
    named |= {line["contributor"] for line in drafted}
    strangers = Contributor.objects.filter(pk__in=named).exclude(
        pk__in=Contributor.objects.at(site).values("pk")
    )
    if strangers:
        raise ValidationError(
            gettext(
                "%(names)s cannot be named at %(site)s. Share these contributors with that site, "
                "or remove their bylines, and try again."
            )
            % {
                "names": ", ".join(person.name for person in strangers),
                "site": site.site_name or site.hostname,
            }
        )
