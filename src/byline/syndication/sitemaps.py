"""Sitemaps (sitemaps.org), with Google's extensions for pictures and news."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from byline.network.queries import settings_of
from byline.newsroom import list_tags
from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries import latest_articles
from byline.press.tags import depends_on, expires_at
from byline.syndication.choices import MAX_NEWS_ITEMS, NEWS_SITEMAP_HOURS, SITEMAP_SIZE
from byline.syndication.rules import printable, to_the_second


@dataclass(frozen=True)
class SitemapEntry:
    """An address, its last change (None: unknown), and the pictures on it."""

    href: str
    changed: datetime | None = None
    pictures: Sequence[str] = ()


@dataclass(frozen=True)
class NewsItem:
    href: str
    headline: str
    published: datetime


def sitemap_files(site: Site) -> list[SitemapEntry]:
    """All sitemaps of the site, each with its last change."""
    depends_on(list_tags.changes(site.pk))
    changes = [
        _changed(*dates) for dates in _oldest_first(site).values_list("published_at", "updated_at")
    ]
    files = [
        changes[start : start + SITEMAP_SIZE] for start in range(0, len(changes), SITEMAP_SIZE)
    ]
    articles = [
        SitemapEntry(f"{site.root_url}/sitemap-articles-{number}.xml", max(dates))
        for number, dates in enumerate(files, start=1)
    ]
    newest = max(changes, default=None)
    return [
        *articles,
        SitemapEntry(f"{site.root_url}/sitemap-sections.xml", newest),
        SitemapEntry(f"{site.root_url}/sitemap-news.xml", newest),
    ]


def article_entries(site: Site, number: int) -> list[SitemapEntry]:
    """The articles of a file (from 1), the oldest first, so that a full file rarely changes."""
    first = (number - 1) * SITEMAP_SIZE
    articles = _oldest_first(site).select_related("lead_picture")[first : first + SITEMAP_SIZE]
    return [
        _entry(article, site.root_url)
        for article in articles.only("permalink", "published_at", "updated_at", "lead_picture")
    ]


def _oldest_first(site: Site) -> ArticleQuerySet:
    return latest_articles(site).reverse()


def _entry(article: Article, root: str) -> SitemapEntry:
    picture = article.lead_picture
    pictures = [_whole(picture.file.url, root)] if picture else []
    return SitemapEntry(
        root + article.href, _changed(article.published_at, article.updated_at), pictures
    )


def _whole(url: str, root: str) -> str:
    return url if "://" in url else root + iri_to_uri(url)


def _changed(published_at: datetime | None, updated_at: datetime | None) -> datetime:
    return max(to_the_second(published_at), to_the_second(updated_at or published_at))


def other_entries(site: Site) -> Iterator[SitemapEntry]:
    """The front page, sections, standing pages and contributors."""
    depends_on(list_tags.changes(site.pk))
    newest = dict(_newest_by_section(site))
    yield SitemapEntry(f"{site.root_url}/", max(newest.values(), default=None))
    yield from (SitemapEntry(f"{site.root_url}{path}") for path in transparency_paths(site))
    for section in (
        SectionPage.objects.live().filter(site=site).order_by("path").select_related("site")
    ):
        yield SitemapEntry(site.root_url + section.href, newest.get(section.pk))
    for page in StandingPage.objects.live().descendant_of(site.root_page).order_by("path"):
        changed = page.last_published_at
        yield SitemapEntry(
            site.root_url + iri_to_uri(page.site_and_path()[1]),
            to_the_second(changed) if changed else None,
        )
    named = Contributor.objects.filter(bylines__article__in=latest_articles(site).order_by())
    for person in named.annotate(newest=Max("bylines__article__published_at")).order_by("pk"):
        yield SitemapEntry(site.root_url + person.href, to_the_second(person.newest))


def transparency_paths(site: Site) -> list[str]:
    """The pages about corrections and ownership."""
    return ["/corrections/", *(["/network/"] if settings_of(site).is_on_record else [])]


def _newest_by_section(site: Site) -> Iterator[tuple[int, datetime]]:
    newest = latest_articles(site).order_by().values_list("section").annotate(Max("published_at"))
    return ((key, to_the_second(at)) for key, at in newest)


def news_items(site: Site, now: datetime) -> list[NewsItem]:
    """The articles of the last NEWS_SITEMAP_HOURS; the page expires with the oldest of them."""
    since = now - timedelta(hours=NEWS_SITEMAP_HOURS)
    articles = list(
        latest_articles(site).filter(published_at__gt=since).defer("body")[:MAX_NEWS_ITEMS]
    )
    if articles:
        expires_at(articles[-1].published_at + timedelta(hours=NEWS_SITEMAP_HOURS))
    root = site.root_url
    return [
        NewsItem(root + article.href, printable(article.title), to_the_second(article.published_at))
        for article in articles
    ]
