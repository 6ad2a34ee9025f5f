"""An article that is received from another installation is the same as one that was filed and published here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.test import Client

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit, Incoming
from byline.newsroom.models import Address, Article, Contributor, SectionPage, Tag
from byline.press.actions import bypass
from newsrooms import text

OWN = {
    "id",
    "page_ptr",
    "path",
    "latest_revision",
    "live_revision",
    "translation_key",
    "post_id",
    "guid",
    "pk",
    "slug",
    "permalink",
    "url_path",
}


@pytest.fixture
def content(news: SectionPage, contributor: Contributor) -> dict[str, Any]:
    sport = actions.add_section(news.site, name="Sport")
    mo = actions.add_contributor(site=news.site, name="Mo Reef")
    return {
        "headline": "High water",
        "standfirst": "It rose",
        "body": text("and rose"),
        "label": "analysis",
        "credits": [Credit(contributor), Credit(mo, "photographs")],
        "further_sections": [sport],
        "tags": ["tide", "harbour"],
        "published_at": datetime(2016, 9, 17, 6, 30, tzinfo=UTC),
        "respond": "closed",
    }


def state_of(article: Article) -> dict[str, Any]:
    """All that the rows of an article say, but what is its own."""
    fields = {
        field.attname: getattr(article, field.attname)
        for field in Article._meta.concrete_fields
        if field.name not in OWN
    }
    fields = {name: value for name, value in fields.items() if name.removesuffix("_id") not in OWN}
    fields["body"] = article.body.raw_data[0]["value"]
    fields["bylines"] = [
        (byline.sort_order, byline.contributor_id, byline.role) for byline in article.bylines.all()
    ]
    fields["further"] = sorted(section.pk for section in article.further_sections.all())
    fields["tags"] = sorted(tag.name for tag in article.tags.all())
    return fields


def revised(article: Article) -> dict[str, Any]:
    """What its revision says, but what is its own; with the numbers of its rows left out."""
    content = article.get_latest_revision().content
    fields = {
        name: value
        for name, value in content.items()
        if name not in OWN | {"has_unpublished_changes", "live", "is_out"}
        and not name.endswith("_at")
    }
    for name in ("bylines", "tagged_items"):
        fields[name] = [
            {
                key: value
                for key, value in row.items()
                if key not in ("pk", "article", "content_object")
            }
            for row in fields[name]
        ]
    fields["body"] = fields["body"].partition('"id"')[0]
    return fields


@time_machine.travel("2026-05-01 10:00:00", tick=False)
@pytest.mark.parametrize("live", [True, False])
def test_its_rows_are_the_same(news: SectionPage, content: dict[str, Any], live: bool) -> None:
    filed = actions.file_article(news, Copy(**content, slug="filed"))
    if live:
        filed = actions.publish_article(filed, permalink="/old/filed/")
    actions.import_article(
        news, Copy(**content, slug="received", permalink="/old/received/"), live=live
    )
    filed, received = Article.objects.get(slug="filed"), Article.objects.get(slug="received")
    assert state_of(received) == state_of(filed)
    assert revised(received) == revised(filed)
    assert (
        received.latest_revision.created_at,
        received.live_revision == received.latest_revision,
    ) == (
        filed.latest_revision.created_at,
        live,
    )
    addresses = [
        model_to_dict(address, exclude=["id", "page", "path", "slug"])
        for address in Address.objects.all()
    ]
    assert addresses == addresses[:1] * (2 if live else 0)
    assert Article.find_problems() == ([], [], [], [], [])


def test_it_stands_in_the_tree_behind_the_others(
    news: SectionPage, content: dict[str, Any]
) -> None:
    for number in range(40):
        actions.import_article(news, Copy(**content | {"headline": f"No. {number}"}), live=False)
    titles = [page.title for page in SectionPage.objects.get(pk=news.pk).get_children()]
    assert titles == [f"No. {number}" for number in range(40)]
    assert (
        actions.file_article(SectionPage.objects.get(pk=news.pk), Copy(**content))
        .get_prev_sibling()
        .title
        == "No. 39"
    )


def test_it_is_read_edited_and_withdrawn_like_any_other(
    news: SectionPage, content: dict[str, Any], reader: Client
) -> None:
    article = actions.import_article(news, Copy(**content, permalink="/old/place"), live=True)
    assert reader.get("/old/place").status_code == 200
    again = actions.publish_article(
        actions.revise_article(article, Copy(**content | {"headline": "Higher water"}))
    )
    assert (again.title, again.permalink) == ("Higher water", "/old/place")
    actions.unpublish_article(again)
    assert reader.get("/old/place").status_code == 410


def test_it_needs_a_byline(news: SectionPage, content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="without a byline"):
        actions.import_article(news, Copy(**content | {"credits": []}), live=True)
    assert Article.objects.count() == 0


@pytest.mark.parametrize("path", ["/taken/", "/feed/", "/2016/09/", "/" + "x" * 800])
def test_it_takes_nobody_elses_address(
    news: SectionPage, content: dict[str, Any], path: str
) -> None:
    actions.import_article(news, Copy(**content, permalink="/taken/"), live=True)
    with pytest.raises(ValidationError):
        actions.import_article(news, Copy(**content, permalink=path), live=True)
    assert (Article.objects.count(), Address.objects.count()) == (1, 1)
    assert SectionPage.objects.get(pk=news.pk).numchild == 1


def test_its_number_is_the_one_it_had(news: SectionPage, content: dict[str, Any]) -> None:
    assert actions.import_article(news, Copy(**content, post_id=812), live=False).post_id == 812
    assert actions.import_article(news, Copy(**content), live=False).post_id == 813


@time_machine.travel("2026-05-01 10:00:00", tick=False)
def test_several_together_are_as_one_after_another(
    news: SectionPage, content: dict[str, Any]
) -> None:
    tides = actions.add_section(news.site, name="Tides")
    copies = [
        Copy(**content | {"headline": "Low water"}),
        Copy(**content, post_id=7),
        Copy(**content | {"headline": "Low water"}),
    ]
    for section, copy in zip([news, tides, news], copies, strict=True):
        actions.import_article(section, copy, live=copy.post_id is None)
    before = list(Article.objects.order_by("pk"))
    together = actions.import_articles(
        [
            Incoming(
                section,
                replace(copy, post_id=copy.post_id and 70, permalink=f"/together/{place}/"),
                copy.post_id is None,
            )
            for place, (section, copy) in enumerate(zip([news, tides, news], copies, strict=True))
        ]
    )
    now = list(Article.objects.filter(pk__in=[article.pk for article in together]).order_by("pk"))
    assert [state_of(article) for article in now] == [state_of(article) for article in before]
    assert [revised(article) for article in now] == [revised(article) for article in before]
    assert [article.slug for article in now] == ["low-water-3", "high-water-2", "low-water-4"]
    assert [article.post_id for article in now] == [9, 70, 71]
    assert [article.permalink for article in now] == ["/together/0/", "", "/together/2/"]
    assert Article.find_problems() == ([], [], [], [], [])


def test_where_one_can_not_be_taken_none_is(news: SectionPage, content: dict[str, Any]) -> None:
    copies = [Copy(**content, permalink=path) for path in ("/first/", "/same/", "/same/")]
    with pytest.raises(ValidationError, match="/same/ is the address of “High water”"):
        actions.import_articles([Incoming(news, copy, live=True) for copy in copies])
    assert (
        Article.objects.count(),
        Address.objects.count(),
        SectionPage.objects.get(pk=news.pk).numchild,
    ) == (0, 0, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_three_ask_as_much_as_one_while_the_press_is_stopped(
    number: int,
    news: SectionPage,
    content: dict[str, Any],
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    tags = [Tag.objects.create(name=name, slug=name) for name in content["tags"]]
    copies = [
        Copy(**content | {"headline": f"No. {place}", "tags": tags}) for place in range(number)
    ]
    with bypass(), django_assert_num_queries(24):
        actions.import_articles([Incoming(news, copy, live=True) for copy in copies])
