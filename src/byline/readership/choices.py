from django.db import models
from django.utils.translation import gettext_lazy as _

PROVIDER_FACTOR = 10  # a provider's network counts for this many of `reads_per_article`
NETWORKS_TO_ADMIT = 3  # that must name a referring host of an article on a day
OTHER_HOSTS = "*"  # in place of hosts that were not admitted


class ReadVerdict(models.TextChoices):
    """What became of a read, as the header Byline-Read says."""

    COUNTED = "counted", _("It is stored and will be counted.")
    BOT = "bot", _("The user agent is empty or belongs to a program.")
    PREFETCH = "prefetch", _("The page was prefetched; nobody looked at it.")
    PREVIEW = "preview", _("The page was loaded for a preview image.")
    STAFF = (
        "staff",
        _("The desk was open in this browser within 30 days, and the site does not count staff."),
    )
    SEEN = "seen-today", _("This visitor has read this article today.")
    UNKNOWN = "unknown-path", _("The token is not valid.")
    FOREIGN = (
        "foreign-origin",
        _("It was not sent by a page of this host, or does not say so."),
    )
    FLOOD = "flood", _("Too many reads from one network.")


class CountDisplay(models.TextChoices):
    NUMBER = "number", _("The number: 6,563 reads")
    ROUNDED = "rounded", _("Rounded down: more than 6,500 reads")
    HIDDEN = "hidden", _("Not at all")


class MostReadPeriod(models.TextChoices):
    """The period over which the most read articles are determined."""

    NONE = "", _("No list")
    DAY = "day", _("Today")
    WEEK = "week", _("In 7 days")
    MONTH = "month", _("In 30 days")

    @property
    def days(self) -> int:
        return {"day": 1, "week": 7, "month": 30}[self.value]
