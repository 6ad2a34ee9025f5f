"""The read API, which contains no more than the pages do."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from wagtail.models import Site

from byline.discussion.actions import Grounds, decide
from byline.discussion.choices import Act, Reason
from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article, Contributor, Picture, SectionPage
from byline.syndication.models import FeedSettings
from newsrooms import HOST, Publish, text
from response_helpers import Respond

ROOT = f"http://{HOST}"
Ask = Callable[[str], Any]


@pytest.fixture
def ask(reader: Client) -> Ask:
    def asked(path: str) -> Any:
        answer = reader.get(f"/api/v1/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json"), (
            answer.content
        )
        return answer.json()

    return asked


def headlines(listing: Any) -> list[str]:
    return [item["headline"] for item in listing["items"]]


def in_the_sites_zone(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("Pacific/Auckland")).isoformat(timespec="seconds")


def test_an_article_has_all_its_fields(
    ask: Ask,
    publish: Publish,
    contributor: Contributor,
    drawing: Picture,
    news: SectionPage,
    harbour_post: Site,
) -> None:
    harbour = actions.add_section(harbour_post, name="Harbour")
    ivo = actions.add_contributor(site=harbour_post, name="Ivo Sand")
    article = publish(
        "The <quay>",
        standfirst="It holds.",
        label="opinion",
        credits=[Credit(contributor), Credit(ivo, "photographs")],
        tags=["Low Tide"],
        further_sections=[harbour],
        lead_picture=drawing,
        lead_caption="At noon.",
        body=text('See <a href="/about/">us</a>.'),
    )
    item = ask(f"articles/{article.post_id}/")
    picture = item.pop("lead_picture")
    assert (picture.pop("url").startswith(f"{ROOT}/media/"), picture) == (
        True,
        {
            "width": 640,
            "height": 400,
            "description": "A ferry at the quay.",
            "caption": "At noon.",
            "credit": "Ivo Sand",
        },
    )
    assert item == {
        "id": article.post_id,
        "guid": article.guid,
        "url": ROOT + article.href,
        "api_url": f"{ROOT}/api/v1/articles/{article.post_id}/",
        "headline": "The <quay>",
        "standfirst": "It holds.",
        "label": "opinion",
        "machine_assisted": False,
        "published_at": in_the_sites_zone(article.published_at),
        "updated_at": None,
        "bylines": [
            byline("Rosa Quill", "by", "/author/rosa-quill/", contributor.pk),
            byline("Ivo Sand", "photographs", "/author/ivo-sand/", ivo.pk),
        ],
        "section": section("News", "/category/news/", news.pk),
        "further_sections": [section("Harbour", "/category/harbour/", harbour.pk)],
        "tags": [{"name": "Low Tide", "url": f"{ROOT}/tag/low-tide/", "api_url": None}],
        "responses": 0,
        "responses_url": f"{ROOT}/api/v1/responses/?article={article.post_id}",
        "corrections": [],
        "body_html": f'<p>See <a href="{ROOT}/about/">us</a>.</p>',
    }


def byline(name: str, role: str, path: str, key: int) -> dict[str, str]:
    return {
        "name": name,
        "role": role,
        "url": ROOT + path,
        "api_url": f"{ROOT}/api/v1/contributors/{key}/",
    }


def section(name: str, path: str, key: int) -> dict[str, str]:
    return {"name": name, "url": ROOT + path, "api_url": f"{ROOT}/api/v1/sections/{key}/"}


def test_corrections_have_dates(ask: Ask, publish: Publish) -> None:
    article = publish("The quay")
    article = actions.publish_article(actions.correct_article(article, "It is 4 m long, not 40."))
    [correction] = article.corrections.all()
    assert ask(f"articles/{article.post_id}/")["corrections"] == [
        {
            "kind": "correction",
            "text": "It is 4 m long, not 40.",
            "published_at": in_the_sites_zone(correction.published_at),
        }
    ]


def test_a_contributor_has_profiles(ask: Ask, publish: Publish, contributor: Contributor) -> None:
    publish("The quay")
    Contributor.objects.update(
        fediverse="@rosa@social.example", profiles="https://rosa.example/", position="Reporter"
    )
    [item] = ask("contributors/")["items"]
    assert item == {
        "id": contributor.pk,
        "name": "Rosa Quill",
        "url": f"{ROOT}/author/rosa-quill/",
        "api_url": f"{ROOT}/api/v1/contributors/{contributor.pk}/",
        "slug": "rosa-quill",
        "position": "Reporter",
        "biography": "",
        "links": ["https://social.example/@rosa", "https://rosa.example/"],
        "articles_url": f"{ROOT}/api/v1/articles/?contributor=rosa-quill",
    }


def test_a_site_that_gives_summaries_gives_no_body(
    ask: Ask, publish: Publish, harbour_post: Site
) -> None:
    article = publish("The quay", body=text("It holds."))
    FeedSettings.objects.update_or_create(site=harbour_post, defaults={"text": "summary"})
    assert ask(f"articles/{article.post_id}/")["body_html"] is None


def test_a_list_has_pages_and_filters(
    ask: Ask, publish: Publish, contributor: Contributor, harbour_post: Site
) -> None:
    harbour = actions.add_section(harbour_post, name="Harbour")
    ivo = actions.add_contributor(site=harbour_post, name="Ivo Sand")
    publish("Old", tags=["tide"])
    publish("Wet", section=harbour, credits=[Credit(ivo)])
    publish("New", tags=["tide"])
    assert ask("articles/?limit=2") == ask("articles/?limit=2&offset=0&utm_source=elsewhere")
    assert (headlines(ask("articles/?limit=2")), ask("articles/?limit=2")["meta"]) == (
        ["New", "Wet"],
        {"total_count": 3},
    )
    assert headlines(ask("articles/?offset=2")) == ["Old"]
    assert headlines(ask("articles/?offset=3")) == []
    assert headlines(ask("articles/?tag=tide")) == ["New", "Old"]
    assert headlines(ask("articles/?section=harbour")) == ["Wet"]
    assert headlines(ask("articles/?contributor=ivo-sand")) == ["Wet"]
    assert headlines(ask("articles/?contributor=rosa-quill&tag=tide&limit=1")) == ["New"]
    wet = Article.objects.get(title="Wet").published_at.isoformat()
    assert headlines(ask(f"articles/?published_after={wet}")) == ["New"]
    assert headlines(ask(f"articles/?published_before={wet.replace('+00:00', 'Z')}")) == ["Old"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("articles/?limit=0", "limit is '0'; accepted is an integer from 1 to 100."),
        ("articles/?limit=101", "limit is '101'; accepted is an integer from 1 to 100."),
        ("sections/?offset=-1", "offset is '-1'; accepted is an integer from 0 to 1000000000."),
        (
            "responses/?article=%D9%A1",
            "article is '١'; accepted is an integer from 1 to 1000000000.",
        ),
        (
            "articles/?published_after=2026-11-25",
            (
                "published_after is '2026-11-25'; accepted is a date and time with a time zone, "
                "such as 2026-11-25T08:00:00Z."
            ),
        ),
        (
            "articles/?published_before=2026-13-45T00:00:00Z",
            (
                "published_before is '2026-13-45T00:00:00Z'; accepted is a date and time with a time zone, "
                "such as 2026-11-25T08:00:00Z."
            ),
        ),
    ],
)
def test_invalid_parameters_are_reported(
    asked: str, message: str, harbour_post: Site, reader: Client
) -> None:
    answer = reader.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer.json()) == (400, {"message": message})


@pytest.mark.parametrize(
    "asked",
    [
        "articles/7/",
        "articles/999999999999999999/",
        "articles/?section=none",
        "articles/?tag=none",
        "articles/?contributor=none",
        "responses/?article=7",
    ],
)
def test_missing_objects_are_reported(asked: str, harbour_post: Site, reader: Client) -> None:
    answer = reader.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer.json()) == (
        404,
        {"message": "There is nothing here, or no longer."},
    )


def test_nothing_can_be_written(harbour_post: Site, reader: Client) -> None:
    answer = reader.post("/api/v1/articles/", {"headline": "Mine"})
    assert (answer.status_code, answer["Allow"], answer.json()) == (
        405,
        "GET, HEAD, OPTIONS",
        {"message": "This API is read-only: use GET."},
    )


def test_drafts_and_other_sites_articles_are_left_out(
    ask: Ask, publish: Publish, news: SectionPage, reader: Client, harbour_post: Site
) -> None:
    article = publish("The quay")
    actions.unpublish_article(article)
    lagoon = actions.open_site(name="The Lagoon", hostname="lagoon.example")
    elsewhere = publish("The reed", section=actions.add_section(lagoon, name="Water"))
    assert ask("articles/")["meta"] == {"total_count": 0}
    assert ask("contributors/")["items"] == []
    assert [item["name"] for item in ask("sections/")["items"]] == ["News"]
    assert reader.get(f"/api/v1/articles/{article.post_id}/").status_code == 404
    there = Client(HTTP_HOST="lagoon.example")
    assert headlines(there.get("/api/v1/articles/").json()) == ["The reed"]
    assert there.get(f"/api/v1/articles/{elsewhere.post_id}/").json()["headline"] == "The reed"


def test_responses_have_no_addresses_of_their_authors(
    ask: Ask, ferry: Article, respond: Respond, reader: Client
) -> None:
    first = respond("It *ran* late.")
    respond(
        "It did not.", name="Ben", mail="ben@reader.example", link="https://ben.example/", parent=1
    )
    gone = respond("Buy pills.")
    decide(gone, Act.REMOVE, Grounds(Reason.SPAM))
    [one, two] = ask(f"responses/?article={ferry.post_id}")["items"]
    assert one == {
        "id": first.pk,
        "number": 1,
        "url": ROOT + first.permalink,
        "api_url": f"{ROOT}/api/v1/responses/{first.pk}/",
        "article_id": ferry.post_id,
        "article_api_url": f"{ROOT}/api/v1/articles/{ferry.post_id}/",
        "kind": "response",
        "name": "Tove",
        "link": "",
        "text_html": "<p>It <em>ran</em> late.</p>",
        "posted_at": in_the_sites_zone(first.posted_at),
        "edited_at": None,
        "in_reply_to": None,
    }
    assert (two["name"], two["link"], two["in_reply_to"]) == ("Ben", "https://ben.example/", 1)
    assert [item["number"] for item in ask("responses/")["items"]] == [2, 1]
    assert reader.get(f"/api/v1/responses/{gone.pk}/").status_code == 404
    everything = reader.get("/api/v1/responses/").content.decode()
    assert "reader.example" not in everything
    assert "203.0.113.7" not in everything


def test_every_answer_is_as_the_document_says(
    reader: Client,
    publish: Publish,
    ferry: Article,
    respond: Respond,
    drawing: Picture,
    contributor: Contributor,
    news: SectionPage,
) -> None:
    publish("The quay", tags=["tide"], lead_picture=drawing)
    response = respond("It ran late.")
    answer = reader.get("/api/v1/openapi.json")
    document = answer.json()
    validate(document)
    assert (document["openapi"], document["servers"]) == ("3.1.0", [{"url": ROOT}])
    keys = {
        "articles": ferry.post_id,
        "sections": news.pk,
        "contributors": contributor.pk,
        "responses": response.pk,
    }
    for path, operations in document["paths"].items():
        kind = path.split("/")[3]
        reply = reader.get(path.replace("{id}", str(keys[kind])))
        content = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(content | {"components": document["components"]}).validate(
            reply.json()
        )
    refused = reader.get("/api/v1/articles/?limit=x").json()
    schema = document["paths"]["/api/v1/articles/"]["get"]["responses"]["400"]["content"][
        "application/json"
    ]["schema"]
    Draft202012Validator(schema | {"components": document["components"]}).validate(refused)


def test_every_address_that_it_names_answers(
    ask: Ask, reader: Client, publish: Publish, ferry: Article, respond: Respond
) -> None:
    respond("It ran late.")
    for kind in ("articles", "sections", "contributors", "responses"):
        for item in ask(f"{kind}/")["items"]:
            named = [
                value
                for name, value in item.items()
                if name in ("url", "api_url", "articles_url", "responses_url", "article_api_url")
            ]
            assert {urlsplit(url).netloc for url in named} == {HOST}
            for url in named:
                assert reader.get(url.removeprefix(ROOT)).status_code == 200, url


@pytest.mark.parametrize(
    ("path", "most"), [("articles/", 9), ("sections/", 4), ("contributors/", 4), ("responses/", 4)]
)
def test_a_list_makes_the_same_queries_for_three_objects_as_for_one(
    path: str,
    most: int,
    publish: Publish,
    contributor: Contributor,
    drawing: Picture,
    respond: Respond,
    ferry: Article,
    reader: Client,
) -> None:
    def one_more(number: int) -> None:
        named = [
            Credit(contributor),
            Credit(actions.add_contributor(site=contributor.site, name=f"Ivo {number}")),
        ]
        publish(
            f"Quay {number}", credits=named, tags=["tide", f"quay {number}"], lead_picture=drawing
        )
        respond(f"Late again {number}.", parent=1 if number else None)

    def queries() -> int:
        reader.get(f"/api/v1/{path}")
        with CaptureQueriesContext(connection) as asked:
            reader.get(f"/api/v1/{path}")
        return len(asked)

    one_more(0)
    one = queries()
    one_more(1)
    one_more(2)
    assert (queries(), one <= most) == (one, True)
