"""The newsroom's pages that are worth rendering in advance."""

from collections.abc import Iterator

from wagtail.models import Site

from byline.newsroom.models import Article
from byline.press.warming import address_source


@address_source
def articles() -> Iterator[str]:
    """Every published article, the newest first."""
    for site in Site.objects.order_by("pk"):
        for article in (
            Article.objects.published().on(site).newest_first().only("permalink").iterator()
        ):
            yield f"{site.root_url}{article.href}"
