"""The subjects of feeds: a site, section, tag or contributor, and responses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.newsroom.models import Article, Contributor, SectionPage, Tag
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries import (
    articles_by,
    articles_filed_in,
    articles_tagged,
    as_articles,
    latest_articles,
)
from byline.syndication.articles import entries_of_articles
from byline.syndication.feed_entries import FeedEntry, FeedPage
from byline.syndication.models import FeedSettings
from byline.syndication.responses import entries_of_responses, responses_on, responses_to
from byline.syndication.rules import FeedRequest

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EntryBuilder = Callable[[Sequence[Any], SiteSettings, FeedSettings], list[FeedEntry]]


@dataclass(frozen=True)
class Channel:
    """A feed, independent of its form.

    `path` is the address of its subject; `objects` are in feed order, the newest first. `since` is
    its last change while it is empty.
    """

    masthead: SiteSettings
    title: str
    path: str
    about: str
    objects: QuerySet[Any]
    build_entries: EntryBuilder
    page_path: str = ""
    since: datetime | None = None

    @property
    def root(self) -> str:
        return str(self.masthead.site.root_url)

    @property
    def href(self) -> str:
        """The page that the feed is of."""
        return self.root + iri_to_uri(self.page_path or self.path)

    @property
    def is_of_articles(self) -> bool:
        return self.build_entries is entries_of_articles

    def address(self, asked: FeedRequest) -> str:
        return self.root + iri_to_uri(self.path + asked.ending)


def channel_of_site(masthead: SiteSettings) -> Channel:
    return _of_articles(masthead, "", "/", masthead.tagline, latest_articles(masthead.site))


def channel_of_section(masthead: SiteSettings, section: SectionPage) -> Channel:
    articles = articles_filed_in(section)
    return _of_articles(masthead, section.title, section.address, section.description, articles)


def channel_of_tag(masthead: SiteSettings, tag: Tag) -> Channel:
    return _of_articles(
        masthead, tag.name, f"/tag/{tag.slug}/", "", articles_tagged(tag, masthead.site)
    )


def channel_of_contributor(masthead: SiteSettings, contributor: Contributor) -> Channel:
    articles = articles_by(contributor, masthead.site)
    return _of_articles(
        masthead, contributor.name, contributor.address, contributor.biography, articles
    )


def channel_of_responses(masthead: SiteSettings) -> Channel:
    title = f"{_('Responses')} — {masthead.name}"
    return Channel(
        masthead,
        title,
        "/comments/",
        title,
        responses_on(masthead.site),
        entries_of_responses,
        page_path="/",
    )


def channel_of_responses_to(masthead: SiteSettings, article: Article) -> Channel:
    title = _("Responses to “{headline}”").format(headline=article.title)
    path = f"{article.permalink.rstrip('/')}/"
    return Channel(
        masthead,
        title,
        path,
        title,
        responses_to(article),
        entries_of_responses,
        article.permalink,
        article.published_at,
    )


def _of_articles(
    masthead: SiteSettings, name: str, path: str, about: str, articles: ArticleQuerySet
) -> Channel:
    title = f"{name} — {masthead.name}" if name else masthead.name
    return Channel(
        masthead, title, path, about or title, as_articles(articles), entries_of_articles
    )


def last_publication_of(site: Site) -> datetime:
    """When the site's newest article was published."""
    newest: datetime | None = latest_articles(site).values_list("published_at", flat=True).first()
    return newest or EPOCH


def feed_page_of(channel: Channel, asked: FeedRequest, chosen: FeedSettings) -> FeedPage:
    """The newest entries, or a page of the archive.

    Archive pages are counted from the oldest entries, so that their contents stay when something
    new is published. Raises Http404 for a page that is not full yet.
    """
    length, objects = chosen.length, channel.objects
    count = objects.count()
    full = count // length
    if not asked.page:
        page = list(objects[:length])
        return FeedPage(
            asked,
            channel.build_entries(page, channel.masthead, chosen),
            before=full if count > length else 0,
        )
    if asked.page > full:
        raise Http404
    page = list(objects.reverse()[(asked.page - 1) * length : asked.page * length])[::-1]
    after = asked.page + 1 if asked.page < full else 0
    return FeedPage(
        asked,
        channel.build_entries(page, channel.masthead, chosen),
        before=asked.page - 1,
        after=after,
    )
