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


MAX_ADDRESS_LENGTH = 500  # characters
MAX_DETAIL_LENGTH = 300  # characters
MAX_PENDING_CHECKS = 50  # from one host, and of one article
MIN_CHECK_INTERVAL = timedelta(seconds=10)  # between two checks of one page
MAX_LINKS = 200  # of an article, that are notified
