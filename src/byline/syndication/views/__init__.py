"""What readers' programs ask for. None of the views knows who is asking."""

from byline.syndication.views.feeds import (
    feed_of_contributor,
    feed_of_responses,
    feed_of_responses_to,
    feed_of_section,
    feed_of_site,
    feed_of_tag,
)

__all__ = [
    "feed_of_contributor",
    "feed_of_responses",
    "feed_of_responses_to",
    "feed_of_section",
    "feed_of_site",
    "feed_of_tag",
]
