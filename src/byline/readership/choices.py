from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadVerdict(models.TextChoices):
    """What became of a read, in the answer's header Byline-Read."""

    COUNTED = "counted", _("It is in the spool.")
    BOT = "bot", _("The browser says that it is a program, or says nothing.")
    PREFETCH = "prefetch", _("The page was loaded ahead; nobody looked at it.")
    PREVIEW = "preview", _("The page was loaded for a small picture of it.")
    STAFF = (
        "staff",
        _(
            "The desk was open in this browser within 30 days, and the site does not count its own people."
        ),
    )
    SEEN = "seen-today", _("This reader has read this article today.")
    UNKNOWN = "unknown-path", _("No page of ours carries this token.")
    FOREIGN = (
        "foreign-origin",
        _("It was not sent by a page of this host, or does not say by which."),
    )
    FLOOD = "flood", _("Too many reads from one address.")


class CountDisplay(models.TextChoices):
    NUMBER = "number", _("The number: 6,563 reads")
    ROUNDED = "rounded", _("Rounded down: more than 6,500 reads")
    HIDDEN = "hidden", _("Not at all")


class MostReadPeriod(models.TextChoices):
    """The days over which the most read articles are found."""

    NONE = "", _("No list")
    DAY = "day", _("Today")
    WEEK = "week", _("In 7 days")
    MONTH = "month", _("In 30 days")

    @property
    def days(self) -> int:
        return {"day": 1, "week": 7, "month": 30}[self.value]
