from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PermalinkPattern(models.TextChoices):
    """Permalink patterns, in WordPress's placeholders."""

    DAY_AND_NAME = (
        "/%year%/%monthnum%/%day%/%postname%/",
        _("Day and name: /2016/09/17/the-bridge/"),
    )
    MONTH_AND_NAME = "/%year%/%monthnum%/%postname%/", _("Month and name: /2016/09/the-bridge/")
    NAME = "/%postname%/", _("Name: /the-bridge/")
    SECTION_AND_NAME = "/%category%/%postname%/", _("Section and name: /city/the-bridge/")
    NUMBER = "/archives/%post_id%", _("Number: /archives/123")


class PolicyKind(models.TextChoices):
    LEGAL_NOTICE = "legal_notice", _("Legal notice")
    COMMENT_POLICY = "comment_policy", _("Comment policy")
    PRIVACY = "privacy", _("Privacy policy")


class Relationship(models.TextChoices):
    """What an organisation is to the site, in the order in which readers see it."""

    OWNER = "owner", pgettext_lazy("of a newspaper", "Owner")
    OWNED = "owned", _("Owns")
    SISTER = "sister", _("Of the same owner")
    SPONSOR = "sponsor", _("Sponsor")
    PARTNER = "partner", _("Partner")
    MEMBERSHIP = "membership", _("Member of")
    MEMBER = "member", _("Has as a member")
    VENDOR = "vendor", _("Is supplied by")
    CUSTOMER = "customer", _("Supplies")


class OpenClosed(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class TrainingTerms(models.TextChoices):
    """What AI crawlers are told."""

    NOT_STATED = "unsaid", _("Not stated")
    REFUSED = "refused", _("Not allowed")
