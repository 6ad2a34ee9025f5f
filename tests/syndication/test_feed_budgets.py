"""A feed makes the same number of queries for one article as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article, Contributor, Picture
from newsrooms import Publish, text
from response_helpers import Respond

FEEDS = {
    "/feed/": 10,
    "/feed/atom/": 10,
    "/feed.json": 10,
    "/category/news/feed/": 11,
    "/tag/tide/feed/": 12,
    "/author/rosa-quill/feed/": 12,
    "/comments/feed/": 4,
    "/the-ferry/feed/": 5,
}


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_makes_the_same_queries_for_three_articles_as_for_one(
    path: str,
    publish: Publish,
    contributor: Contributor,
    drawing: Picture,
    ferry: Article,
    respond: Respond,
    reader: Client,
) -> None:
    path = path.replace("/the-ferry/", ferry.href)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(path).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        link = f'<a linktype="page" id="{ferry.pk}">before</a>'
        picture = {
            "type": "picture",
            "value": {"picture": drawing.pk, "caption": "", "alt": "", "decorative": False},
        }
        named = [
            Credit(contributor),
            Credit(actions.add_contributor(site=contributor.site, name=f"Ivo {number}")),
        ]
        article = publish(
            f"Tide {number}",
            body=[*text(link), picture],
            tags=["tide", f"t{number}"],
            credits=named,
            lead_picture=drawing,
        )
        respond(f"To {number}.", article=article)
        respond(f"Late, {number}.")

    one_more(0)
    queries()  # the pictures are cut once
    one = queries()
    one_more(1)
    one_more(2)
    assert queries() == one
    assert one <= FEEDS[path.replace(ferry.href, "/the-ferry/")]
