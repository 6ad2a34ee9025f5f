"""Views for readers' programs. They are the same for everybody."""

from byline.syndication.views.feeds import (
    feed_of_contributor,
    feed_of_period,
    feed_of_responses,
    feed_of_responses_to,
    feed_of_section,
    feed_of_site,
    feed_of_tag,
)
from byline.syndication.views.hub import hub
from byline.syndication.views.machines import (
    index_key,
    llms_txt,
    outline,
    robots_txt,
    tdm_reservation,
    trust_txt,
)
from byline.syndication.views.markdown import markdown_alternate
from byline.syndication.views.sitemaps import (
    old_sitemap,
    sitemap_index,
    sitemap_of_articles,
    sitemap_of_news,
    sitemap_of_sections,
)

__all__ = [
    "feed_of_contributor",
    "feed_of_period",
    "feed_of_responses",
    "feed_of_responses_to",
    "feed_of_section",
    "feed_of_site",
    "feed_of_tag",
    "hub",
    "index_key",
    "llms_txt",
    "markdown_alternate",
    "old_sitemap",
    "outline",
    "robots_txt",
    "sitemap_index",
    "sitemap_of_articles",
    "sitemap_of_news",
    "sitemap_of_sections",
    "tdm_reservation",
    "trust_txt",
]
