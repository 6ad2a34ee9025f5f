from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LATE_AFTER = timedelta(minutes=1)  # from then on a scheduled article is reported as late


class Label(models.TextChoices):
    """What kind of piece this is. The page names every kind but news."""

    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    SATIRE = "satire", _("Satire")
    SPONSORED = "sponsored", _("Sponsored")


class CorrectionKind(models.TextChoices):
    """What a notice under an article is."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")


class OpenState(models.TextChoices):
    """Whether an article accepts responses, or pings."""

    INHERIT = "inherit", _("Same as the site")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class BylineRole(models.TextChoices):
    """What a contributor did for an article."""

    BY = "by", pgettext_lazy("byline", "By")
    REPORTED = "reported", _("Reported by")
    WRITTEN = "written", _("Written by")
    PHOTOGRAPHS = "photographs", _("Photographs by")
    ILLUSTRATED = "illustrated", _("Illustrated by")
    DATA = "data", _("Data by")
    TRANSLATED = "translated", _("Translated by")
    EDITED = "edited", pgettext_lazy("byline", "Edited by")
    ADDITIONAL = "additional", _("Additional reporting by")


class Role(models.TextChoices):
    """What a person may do at the desk of a site."""

    CONTRIBUTOR = "contributor", _("Contributor")
    MODERATOR = "moderator", _("Moderator")
    EDITOR = "editor", _("Editor")
    MANAGING_EDITOR = "managing_editor", _("Managing editor")
    OWNER = "owner", _("Site owner")
