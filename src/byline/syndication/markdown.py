"""Articles as Markdown."""

import re
from datetime import datetime
from html import escape

from django.template.loader import render_to_string
from django.utils import timezone
from markdownify import ATX, MarkdownConverter

from byline.lib.scrub import scrub_html, with_whole_addresses
from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.newsroom.prefetching import links_in
from byline.newsroom.queries import pictures_in, prefetch_cards

SPECIAL_CHARACTERS = re.compile(r"([\\`*_\[\]<>|]|&(?=#?\w+;))")
LINE_START = re.compile(r"^(\s*)([-+#=~]|\d+(?=[.)]))(?=[\s.)#=~-]|$)")


class EscapingConverter(MarkdownConverter):
    """Escapes what Markdown would take for markup, and nothing else: dates and dashes stay."""

    def escape(self, text: str, parent_tags: object) -> str:
        escaped = SPECIAL_CHARACTERS.sub(r"\\\1", text)
        return LINE_START.sub(_escape_line_start, escaped)


def _escape_line_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


CONVERTER = EscapingConverter(heading_style=ATX, bullets="-")


def markdown_href(permalink: str) -> str:
    """The address of an article's Markdown.

    It is `/2026/11/22/x.md` for `/2026/11/22/x/`, and `/archives/12.md` for `/archives/12`.
    """
    return f"{permalink.rstrip('/')}.md"


def markdown_of(article: Article, masthead: SiteSettings) -> str:
    """The article with its byline, dates, canonical address and terms of use."""
    prefetch_cards([article], pictures_in(article.body))
    href = masthead.site.root_url + article.href
    context = {
        "article": article,
        "masthead": masthead,
        "links": links_in(article),
        "in_feed": True,
        "body": article.body,
        "href": href,
        "published": _moment(article.published_at),
        "updated": _moment(article.updated_at),
    }
    html = with_whole_addresses(
        scrub_html(render_to_string("syndication/markdown.html", context)), href
    )
    markdown = CONVERTER.convert(f"<h1>{escape(article.title)}</h1>{html}")
    return markdown.strip() + "\n"


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
