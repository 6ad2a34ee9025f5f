"""The hub of a site: an external one, or its own."""

from urllib.parse import unquote

from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from byline.network.queries import is_staging
from byline.press.wsgi import get_own_page
from byline.syndication.choices import MAX_URL_LENGTH, HubRefusalReason
from byline.syndication.models import FeedSettings
from byline.syndication.rules import ENDINGS

ARTICLE_FEED_URL_NAMES = frozenset(
    {"feed", "feed_of_section", "feed_of_tag", "feed_of_contributor"}
)
"""The URL names of the feeds that a hub is notified of: those of articles."""


def hub_of(site: Site, chosen: FeedSettings) -> str:
    """The address of the hub that the site's feeds name; "" if there is none."""
    if is_staging():
        return ""
    return chosen.hub or (site.root_url + reverse("hub") if chosen.own_hub else "")


def has_own_hub(site: Site) -> bool:
    """Whether the site is its own hub."""
    chosen: FeedSettings = FeedSettings.for_site(site)
    return chosen.own_hub and not chosen.hub and not is_staging()


def topic_error(site: Site, topic: str) -> HubRefusalReason | None:
    """Why nobody can subscribe to an address.

    None if it is a feed of the site's articles, spelled as the feed itself does.
    """
    root = site.root_url
    path = unquote(topic.removeprefix(root))
    is_whole = topic == root + iri_to_uri(path) and not {"?", "#"} & set(topic)
    if not topic.startswith(f"{root}/") or not is_whole or len(topic) > MAX_URL_LENGTH:
        return HubRefusalReason.NOT_OURS
    try:
        match = resolve(path)
    except Resolver404:
        return HubRefusalReason.NO_FEED
    if (
        match.url_name not in ARTICLE_FEED_URL_NAMES
        or match.kwargs["ending"] not in ENDINGS.values()
    ):
        return HubRefusalReason.NO_FEED
    status, _headers, _body = get_own_page(topic)
    return None if status.startswith("200") else HubRefusalReason.NO_FEED
