"""Responses as feed entries."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.lib.scrub import scrub_html, text_of, with_whole_addresses
from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.press.tags import depends_on
from byline.syndication.feed_entries import FeedAuthor, FeedEntry
from byline.syndication.models import FeedSettings
from byline.syndication.rules import printable, summary_of, to_the_second


def responses_on(site: Site) -> QuerySet[Comment]:
    """The published responses to a site's published articles, the newest first."""
    depends_on(f"responses:{site.pk}")
    return _newest_first(Comment.objects.published().filter(site=site, article__live=True))


def responses_to(article: Article) -> QuerySet[Comment]:
    depends_on(f"discussion:{article.pk}")
    return _newest_first(Comment.objects.published().on(article))


def _newest_first(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return (
        comments.select_related("article__section", "article__site")
        .defer("article__body")
        .order_by("-posted_at", "-pk")
    )


def entries_of_responses(
    comments: Sequence[Comment], masthead: SiteSettings, chosen: FeedSettings
) -> list[FeedEntry]:
    return [_entry(comment, masthead.site.root_url) for comment in comments]


def _entry(comment: Comment, root: str) -> FeedEntry:
    href = root + comment.permalink
    html = printable(with_whole_addresses(scrub_html(comment.html), href))
    posted = to_the_second(comment.posted_at)
    edited = to_the_second(comment.edited_at or comment.posted_at)
    title = _("{name} on “{headline}”").format(name=comment.name, headline=comment.article.title)
    return FeedEntry(
        guid=f"{comment.article.guid}#response-{comment.number}",
        title=printable(title),
        href=href,
        summary=summary_of(text_of(html)),
        html=html,
        published=posted,
        updated=max(posted, edited),
        authors=[FeedAuthor(printable(comment.name))],
    )
