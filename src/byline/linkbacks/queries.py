from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from wagtail.models import Site

from byline.discussion.choices import BanKind
from byline.discussion.models import Ban
from byline.discussion.queries import article_at
from byline.lib.related import related_or_none
from byline.linkbacks.models import PingRules
from byline.linkbacks.rules import DEFAULT_PORTS, address_key, host_of
from byline.network.choices import OpenClosed
from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.newsroom.choices import OpenState
from byline.newsroom.models import Address, Article


@dataclass(frozen=True)
class PingState:
    """Whether an article is open to pings, and until when that holds, if time will change it."""

    rules: PingRules
    is_open: bool
    until: datetime | None = None

    def takes(self, kind: str) -> bool:
        return self.is_open and self.rules.takes(kind)


def ping_state(article: Article, now: datetime, settings: SiteSettings | None = None) -> PingState:
    """Decide by the article's own setting, or else by its site's settings and the date."""
    rules = ping_rules_of(article.site)
    if article.pings != OpenState.INHERIT:
        return PingState(rules, article.pings == OpenState.OPEN)
    if (settings or settings_of(article.site)).pings == OpenClosed.CLOSED:
        return PingState(rules, is_open=False)
    if not rules.close_after_days or article.published_at is None:
        return PingState(rules, is_open=True)
    closes = article.published_at + timedelta(days=rules.close_after_days)
    return PingState(rules, now < closes, until=closes if now < closes else None)


def ping_rules_of(site: Site) -> PingRules:
    """The site's ping rules, or the defaults."""
    rules: PingRules = related_or_none(site, "pingrules") or PingRules.for_site(site)
    return rules


def site_at_address(url: str) -> Site | None:
    """Find the site that an address is on."""
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    candidates = Site.objects.filter(hostname=host_of(url)).order_by("port")
    return next(
        (
            site
            for site in candidates
            if site.port == port or {site.port, port} == set(DEFAULT_PORTS.values())
        ),
        None,
    )


def article_at_address(url: str) -> Article | None:
    """Find the published article at a present or former address."""
    site = site_at_address(url)
    return article_at(site, unquote(urlsplit(url).path)) if site else None


def address_keys(article: Article) -> set[str]:
    """The address keys of all addresses that lead to the article."""
    known = Address.objects.filter(page=article.pk).values_list("path", flat=True)
    return {address_key(article.site.root_url + path) for path in (*known, article.permalink)}


def is_blocked(source: str, site: Site, now: datetime) -> bool:
    """Whether pings from this host are banned. A mute does not count: it must go unnoticed."""
    parts = host_of(source).split(".")
    domains = [".".join(parts[start:]) for start in range(len(parts))]
    bans = Ban.objects.filter(
        Q(site=site) | Q(site=None),
        Q(until=None) | Q(until__gt=now),
        kind=BanKind.DOMAIN,
        is_mute=False,
        value__in=domains,
    )
    return bans.exists()
