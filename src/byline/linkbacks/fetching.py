"""Fetching a page that links here: through the guarded door, or where it is an article of this house, from its own words."""

from byline.lib import door
from byline.lib.door import Answer, Limits
from byline.linkbacks.links import page_of
from byline.linkbacks.queries import article_at_address, site_at_address

PAGE = Limits(seconds=15, size=2_000_000)


def fetch(url: str, contact: str) -> Answer:
    """What stands there. Raises Unreachable.

    Of an article of this house it is the body alone: its page also links to whatever else there is to read.
    """
    if site_at_address(url) is None:
        return door.get(
            url, headers={"Accept": "text/html, */*;q=0.5"}, limits=PAGE, contact=contact
        )
    article = article_at_address(url)
    return (
        Answer(200, page_of(article).encode(), {"content-type": "text/html"}, url)
        if article
        else Answer(410, b"", url=url)
    )
