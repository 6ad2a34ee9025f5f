"""Writing and publishing an article through the desk's own forms."""

from typing import Any

from django.test import Client
from django.urls import reverse

from byline.newsroom import actions
from byline.newsroom.models import Article
from cast import Desk
from desk_forms import article_form, byline_rows


def write(browser: Client, section: Any, data: dict[str, Any], **action: str) -> Any:
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "article", section.pk])
    return browser.post(url, {**data, **action})


PUBLISH = {"action-publish": "1"}


def test_an_article_without_a_byline_is_a_draft_and_no_more(desk: Desk) -> None:
    edo = desk.browser("edo")
    refused = write(edo, desk.news, article_form("The ferry is back", slug="ferry"), **PUBLISH)
    assert refused.status_code == 200
    assert refused.context["form"].formsets["bylines"].non_form_errors() == [
        "An article cannot be published without a byline."
    ]
    assert (
        "<span>An article cannot be published without a byline.</span>" in refused.content.decode()
    )
    assert not Article.objects.exists()
    write(edo, desk.news, article_form("The ferry is back", slug="ferry"))
    assert [(article.title, article.live) for article in Article.objects.all()] == [
        ("The ferry is back", False)
    ]


def test_with_one_it_is_published(desk: Desk) -> None:
    answer = write(
        desk.browser("edo"),
        desk.news,
        article_form("The ferry is back", slug="ferry", bylines=byline_rows(desk, "rosa", "edo")),
        **PUBLISH,
    )
    article = Article.objects.get()
    assert (answer.status_code, article.live, article.names) == (302, True, "Rosa, Edo")
    assert article.permalink.endswith("/ferry/")


def test_somebody_whom_no_byline_names_writes_and_signs_it_for_another(desk: Desk) -> None:
    desk.names["edo"].delete()
    edo = desk.browser("edo")
    write(edo, desk.news, article_form("The ferry is late", slug="late"))
    write(
        edo,
        desk.news,
        article_form("The ferry is back", slug="ferry", bylines=byline_rows(desk, "rosa")),
        **PUBLISH,
    )
    bylines = [
        (article.title, article.live, article.names) for article in Article.objects.order_by("pk")
    ]
    assert bylines == [("The ferry is late", False, ""), ("The ferry is back", True, "Rosa")]


def test_the_sections_to_write_in_are_told_by_their_names(desk: Desk) -> None:
    actions.add_section(desk.site, name="At the quay", parent=desk.news)
    form = desk.browser("maya").get(reverse("articles:choose_parent")).context["form"]
    offered = [label for _value, label in form.fields["parent_page"].choices]
    assert offered == [
        "The Harbour Post › News",
        "The Harbour Post › News › At the quay",
        "The Harbour Post › Sport",
    ]
