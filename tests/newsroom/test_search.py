from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Credit
from newsrooms import Publish, text

OLD, NEW = datetime(2016, 9, 17, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)


def found(reader: Client, **query: str) -> list[str]:
    return [hit.article.title for hit in reader.get("/search/", query).context["found"].hits]


@pytest.fixture
def library(harbour_post: Site, publish: Publish) -> None:
    ivo = actions.add_contributor(name="Ivo Sand")
    sport = actions.add_section(harbour_post, name="Sport")
    publish("The café at the quay", body=text("An élan that the harbour had lost."), published_at=OLD)
    publish("EU money for the quay", body=text("Nothing about coffee."), published_at=NEW, section=sport, credits=[Credit(ivo)])


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("cafe", ["The café at the quay"]),
        ("CAFÉ Élan", ["The café at the quay"]),
        ("eu", ["EU money for the quay"]),
        ("ivo", ["EU money for the quay"]),
        ("ivo café", []),
        ("zeppelin", []),
        ("\"' OR * : ( NEAR AND", []),
    ],
)
def test_words_are_found_in_any_accent_and_however_short(words: str, titles: list[str], reader: Client) -> None:
    assert found(reader, q=words) == titles


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"section": "sport"}, ["EU money for the quay"]),
        ({"by": "rosa-quill"}, ["The café at the quay"]),
        ({"until": "2016-09-17"}, ["The café at the quay"]),
        ({"since": "2016-09-18"}, ["EU money for the quay"]),
        ({"since": "2016-09-18", "by": "rosa-quill"}, []),
    ],
)
def test_filters(filters: dict[str, str], titles: list[str], reader: Client) -> None:
    assert found(reader, q="quay", **filters) == titles


@pytest.mark.usefixtures("library")
def test_the_words_are_marked_where_they_stand_and_nothing_else_is_markup(publish: Publish, reader: Client) -> None:
    publish("<b>Quay</b> & more", body=text("one"))
    hits = reader.get("/search/", {"q": "quay elan"}).context["found"].hits
    assert [(hit.headline, hit.extract) for hit in hits] == [
        ("The café at the <mark>quay</mark>", "An <mark>élan</mark> that the harbour had lost.")
    ]
    assert (
        reader.get("/search/", {"q": "more"}).context["found"].hits[0].headline
        == "&lt;b&gt;Quay&lt;/b&gt; &amp; <mark>more</mark>"
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("filter_", "value"), [("section", "nowhere"), ("by", "nobody"), ("since", "yesterday")])
def test_a_wrong_filter_is_named(filter_: str, value: str, reader: Client) -> None:
    response = reader.get("/search/", {"q": "quay", filter_: value})
    assert (list(response.context["form"].errors), response.context["found"]) == ([filter_], None)


def test_a_draft_and_a_sister_sites_article_are_not_found(harbour_post: Site, publish: Publish, reader: Client) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example")
    publish("Zeppelin over the hill", section=actions.add_section(sister, name="Hills"))
    actions.withdraw_article(publish("Zeppelin over the quay"))
    assert found(reader, q="zeppelin") == []
