"""Announcing changes of articles: queued now, sent by the background worker."""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from byline.network.actions import enqueue, enqueue_notice
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.network.queries import is_staging
from byline.network.rules import is_loopback_name
from byline.newsroom.signals import ArticleChange, ArticleState
from byline.syndication.models import FeedSettings, Subscription
from byline.syndication.rules import ENDINGS

HUB_FEED = "hub_feed"
FORM_TYPE = "application/x-www-form-urlencoded"
JSON_TYPE = "application/json; charset=utf-8"


def announce(change: ArticleChange) -> None:
    """Queue this change for the site's hub and for search engines, if the site has any.

    Subscribers of the site's own hub are sent the feeds themselves. Call it in the change's
    transaction. A site that only this machine can reach notifies its subscribers alone.
    """
    if change.quiet or is_staging():
        return
    states = [state for state in (change.after, change.before) if state]
    if not states:  # a draft is deleted
        return
    site = change.site
    chosen: FeedSettings = FeedSettings.for_site(site)
    feeds = list(dict.fromkeys(feed for state in states for feed in feeds_with(state)))
    if not chosen.hub and chosen.own_hub:
        enqueue_for_subscribers(site, feeds)
    if is_loopback_name(site.hostname):
        return
    if chosen.hub:
        fields = [("hub.mode", "publish"), *(("hub.url", address) for address in feeds)]
        enqueue_notice(site=site, to=chosen.hub, text=urlencode(fields), content_type=FORM_TYPE)
    if chosen.tells_search_engines:
        enqueue_notice(
            site=site,
            to=settings.OPTIONS.indexnow_server,
            text=json.dumps(indexnow_notice(site, states[0].url, chosen)),
            content_type=JSON_TYPE,
        )


def enqueue_for_subscribers(site: Site, feeds: Iterable[str]) -> None:
    """Queue these feeds for their subscribers, unless an untried delivery is queued already."""
    current = Subscription.objects.current(timezone.now()).filter(site=site, topic__in=list(feeds))
    if subscriptions := list(current):
        pending = Delivery.objects.filter(
            kind=HUB_FEED, site=site, state=DeliveryState.QUEUED, tries=0
        )
        waiting = set(pending.values_list("payload__subscription", flat=True))
        for subscription in subscriptions:
            if subscription.pk not in waiting:
                enqueue(
                    HUB_FEED,
                    site=site,
                    to=subscription.callback,
                    payload={"subscription": subscription.pk},
                    host_key=subscription.host,
                )


def feeds_with(state: ArticleState) -> list[str]:
    """The address of every feed that has the article, in every format."""
    return [
        state.root_url + iri_to_uri(path + ending)
        for path in state.lists
        for ending in ENDINGS.values()
    ]


def indexnow_notice(site: Site, url: str, chosen: FeedSettings) -> dict[str, object]:
    """The body of a request to IndexNow (indexnow.org/documentation)."""
    return {
        "host": site.hostname,
        "key": chosen.index_key,
        "keyLocation": f"{site.root_url}/{chosen.index_key}.txt",
        "urlList": [url],
    }
