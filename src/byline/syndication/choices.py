from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedText(models.TextChoices):
    """How much of an article its feed entry contains."""

    FULL = "full", _("Full text")
    SUMMARY = "summary", _("Summary only")


class HubMode(models.TextChoices):
    """The requests that the site's own hub accepts."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


class HubRefusalReason(models.TextChoices):
    """Why the hub refuses a request."""

    NO_HUB = "no-hub", _("This site is not a hub. If there is one, its feeds name it.")
    NO_MODE = "no-mode", _("hub.mode must be subscribe or unsubscribe.")
    NO_CALLBACK = (
        "no-callback",
        _(
            "hub.callback must be an http or https address of at most 500 characters, without a "
            "user name, password or #."
        ),
    )
    NOT_PUBLIC = "not-public", _("hub.callback must be at a public address of the internet.")
    NO_SECRET = "no-secret", _("hub.secret must be shorter than 200 bytes.")
    NO_LEASE = "no-lease", _("hub.lease_seconds must be a number of seconds.")
    NOT_OURS = (
        "not-ours",
        _(
            "hub.topic must be the address of a feed of this site, as the feed itself names it "
            "(rel=self)."
        ),
    )
    NO_FEED = "no-feed", _("There is no feed of articles at hub.topic.")
    FULL = "full", _("That host has reached its maximum number of subscriptions.")
    WAITING = (
        "waiting",
        _("Too many requests from that host are waiting to be checked. Try again later."),
    )


MAX_URL_LENGTH = 500  # characters
MAX_SECRET_BYTES = 199  # bytes (WebSub, 5.1)
# seconds: ten days, an hour, thirty days
DEFAULT_LEASE, MIN_LEASE, MAX_LEASE = 864_000, 3_600, 2_592_000
MAX_SUBSCRIPTIONS_PER_HOST = 200  # of a site's feeds
MAX_SUBSCRIPTIONS = 10_000  # of a site's feeds
MAX_PENDING_REQUESTS_PER_HOST = 20  # for one site
MAX_PENDING_REQUESTS = 200  # for one site

MAX_FEED_LENGTH = 100
# addresses in one file: the protocol allows 50,000, but each change renders a file again
SITEMAP_SIZE = 1_000
NEWS_SITEMAP_HOURS = 48
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
"""Crawlers that say that they collect training data (their operators' own pages, 2026)."""
