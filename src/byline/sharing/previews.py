"""Link previews: Open Graph (ogp.me), and what X adds to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.utils import timezone

from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.sharing.pictures import image_for_previews

OpenGraphProperty = tuple[str, str]
HEAD_PATTERNS = {
    "title": re.compile(r"<title>(.*?)</title>", re.DOTALL),
    "description": re.compile(r'<meta name="description" content="([^"]*)"'),
    "href": re.compile(r'<link rel="canonical" href="([^"]*)"'),
}


@dataclass(frozen=True)
class PageHead:
    """The title, description and address in a page's head, as plain text.

    Previews repeat them, so that both always agree.
    """

    title: str = ""
    description: str = ""
    href: str = ""


def parse_head(html: str) -> PageHead:
    matches = {name: pattern.search(html) for name, pattern in HEAD_PATTERNS.items()}
    return PageHead(
        **{name: " ".join(unescape(match[1]).split()) for name, match in matches.items() if match}
    )


def properties_of_page(head: PageHead, masthead: SiteSettings) -> Iterator[OpenGraphProperty]:
    """The properties of any page. Callers drop empty values."""
    yield "og:site_name", masthead.name
    yield "og:title", head.title.removesuffix(f" — {masthead.name}")
    yield "og:description", head.description
    yield "og:url", head.href
    language, _hyphen, region = masthead.language.partition("-")
    yield (
        "og:locale",
        f"{language}_{region.upper()}" if re.fullmatch(r"[A-Za-z]{2}", region) else "",
    )


def properties_of_article(article: Article, masthead: SiteSettings) -> Iterator[OpenGraphProperty]:
    root = masthead.site.root_url
    yield "og:type", "article"
    yield "article:published_time", _moment(article.published_at)
    yield "article:modified_time", _moment(article.updated_at)
    yield "article:section", article.section.title
    named = dict.fromkeys(byline.contributor for byline in article.bylines.all())
    yield from (("article:author", root + contributor.href) for contributor in named)
    yield from (("article:tag", tag.name) for tag in article.tags.all())
    yield from properties_of_picture(article, masthead)


def properties_of_picture(article: Article, masthead: SiteSettings) -> Iterator[OpenGraphProperty]:
    picture = image_for_previews(article, masthead)
    yield "twitter:card", "summary_large_image" if picture else "summary"
    if picture:
        yield "og:image", picture.href
        yield "og:image:type", picture.type
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
        yield "og:image:alt", picture.description


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
