"""Fetching a page that links here."""

from byline.lib import http_client
from byline.lib.http_client import Limits, RemoteResponse
from byline.linkbacks.links import page_of
from byline.linkbacks.queries import article_at_address, site_at_address

PAGE_LIMITS = Limits(seconds=15, size=2_000_000)


def fetch(url: str, contact: str) -> RemoteResponse:
    """Fetch a page. Raises Unreachable.

    For an article on one of our sites, only its body is returned, because the whole page also
    links to other articles.
    """
    if site_at_address(url) is None:
        return http_client.get(
            url, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE_LIMITS, contact=contact
        )
    article = article_at_address(url)
    return (
        RemoteResponse(200, page_of(article).encode(), {"content-type": "text/html"}, url)
        if article
        else RemoteResponse(410, b"", url=url)
    )
