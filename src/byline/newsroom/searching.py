"""The search over a site's articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.models import Site

from byline.lib.fulltext import ranked_ids
from byline.lib.highlight import excerpt, mark_words
from byline.lib.scrub import text_of
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.queries import as_cards, latest_articles

MAX_HITS = 50
MAX_COUNTED = 1_000  # a common word is in every article, and nobody reads so many
EARLIEST_DAY = date(
    1, 1, 2
)  # the bound of a search without dates leads SQLite to the index of published articles
LATEST_DAY = date(9999, 12, 30)  # as EVER, a day whose midnight every clock in the world can tell
TEXT_FIELDS = {
    "heading": ("text",),
    "picture": ("caption",),
    "gallery": ("caption",),
    "quote": ("text", "attribution"),
    "embed": ("title", "caption"),
    "code": ("code",),
}


@dataclass(frozen=True)
class SearchHit:
    """A matching article, with the words marked in its headline and extract."""

    article: Article
    headline: SafeString
    extract: SafeString


@dataclass(frozen=True)
class SearchResults:
    """The best hits first, at most MAX_HITS.

    `count` is the number of all hits, at most MAX_COUNTED; `is_more`: there are more.
    """

    words: str
    count: int
    is_more: bool
    hits: list[SearchHit]


def find(
    site: Site,
    q: str,
    section: SectionPage | None = None,
    by: Contributor | None = None,
    since: date | None = None,
    until: date | None = None,
) -> SearchResults:
    """Published articles with all words of `q`, whatever their accents and capitals."""
    articles = latest_articles(site).filter(
        published_at__gte=_midnight(max(since or EARLIEST_DAY, EARLIEST_DAY))
    )
    if section:
        articles = articles.filed_under(section)
    if by:
        articles = articles.by(by)
    if until:
        articles = articles.filter(
            published_at__lt=_midnight(min(until, LATEST_DAY) + timedelta(days=1))
        )
    words = re.findall(r"\w+", q)  # other characters are operators of the index
    best = ranked_ids(articles, words, MAX_COUNTED + 1)
    shown = {
        article.pk: article
        for article in as_cards(latest_articles(site).filter(pk__in=best[:MAX_HITS])).defer(None)
    }
    return SearchResults(
        q,
        len(best[:MAX_COUNTED]),
        len(best) > MAX_COUNTED,
        [hit_of(shown[pk], q) for pk in best if pk in shown],
    )


def hit_of(article: Article, words: str) -> SearchHit:
    text = f"{article.standfirst} {text_of_body(article.body.raw_data)}".strip()
    return SearchHit(article, mark_words(article.title, words), excerpt(text, words))


def text_of_body(body: Iterable[dict[str, Any]]) -> str:
    """The text of a body's raw blocks; no picture or document is queried for it."""
    return " ".join(
        text_of(text) for block in body for text in _texts(block["type"], block["value"])
    )


def _texts(kind: str, value: Any) -> Iterator[str]:
    if kind in ("text", "imported_html"):
        yield value
    elif kind == "table":
        yield from (cell for row in value["rows"] for cell in row["values"])
    elif kind in TEXT_FIELDS:
        yield from (escape(value[name]) for name in TEXT_FIELDS[kind] if value.get(name))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
