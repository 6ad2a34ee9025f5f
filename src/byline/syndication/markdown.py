"""Articles as Markdown."""

import re
from datetime import datetime
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from markdownify import ATX, MarkdownConverter

from byline.lib.scrub import scrub_html, with_whole_addresses
from byline.network.models import SiteSettings
from byline.newsroom.models import Article
from byline.newsroom.prefetching import links_in
from byline.newsroom.queries import pictures_in, prefetch_cards

SPECIAL_CHARACTERS = re.compile(r"([\\`*_\[\]|]|&(?=#?\w+;))")
ANGLES = str.maketrans(
    {"<": "&lt;", ">": "&gt;"}
)  # not every renderer knows \<, and the others' tags begin there
IN_DESTINATION = str.maketrans(
    {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}
)
FENCE = "```"
LINE_START = re.compile(r"^(\s*)([-+#=~]|\d+(?=[.)]))(?=[\s.)#=~-]|$)")


class EscapingConverter(MarkdownConverter):
    """Escapes what Markdown would take for markup, and nothing else: dates and dashes stay.

    Markdown may contain HTML, so no text may become a tag.
    """

    def escape(self, text: str, parent_tags: object) -> str:
        escaped = SPECIAL_CHARACTERS.sub(r"\\\1", text).translate(ANGLES)
        return LINE_START.sub(_escape_line_start, escaped)

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        self._escape_attributes(el, "href", "title")
        link: str = super().convert_a(el, text, parent_tags)  # type: ignore[misc]
        return link

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        self._escape_attributes(el, "src", "alt", "title")
        picture: str = super().convert_img(el, text, parent_tags)  # type: ignore[misc]
        return picture

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A fence that is longer than every row of backticks inside it."""
        fenced: str = super().convert_pre(el, text, parent_tags)  # type: ignore[misc]
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(len(FENCE), longest + 1)
        inside = fenced.strip("\n").removeprefix(FENCE).removesuffix(FENCE)
        return f"\n\n{fence}{inside}{fence}\n\n" if fenced else ""

    def _escape_attributes(self, el: Any, address: str, *texts: str) -> None:
        if el.get(address):
            el[address] = el[address].translate(IN_DESTINATION)
        for name in texts:
            if el.get(name):
                el[name] = self.escape(" ".join(el[name].split()), set())


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
