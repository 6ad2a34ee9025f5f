from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class MentionState(models.TextChoices):
    """Where it stands that somebody says: this page links to that article."""

    PENDING = "pending", _("Will be looked at")
    ACCEPTED = "accepted", _("It links here")
    REJECTED = "rejected", _("Not taken")
    GONE = "gone", _("Gone, or links here no longer")


class RefusalReason(models.TextChoices):
    """Why a mention is refused at once, without a look at its page."""

    NO_SOURCE = "no-source", _("The source is no http or https address, or is too long.")
    NO_TARGET = "no-target", _("The target is no http or https address.")
    SAME = "same", _("Source and target are the same page.")
    NOT_OURS = "not-ours", _("The target is no site of ours.")
    NOTHING_THERE = "nothing-there", _("There is no article at the target.")
    CLOSED = "closed", _("The article takes no pings of this kind.")
    OWN_PAGE = "own-page", _("Of the pages of this house only its articles are heard.")
    BLOCKED = "blocked", _("This site takes no pings from there.")
    TOO_MANY = "too-many", _("Too many pings from there wait to be looked at. Try again later.")


MAX_ADDRESS_LENGTH = 500  # characters of an address
MAX_PENDING_CHECKS = 50  # mentions from one host, and of one article, that wait to be looked at
CHECK_PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (2, 15, 60, 360)
)  # after which a silent page is asked again
MIN_CHECK_INTERVAL = timedelta(
    seconds=10
)  # after a look at a page, before which it is not looked at again
CLAIM_LASTS = timedelta(
    minutes=5
)  # longer than any look takes; who began one and is silent for so long has died
KEPT = timedelta(days=30)  # how long it is known what was refused
MAX_LINKS = 200  # of an article, that are told
