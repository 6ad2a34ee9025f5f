from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedText(models.TextChoices):
    """How much of an article its item in a feed holds."""

    FULL = "full", _("All of it")
    SUMMARY = "summary", _("A summary")


class Training(models.TextChoices):
    """What those who train machines are told."""

    UNSAID = "unsaid", _("Say nothing")
    REFUSED = "refused", _("It is refused")


MOST_ITEMS = 100
A_SITEMAP = 1_000  # addresses in one file; the protocol allows 50,000, but a change prints the file again
NEWS_HOURS = 48
MOST_NEWS = 1_000

TRAINERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
)
"""Robots that say that they gather texts for training (their operators' own pages, 2026)."""
