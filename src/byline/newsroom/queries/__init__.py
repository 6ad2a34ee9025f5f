"""Queries for articles, lists, navigation and previews."""

from byline.newsroom.queries.further_reading import MAX_RELATED, FurtherReading, further_reading
from byline.newsroom.queries.loading import (
    also_select,
    article_for_its_page,
    as_article,
    as_articles,
    as_cards,
    pictures_in,
    prefetch_cards,
    shown_text,
)
from byline.newsroom.queries.navigation import Link, Navigation, navigation_of
from byline.newsroom.queries.periods import Period, months_between, periods_beside
from byline.newsroom.queries.published_lists import (
    FiledArticles,
    articles_between,
    articles_by,
    articles_filed_in,
    articles_tagged,
    contributor_named,
    corrections_on,
    filed_under,
    latest_articles,
    published_on,
)

__all__ = [
    "MAX_RELATED",
    "FiledArticles",
    "FurtherReading",
    "Link",
    "Navigation",
    "Period",
    "also_select",
    "article_for_its_page",
    "articles_between",
    "articles_by",
    "articles_filed_in",
    "articles_tagged",
    "as_article",
    "as_articles",
    "as_cards",
    "contributor_named",
    "corrections_on",
    "filed_under",
    "further_reading",
    "latest_articles",
    "months_between",
    "navigation_of",
    "periods_beside",
    "pictures_in",
    "prefetch_cards",
    "published_on",
    "shown_text",
]
