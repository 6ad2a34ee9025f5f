from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShareMethod(models.TextChoices):
    """Ways to share an article, in the default order."""

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
"""The policy pages that a site can name (fields of SharingSettings)."""

SCRIPTED_METHODS = frozenset({ShareMethod.DEVICE, ShareMethod.COPY, ShareMethod.PRINT})
"""These need a script, which shows their buttons."""

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels, as link previews expect

CARD_IMAGE_SPEC = "max-1200x1200|format-jpeg"
"""The same rendition as in feeds, so that it is made once."""
