from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShareMethod(models.TextChoices):
    """How a reader may pass an article on, in the order in which a site offers it unless it says otherwise."""

    DEVICE = "device", _("Share …")
    EMAIL = "email", _("E-mail")
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    LINKEDIN = "linkedin", "LinkedIn"
    REDDIT = "reddit", "Reddit"
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    TUMBLR = "tumblr", "Tumblr"
    COPY = "copy", _("Copy link")
    PRINT = "print", pgettext_lazy("on paper", "Print")


POLICY_PAGES = ("principles", "corrections", "ownership")
"""What the paper says of itself in pages that a site names (the fields of SharingSettings)."""

SCRIPTED_METHODS = frozenset({ShareMethod.DEVICE, ShareMethod.COPY, ShareMethod.PRINT})
"""What only a script can do: shown by the script that does it."""

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels of a card image: what those who preview links ask for

CARD_IMAGE_SPEC = "max-1200x1200|format-jpeg"
"""How a picture is cut for cards and machines: as for feeds, so that it is cut once."""
