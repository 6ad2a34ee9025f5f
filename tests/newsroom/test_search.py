from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article
from newsrooms import Publish, text

OLD, NEW = datetime(2016, 9, 17, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)


def ferries(article: Article, number: int) -> None:
    """So many more articles like this one, written as rows: to publish them takes minutes."""
    keys = range(1_000_001, 1_000_001 + number)  # PostgreSQL does not count them
    written_again(
        "wagtailcore_page",
        id=article.pk,
        rows=[
            {
                "id": key,
                "path": f"{article.path[:-4]}Z{key % 1000:03}",
                "slug": f"ferry-{key}",
                "translation_key": f"{key:032}",
            }
            for key in keys
        ],
    )
    written_again(
        "newsroom_article",
        page_ptr_id=article.pk,
        rows=[{"page_ptr_id": key, "post_id": key} for key in keys],
    )
    written_again(
        "wagtailsearch_indexentry",
        object_id=str(article.pk),
        rows=[{"id": key, "object_id": str(key)} for key in keys],
    )


def written_again(table: str, rows: list[dict[str, Any]], **of: Any) -> None:
    [(name, value)] = of.items()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {name} = %s", [value])
        row = dict(
            zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True)
        )
        places = ", ".join(["%s"] * len(row))
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",
            [list((row | extra).values()) for extra in rows],
        )


def headlines_for(reader: Client, **query: str) -> list[str]:
    return [hit.article.title for hit in reader.get("/search/", query).context["found"].hits]


@pytest.fixture
def library(harbour_post: Site, publish: Publish) -> None:
    ivo = actions.add_contributor(site=harbour_post, name="Ivo Sand")
    sport = actions.add_section(harbour_post, name="Sport")
    publish(
        "The café at the quay", body=text("An élan that the harbour had lost."), published_at=OLD
    )
    publish(
        "EU money for the quay",
        body=text("Nothing about coffee."),
        published_at=NEW,
        section=sport,
        credits=[Credit(ivo)],
    )


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
def test_words_are_found_in_any_accent_and_however_short(
    words: str, titles: list[str], reader: Client
) -> None:
    assert headlines_for(reader, q=words) == titles


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"section": "sport"}, ["EU money for the quay"]),
        ({"by": "rosa-quill"}, ["The café at the quay"]),
        ({"until": "2016-09-17"}, ["The café at the quay"]),
        ({"since": "2016-09-18"}, ["EU money for the quay"]),
        ({"since": "2016-09-18", "by": "rosa-quill"}, []),
        (
            {"since": "0001-01-01", "until": "9999-12-31", "by": "rosa-quill"},
            ["The café at the quay"],
        ),
    ],
)
def test_filters(filters: dict[str, str], titles: list[str], reader: Client) -> None:
    assert headlines_for(reader, q="quay", **filters) == titles


@pytest.mark.usefixtures("library")
def test_the_words_are_marked_where_they_stand_and_nothing_else_is_markup(
    publish: Publish, reader: Client
) -> None:
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
@pytest.mark.parametrize(
    ("filter_", "value"), [("section", "nowhere"), ("by", "nobody"), ("since", "yesterday")]
)
def test_a_wrong_filter_is_named(filter_: str, value: str, reader: Client) -> None:
    response = reader.get("/search/", {"q": "quay", filter_: value})
    assert (list(response.context["form"].errors), response.context["found"]) == ([filter_], None)


def test_a_draft_and_a_sister_sites_article_are_not_found(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example")
    publish("Zeppelin over the hill", section=actions.add_section(sister, name="Hills"))
    actions.unpublish_article(publish("Zeppelin over the quay"))
    assert headlines_for(reader, q="zeppelin") == []


@pytest.fixture
def archive(harbour_post: Site, publish: Publish) -> Article:
    """A thousand articles in which “ferry” stands in the headline, and one of Ivo's in which it stands far down."""
    first = publish("Ferry", published_at=NEW)
    ferries(first, 999)
    ivo, sport = (
        actions.add_contributor(site=harbour_post, name="Ivo Sand"),
        actions.add_section(harbour_post, name="Sport"),
    )
    body = text("What was sung in the hall that night. " * 20, "And then the ferry.")
    return publish(
        "Who won the rowing, by how much and why",
        body=body,
        published_at=OLD,
        section=sport,
        credits=[Credit(ivo)],
    )


def status(reader: Client, **query: str) -> str:
    page = reader.get("/search/", query).content.decode()
    return page.split('<p class="found" role="status">')[1].split("</p>")[0]


@pytest.mark.usefixtures("archive")
def test_more_than_a_thousand_are_not_counted(publish: Publish, reader: Client) -> None:
    assert (
        status(reader, q="ferry") == "More than 1,000 articles for “ferry”; here are the best 50."
    )
    assert headlines_for(reader, q="ferry") == ["Ferry"] * 50


def test_a_thousand_are_counted(archive: Article, reader: Client) -> None:
    actions.unpublish_article(archive)
    assert status(reader, q="ferry") == "1000 articles for “ferry”; here are the best 50."
    assert status(reader, q="ferry", since="2024-05-02") == "No article has all of “ferry”."


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "filters",
    [
        {"section": "sport"},
        {"by": "ivo-sand"},
        {"until": "2016-09-17"},
        {"by": "ivo-sand", "section": "sport"},
    ],
)
def test_a_filter_finds_what_ranks_below_a_thousand(
    filters: dict[str, str], reader: Client
) -> None:
    assert headlines_for(reader, q="ferry", **filters) == [
        "Who won the rowing, by how much and why"
    ]
    assert status(reader, q="ferry", **filters) == "1 article for “ferry”."


def test_among_very_many_too_no_draft_and_no_sister_sites_article_is_found(
    archive: Article, publish: Publish, reader: Client
) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example")
    publish("Ferry! Ferry!", section=actions.add_section(sister, name="Hills"))
    actions.unpublish_article(publish("Ferry? Ferry?"))
    actions.unpublish_article(archive)
    assert set(headlines_for(reader, q="ferry")) == {"Ferry"}
    assert status(reader, q="ferry") == "1000 articles for “ferry”; here are the best 50."
    assert headlines_for(reader, q="ferry", section="sport") == []
