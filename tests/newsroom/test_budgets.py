"""How many questions a page may ask of the database: the same for one article as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Contributor
from newsrooms import Publish, text

LISTS = {
    "/": 12,
    "/page/1/": 9,
    "/category/news/": 13,
    "/tag/tide/": 12,
    "/author/rosa-quill/": 12,
    "/search/?q=quay": 13,
}


def queries_of(reader: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_as_much_for_three_as_for_one(
    path: str, publish: Publish, contributor: Contributor, reader: Client
) -> None:
    named = [Credit(contributor), Credit(actions.add_contributor(name="Ivo Sand"))]
    publish("Quay 0", tags=["tide"], credits=named)
    queries_of(reader, path)  # what is remembered for good is asked once
    one = queries_of(reader, path)
    for number in (1, 2):
        publish(f"Quay {number}", tags=["tide"], credits=named)
    assert queries_of(reader, path) == one
    assert one <= LISTS[path]


def test_an_article_from_scratch_asks_at_most_twelve(
    publish: Publish, contributor: Contributor, reader: Client
) -> None:
    named = [Credit(contributor), Credit(actions.add_contributor(name="Ivo Sand"), "photographs")]
    for number in range(5):
        article = publish(
            f"Quay {number}", tags=["tide", "quay"], credits=named, body=text("one", "two")
        )
    queries_of(reader, article.permalink)
    assert queries_of(reader, article.permalink) <= 12
