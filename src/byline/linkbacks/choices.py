from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class MentionState(models.TextChoices):
    """What became of a notification that a page links to an article."""

    PENDING = "pending", _("Waiting to be checked")
    ACCEPTED = "accepted", _("Links to the article")
    REJECTED = "rejected", _("Rejected")
    GONE = "gone", _("Gone, or no longer links to the article")


class RefusalReason(models.TextChoices):
    """Why a ping is refused at once, without a check of its page."""

    NO_SOURCE = "no-source", _("The source is not an http or https address, or it is too long.")
    NO_TARGET = "no-target", _("The target is not an http or https address.")
    SAME = "same", _("Source and target are the same page.")
    NOT_OURS = "not-ours", _("The target is not on one of our sites.")
    NOTHING_THERE = "nothing-there", _("There is no article at the target.")
    CLOSED = "closed", _("The article does not accept this kind of ping.")
    OWN_PAGE = "own-page", _("Only articles of our sites can mention an article, not other pages.")
    BLOCKED = "blocked", _("This site does not accept pings from that domain.")
    TOO_MANY = (
        "too-many",
        _("Too many pings of that host, or from your network. Try again later."),
    )


MAX_ADDRESS_LENGTH = 500  # characters
MAX_DETAIL_LENGTH = 300  # characters
MAX_PENDING_CHECKS = 50  # of pages of one host that have not been tried yet
PINGS_PER_HOUR = 100  # from one network
MIN_CHECK_INTERVAL = timedelta(seconds=10)  # between two checks of one page
MAX_LINKS = 200  # of an article, that are notified
