from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting

from byline.linkbacks.rules import domains_in, is_below


class PingRules(BaseSiteSetting):
    """Which pings a site takes and sends, and how long. Whether an article takes any stands with the article and the site."""

    webmentions = models.BooleanField(_("take webmentions"), default=True)
    pingbacks = models.BooleanField(_("take pingbacks"), default=True)
    trackbacks = models.BooleanField(_("take trackbacks"), default=False)
    close_after_days = models.PositiveSmallIntegerField(
        _("close to pings after (days)"),
        default=0,
        help_text=_("0: never. Counted from an article's publication, apart from its responses."),
    )
    reads_first = models.BooleanField(
        _("a moderator reads links from other sites first"),
        default=True,
        help_text=_("But for those of trusted sites."),
    )
    trusted = models.TextField(
        _("trusted sites"),
        blank=True,
        max_length=10_000,
        help_text=_("One domain a line; what is below it is trusted too."),
    )
    shows_own = models.BooleanField(
        _("show links between the articles of this house"), default=True
    )
    sends = models.BooleanField(_("tell other sites that an article links to them"), default=True)

    class Meta:
        verbose_name = _("rules for pings")
        verbose_name_plural = _("rules for pings")

    def __str__(self) -> str:
        return f"{self.site} · pings"

    def clean(self) -> None:
        try:
            self.trusted = "\n".join(domains_in(self.trusted))
        except ValueError as wrong:
            said = _("“%(line)s” is no domain. Write one such as blog.example on each line.") % {
                "line": wrong
            }
            raise ValidationError({"trusted": said}) from None

    def trusts(self, host: str) -> bool:
        return any(is_below(host, domain) for domain in self.trusted.split())

    def takes(self, kind: str) -> bool:
        return bool(
            {
                "webmention": self.webmentions,
                "pingback": self.pingbacks,
                "trackback": self.trackbacks,
            }[kind]
        )
