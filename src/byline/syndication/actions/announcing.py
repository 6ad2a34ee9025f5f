"""Telling others that something was published, changed or withdrawn: written down now, sent by the keeper."""

import json
from collections.abc import Iterable, Iterator
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
from byline.newsroom.models import Article, SectionPage
from byline.syndication.models import FeedSettings, Subscription
from byline.syndication.rules import ENDINGS

HUB_FEED = "hub_feed"
FORM_TYPE = "application/x-www-form-urlencoded"
JSON_TYPE = "application/json; charset=utf-8"


def announce(article: Article, left: Iterable[str] = ()) -> None:
    """Owe it to the site's hub and to the search engines, where the site has any, to be told of this article's change.

    `left` are the addresses of feeds that had it before. Subscribers of our own hub are owed the feeds themselves. Belongs into
    the change's transaction. A site that only this machine can reach tells nobody but them.
    """
    site = article.site
    chosen: FeedSettings = FeedSettings.for_site(site)
    feeds = list(dict.fromkeys([*feeds_with(article), *left]))
    if is_staging():
        return
    if not chosen.hub and chosen.own_hub:
        enqueue_for_subscribers(site, feeds)
    if is_loopback_name(site.hostname):
        return
    if chosen.hub:
        said = [("hub.mode", "publish"), *(("hub.url", address) for address in feeds)]
        enqueue_notice(site=site, to=chosen.hub, text=urlencode(said), content_type=FORM_TYPE)
    if chosen.tells_search_engines:
        to = settings.OPTIONS.indexnow_server
        enqueue_notice(
            site=site,
            to=to,
            text=json.dumps(indexnow_notice(article, chosen)),
            content_type=JSON_TYPE,
        )


def enqueue_for_subscribers(site: Site, feeds: Iterable[str]) -> None:
    """Owe these feeds to whoever follows them; to whom one is owed already, and not begun to be sent, it is owed but once."""
    current = Subscription.objects.current(timezone.now()).filter(site=site, topic__in=list(feeds))
    owed = Delivery.objects.filter(kind=HUB_FEED, site=site, state=DeliveryState.QUEUED, tries=0)
    waiting = set(owed.values_list("payload__subscription", flat=True))
    for each in current.exclude(pk__in=waiting):
        enqueue(
            HUB_FEED,
            site=site,
            to=each.callback,
            payload={"subscription": each.pk},
            host_key=each.host,
        )


def feeds_with(article: Article) -> list[str]:
    """The address of every feed that has the article: of the site, its sections and those above, its tags and its names."""
    return _feeds(article.site, _paths(article))


def feeds_of_section(section: SectionPage) -> list[str]:
    """The addresses of the feeds of a section and those above it."""
    return _feeds(section.site, _down_to(section))


def _feeds(site: Site, paths: Iterable[str]) -> list[str]:
    return [
        site.root_url + iri_to_uri(path + ending)
        for path in dict.fromkeys(paths)
        for ending in ENDINGS.values()
    ]


def _paths(article: Article) -> Iterator[str]:
    yield "/"
    for section in (article.section, *article.further_sections.all()):
        yield from _down_to(section)
    yield from (f"/tag/{tag.slug}/" for tag in article.tags.all())
    yield from (
        byline.contributor.address for byline in article.bylines.select_related("contributor")
    )


def _down_to(section: SectionPage) -> Iterator[str]:
    above = (
        SectionPage.objects.ancestor_of(section, inclusive=True)
        .select_related("site")
        .order_by("-depth")
    )
    return (each.address for each in above)


def indexnow_notice(article: Article, chosen: FeedSettings) -> dict[str, object]:
    """What IndexNow asks for (indexnow.org/documentation)."""
    root = article.site.root_url
    return {
        "host": article.site.hostname,
        "key": chosen.index_key,
        "keyLocation": f"{root}/{chosen.index_key}.txt",
        "urlList": [root + article.href],
    }
