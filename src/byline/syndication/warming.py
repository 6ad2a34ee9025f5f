"""The feeds to render in advance: those that most subscribers read."""

from collections.abc import Iterator

from wagtail.models import Site

from byline.press.warming import address_source
from byline.syndication.rules import ENDINGS


@address_source
def feeds() -> Iterator[str]:
    """The feeds of each site in every format, and its sitemap indexes."""
    for site in Site.objects.order_by("pk"):
        yield from (
            f"{site.root_url}/{ending}"
            for ending in (*ENDINGS.values(), "sitemap.xml", "sitemap-news.xml")
        )
