"""How many queries a page or a publication may make: as many for three articles as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Contributor, SectionPage
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
    named = [
        Credit(contributor),
        Credit(actions.add_contributor(site=contributor.site, name="Ivo Sand")),
    ]
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
    named = [
        Credit(contributor),
        Credit(actions.add_contributor(site=contributor.site, name="Ivo Sand"), "photographs"),
    ]
    for number in range(5):
        article = publish(
            f"Quay {number}", tags=["tide", "quay"], credits=named, body=text("one", "two")
        )
    queries_of(reader, article.permalink)
    assert queries_of(reader, article.permalink) <= 12


def queries_of_publishing(news: SectionPage, copy: Copy) -> int:
    draft = actions.file_article(news, copy)
    with CaptureQueriesContext(connection) as queries:
        actions.publish_article(draft)
    return len(queries)


def test_publishing_a_plain_article_makes_at_most_52_queries(
    news: SectionPage, contributor: Contributor, publish: Publish
) -> None:
    """`docs/decisions/0022-one-event.md` says where they go."""
    for number in range(5):
        publish(f"Quay {number}")
    copy = Copy("The bridge", body=text("It is open."), credits=[Credit(contributor)])
    assert queries_of_publishing(news, copy) <= 52


def test_publishing_a_full_article_makes_at_most_60_queries_whatever_it_links_to(
    news: SectionPage, contributor: Contributor, publish: Publish
) -> None:
    for number in range(5):
        publish(f"Quay {number}")
    linked = " ".join(f'<a href="https://ferry.example/{number}/">one</a>' for number in range(9))
    copy = Copy(
        "The bridge",
        standfirst="It is open.",
        body=text(linked, f'<a href="http://{news.site.hostname}/quay-1/">before</a>'),
        credits=[
            Credit(contributor),
            Credit(actions.add_contributor(site=contributor.site, name="Ivo Sand")),
        ],
        further_sections=[actions.add_section(news.site, name="Sport")],
        tags=["Tide", "Quay"],
    )
    assert queries_of_publishing(news, copy) <= 60
