from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting

from byline.lib.host_names import ascii_host
from byline.linkbacks.rules import domains_in, is_below


class PingRules(BaseSiteSetting):
    """Which pings a site accepts and sends.

    Whether an article is open to pings is decided by the article and SiteSettings.
    """

    webmentions = models.BooleanField(_("accept webmentions"), default=True)
    pingbacks = models.BooleanField(_("accept pingbacks"), default=True)
    trackbacks = models.BooleanField(_("accept trackbacks"), default=False)
    close_after_days = models.PositiveSmallIntegerField(
        _("close to pings after (days)"),
        default=0,
        help_text=_(
            "0: never. Counted from the article's publication, independently of its responses."
        ),
    )
    reads_first = models.BooleanField(
        _("moderators approve mentions from other sites first"),
        default=True,
        help_text=_("Mentions from trusted sites are published at once."),
    )
    trusted = models.TextField(
        _("trusted sites"),
        blank=True,
        max_length=10_000,
        help_text=_("One domain a line. Its subdomains are trusted as well."),
    )
    shows_own = models.BooleanField(_("show links between articles of our sites"), default=True)
    sends = models.BooleanField(_("notify other sites when an article links to them"), default=True)

    class Meta:
        verbose_name = _("ping rules")
        verbose_name_plural = _("ping rules")

    def __str__(self) -> str:
        return f"{self.site} · pings"

    def clean(self) -> None:
        try:
            self.trusted = "\n".join(domains_in(self.trusted))
        except ValueError as error:
            message = _(
                "“%(line)s” is not a domain. Enter one domain a line, such as blog.example."
            ) % {"line": error}
            raise ValidationError({"trusted": message}) from None

    def trusts(self, host: str) -> bool:
        return any(is_below(host, ascii_host(domain)) for domain in self.trusted.split())

    def takes(self, kind: str) -> bool:
        return bool(
            {
                "webmention": self.webmentions,
                "pingback": self.pingbacks,
                "trackback": self.trackbacks,
            }[kind]
        )
