"""New things are entered into the search as Wagtail enters them."""

import pytest
from django.db import transaction
from django.db.models import F
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from byline.lib.search_bulk import BulkIndexer
from byline.newsroom.models import Article
from newsrooms import Publish, contributor, harbour_post, news, publish, text  # noqa: F401  (fixtures)

SAID = ("object_id", "content_type", "title", "autocomplete", "body", "title_norm")


@pytest.fixture
def papers(publish: Publish) -> list[Article]:  # noqa: F811
    publish("Ferry", standfirst="Late again", body=text("Of the quay."))
    publish("The long, long night at the quay", body=text("It had lost its <b>elan</b>."))
    return list(Article.objects.order_by("pk"))


def entered() -> list[tuple[object, ...]]:
    return list(
        IndexEntry.objects.filter(content_type__model="article").order_by("pk").values_list(*SAID)
    )


@transaction.atomic
def test_entries_are_wagtails(papers: list[Article]) -> None:
    IndexEntry.objects.filter(content_type__model="article").delete()
    get_search_backend().add_bulk(Article, papers)
    wagtails = entered()
    IndexEntry.objects.filter(content_type__model="article").delete()
    BulkIndexer().add(papers)
    assert (len(wagtails), entered()) == (2, wagtails)


@transaction.atomic
def test_titles_are_measured_once_and_counted_along(papers: list[Article]) -> None:
    IndexEntry.objects.filter(content_type__model="article").delete()
    entries = BulkIndexer()
    for article in papers:
        entries.add([article])
    together = entered()[-1]
    IndexEntry.objects.filter(content_type__model="article").update(title_norm=F("title_norm"))
    IndexEntry.objects.filter(object_id=str(papers[-1].pk), content_type__model="article").delete()
    get_search_backend().add(papers[-1])
    assert entered()[-1] == together
