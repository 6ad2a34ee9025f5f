"""Fetching a page that links here: through the guarded door, or where it is an article of this house, from its own words."""

from byline.lib import http_client
from byline.lib.http_client import Limits, RemoteResponse
from byline.linkbacks.links import page_of
from byline.linkbacks.queries import article_at_address, site_at_address

PAGE = Limits(seconds=15, size=2_000_000)


def fetch(url: str, contact: str) -> RemoteResponse:
    """What stands there. Raises Unreachable.

    Of an article of this house it is the body alone: its page also links to whatever else there is to read.
    """
    if site_at_address(url) is None:
        return http_client.get(
            url, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE, contact=contact
        )
    article = article_at_address(url)
    return (
        RemoteResponse(200, page_of(article).encode(), {"content-type": "text/html"}, url)
        if article
        else RemoteResponse(410, b"", url=url)
    )
