"""Telling others that something was published, changed or withdrawn: written down now, sent by the keeper."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.utils.encoding import iri_to_uri

from byline.network.actions import owe_notice
from byline.network.rules import is_loopback_name
from byline.newsroom.models import Article, SectionPage
from byline.syndication.models import FeedSettings
from byline.syndication.rules import ENDINGS

FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"


def announce(article: Article) -> None:
    """Owe it to the site's hub and to the search engines, where the site has any, to be told of this article's change.

    Belongs into the change's transaction. A site that only this machine can reach tells nobody.
    """
    site = article.site
    chosen: FeedSettings = FeedSettings.for_site(site)
    if is_loopback_name(site.hostname):
        return
    if chosen.hub:
        said = [("hub.mode", "publish"), *(("hub.url", address) for address in feeds_with(article))]
        owe_notice(site=site, to=chosen.hub, text=urlencode(said), content_type=FORM)
    if chosen.tells_search_engines:
        to = settings.OPTIONS.indexnow_server
        owe_notice(site=site, to=to, text=json.dumps(index_notice(article, chosen)), content_type=JSON)


def feeds_with(article: Article) -> list[str]:
    """The address of every feed that has the article: of the site, its sections and those above, its tags and its names."""
    paths = dict.fromkeys(_paths(article))
    return [article.site.root_url + iri_to_uri(path + ending) for path in paths for ending in ENDINGS.values()]


def _paths(article: Article) -> Iterator[str]:
    yield "/"
    for section in (article.section, *article.further_sections.all()):
        above = SectionPage.objects.ancestor_of(section, inclusive=True).select_related("site").order_by("-depth")
        yield from (each.address for each in above)
    yield from (f"/tag/{tag.slug}/" for tag in article.tags.all())
    yield from (byline.contributor.address for byline in article.bylines.select_related("contributor"))


def index_notice(article: Article, chosen: FeedSettings) -> dict[str, object]:
    """What IndexNow asks for (indexnow.org/documentation)."""
    root = article.site.root_url
    return {
        "host": article.site.hostname,
        "key": chosen.index_key,
        "keyLocation": f"{root}/{chosen.index_key}.txt",
        "urlList": [root + article.href],
    }
