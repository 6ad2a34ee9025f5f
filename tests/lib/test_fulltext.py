"""What stands in an article is found as Wagtail finds it, but matched once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from byline.lib import fulltext
from byline.newsroom.models import Article
from newsrooms import Publish, contributor, harbour_post, news, publish, text  # noqa: F401  (fixtures)

WORDS = [["ferry"], ["ferry", "quay"], ["FERRY", "élan"], ["zeppelin"], ["_"], ["ferry", "a_b"]]


@pytest.fixture(params=[1_000, 1], ids=["few", "many"])
def papers(
    request: pytest.FixtureRequest,
    publish: Publish,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Articles with one word more and less often, taken for few and for very many."""
    monkeypatch.setattr(fulltext, "MAX_SINGLE_LOOKUPS", request.param)
    publish(
        "The ferry and its long, long night at the quay", body=text("The ferry had lost its elan.")
    )
    publish("Quay", body=text("The ferry, the ferry, the ferry."))
    publish("Ferry", body=text("Of the quay and of the harbour a_b."))
    publish("Élan", body=text("The quay is not the ferry."))
    publish("Élan", body=text("The quay is not the ferry."))
    publish("Sport", body=text("Nothing."))


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_the_order_is_wagtails(words: list[str]) -> None:
    published = Article.objects.published().newest_first()
    assert fulltext.ranked_ids(published, words, 10) == fulltext.ranked_by_wagtail(
        published, words, 10
    )


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("papers")
def test_the_best_of_these_and_no_more_than_asked_for_of_equals_the_newest_first() -> None:
    IndexEntry.objects.update(title_norm=1)
    others = Article.objects.exclude(title="Quay")
    equals = others.filter(title="Élan").order_by("-pk").values_list("pk", flat=True)
    assert fulltext.ranked_ids(others, ["ferry"], 2) == list(equals)


@pytest.mark.usefixtures("papers")
def test_no_word_finds_nothing() -> None:
    assert fulltext.ranked_ids(Article.objects.all(), [], 10) == []


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("papers")
def test_the_words_are_matched_once() -> None:
    with CaptureQueriesContext(connection) as asked:
        fulltext.ranked_ids(Article.objects.published(), ["ferry"], 10)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        steps = [step[3] for step in cursor.fetchall()]
    assert [
        step.split(" VIRTUAL")[0]
        for step in steps
        if "indexentry_fts" in step or "entry USING" in step
    ] == [
        "SCAN wagtailsearch_indexentry_fts",
        "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)",
    ]
    assert steps[0].startswith("SCAN wagtailsearch_indexentry_fts")
