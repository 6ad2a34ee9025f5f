from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedText(models.TextChoices):
    """How much of an article its item in a feed holds."""

    FULL = "full", _("All of it")
    SUMMARY = "summary", _("A summary")


class HubMode(models.TextChoices):
    """What our hub can be asked for."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


class HubRefusalReason(models.TextChoices):
    """Why our hub does not do what it is asked."""

    NO_HUB = "no-hub", _("This site is no hub. Its feeds name theirs, where there is one.")
    NO_MODE = "no-mode", _("hub.mode is subscribe or unsubscribe.")
    NO_CALLBACK = (
        "no-callback",
        _(
            "hub.callback is an http or https address of at most 500 characters, without a name, password or # in it."
        ),
    )
    NO_SECRET = "no-secret", _("hub.secret is shorter than 200 bytes.")
    NO_LEASE = "no-lease", _("hub.lease_seconds is a number of seconds.")
    NOT_OURS = (
        "not-ours",
        _(
            "hub.topic is the address of a feed of this site, as the feed itself names it (rel=self)."
        ),
    )
    NO_FEED = "no-feed", _("There is no feed of articles at hub.topic.")
    FULL = "full", _("There are as many subscriptions from there as are taken.")
    WAITING = "waiting", _("Too many requests from there wait to be looked at. Try again later.")


MAX_URL_LENGTH = 500  # characters
MAX_SECRET_BYTES = 199  # bytes (WebSub, 5.1)
DEFAULT_LEASE, MIN_LEASE, MAX_LEASE = (
    864_000,
    3_600,
    2_592_000,
)  # seconds: ten days, an hour, thirty days
MAX_SUBSCRIPTIONS_PER_HOST = 200  # subscriptions of a site's feeds from one host
MAX_SUBSCRIPTIONS = 10_000  # of a site's feeds
MAX_PENDING_REQUESTS_PER_HOST, MAX_PENDING_REQUESTS = (
    20,
    200,
)  # requests that wait to be looked at: from one host, for one site

MAX_FEED_LENGTH = 100
SITEMAP_SIZE = (
    1_000  # addresses in one file; the protocol allows 50,000, but a change prints the file again
)
NEWS_HOURS = 48
MAX_NEWS_ITEMS = 1_000

AI_CRAWLERS = (
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
