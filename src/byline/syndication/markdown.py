"""An article as Markdown, for programs and people who read that rather than HTML."""

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

MARKS = re.compile(r"([\\`*_\[\]<>|]|&(?=#?\w+;))")
AT_THE_BEGINNING = re.compile(r"^(\s*)([-+#=~]|\d+(?=[.)]))(?=[\s.)#=~-]|$)")


class Converter(MarkdownConverter):
    """Marks what Markdown would take for more than text, and nothing else: a date or a dash stays as it is."""

    def escape(self, text: str, parent_tags: object) -> str:
        marked = MARKS.sub(r"\\\1", text)
        return AT_THE_BEGINNING.sub(_at_the_beginning, marked)


def _at_the_beginning(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


IN_MARKDOWN = Converter(heading_style=ATX, bullets="-")


def markdown_href(permalink: str) -> str:
    """Where an article's Markdown stands: of `/2026/11/22/x/` at `/2026/11/22/x.md`, of `/archives/12` at `/archives/12.md`."""
    return f"{permalink.rstrip('/')}.md"


def markdown_of(article: Article, masthead: SiteSettings) -> str:
    """Headline, who wrote it and when, its one address and on what terms it may be used; then all that its page shows."""
    prefetch_cards([article], pictures_in(article.body))
    href = masthead.site.root_url + article.href
    told = {
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
        scrub_html(render_to_string("syndication/markdown.html", told)), href
    )
    written = IN_MARKDOWN.convert(f"<h1>{escape(article.title)}</h1>{html}")
    return written.strip() + "\n"


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
