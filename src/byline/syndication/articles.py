"""Articles as feed entries, with a fixed number of queries."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.template.loader import render_to_string
from wagtail.blocks import StreamValue
from wagtail.images.models import SourceImageIOError

from byline.design.templatetags.byline_text import by_role
from byline.lib.scrub import scrub_html, text_of, with_whole_addresses
from byline.network.models import SiteSettings
from byline.newsroom.blocks import body_blocks
from byline.newsroom.choices import Label
from byline.newsroom.models import Article
from byline.newsroom.prefetching import links_in
from byline.newsroom.queries import pictures_in, prefetch_cards
from byline.newsroom.rendering import with_rights
from byline.press.tags import depends_on
from byline.syndication.choices import FeedText
from byline.syndication.feed_entries import FeedAuthor, FeedEntry, LeadPicture
from byline.syndication.models import FeedSettings
from byline.syndication.rules import printable, summary_of, to_the_second

FEED_IMAGE_SPEC = "max-1200x1200|format-jpeg"  # feed readers do not all know WebP


def entries_of_articles(
    articles: Sequence[Article], masthead: SiteSettings, chosen: FeedSettings
) -> list[FeedEntry]:
    return [
        _entry(article, shared, chosen)
        for article, shared in zip(articles, _shared(articles, masthead), strict=True)
    ]


def bodies_of(articles: Sequence[Article], masthead: SiteSettings) -> list[str]:
    """The body of each article as HTML for feeds."""
    pairs = zip(articles, _shared(articles, masthead), strict=True)
    return [
        _for_elsewhere(_text(shared), masthead.site.root_url + article.href)
        for article, shared in pairs
    ]


def _shared(articles: Sequence[Article], masthead: SiteSettings) -> Iterator[dict[str, Any]]:
    """The template context of each article, loaded for all of them at once."""
    bodies = StreamValue(
        body_blocks,
        [block for article in articles for block in article.body.raw_data],
        is_lazy=True,
    )
    prefetch_cards(articles, pictures_in(bodies))
    links = links_in(*articles) if articles else {}
    blocks = iter(bodies)
    for article in articles:
        body = list(islice(blocks, len(article.body.raw_data)))
        yield {"masthead": masthead, "links": links, "in_feed": True, "body": body}


def _entry(article: Article, shared: dict[str, Any], chosen: FeedSettings) -> FeedEntry:
    depends_on(f"discussion:{article.pk}")
    root = shared["masthead"].site.root_url
    href = root + article.href
    html = printable(html_of(article, shared, href))
    published = to_the_second(article.published_at)
    updated = to_the_second(article.updated_at or article.published_at)
    thread = getattr(article, "thread", None)
    is_whole = chosen.text == FeedText.FULL
    corrections = (
        []
        if is_whole
        else [printable(f"[{correction}]") for correction in article.published_corrections]
    )
    return FeedEntry(
        guid=printable(article.guid),
        title=printable(article.title),
        href=href,
        summary=" ".join(
            [printable(article.standfirst) or summary_of(text_of(_text(shared))), *corrections]
        ),
        html=html if is_whole else "",
        published=published,
        updated=max(published, updated),
        authors=list(authors_of(article, root)),
        categories=list(dict.fromkeys(printable(name) for name in categories_of(article))),
        picture=picture_of(article, shared["masthead"]),
        responses_href=f"{href}#responses",
        responses_feed=f"{href.rstrip('/')}/feed/",
        responses=thread.published if thread else 0,
    )


def html_of(article: Article, shared: dict[str, Any], href: str) -> str:
    """The article as its page shows it, scrubbed, with full addresses."""
    return _for_elsewhere(
        render_to_string("syndication/item.html", shared | {"article": article}), href
    )


def _for_elsewhere(html: str, href: str) -> str:
    return with_whole_addresses(scrub_html(html), href).strip()


def _text(shared: dict[str, Any]) -> str:
    return printable(render_to_string("byline/body.html", shared))


def authors_of(article: Article, root: str) -> Iterable[FeedAuthor]:
    """Everybody in the byline, once, in the order of the page."""
    named = [
        byline.contributor for _role, group in by_role(article.bylines.all()) for byline in group
    ]
    return (
        FeedAuthor(printable(person.name), root + person.href) for person in dict.fromkeys(named)
    )


def categories_of(article: Article) -> Iterable[str]:
    """The label, if readers see one, then sections and tags."""
    if article.label != Label.NEWS:
        yield str(article.get_label_display())
    yield article.section.title
    yield from (section.title for section in article.further_sections.all())
    yield from (tag.name for tag in article.tags.all())


def picture_of(article: Article, masthead: SiteSettings) -> LeadPicture | None:
    """The lead picture; None if there is none or its file is missing."""
    if article.lead_picture is None:
        return None
    try:
        spec = with_rights(FEED_IMAGE_SPEC, masthead)
        [cut] = article.lead_picture.get_renditions(spec).values()
        size = cut.file.size
    except (SourceImageIOError, OSError):
        return None
    root = masthead.site.root_url
    return LeadPicture(
        href=cut.full_url if "://" in cut.url else root + cut.url,
        type="image/jpeg",
        size=size,
        width=cut.width,
        height=cut.height,
        description=printable(
            article.lead_caption or article.lead_picture.caption or article.lead_picture.description
        ),
        credit=printable(article.lead_picture.credit),
    )
