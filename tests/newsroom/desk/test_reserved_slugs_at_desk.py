import pytest

from byline.network.actions import update_settings
from byline.newsroom import actions
from byline.newsroom.models import Article, SectionPage, StandingPage
from cast import Desk
from desk_forms import article_form, byline_rows, page_form


def add(kind: str, parent: int) -> str:
    return f"/admin/pages/add/newsroom/{kind}/{parent}/"


def test_a_section_called_feed_is_refused_beside_its_field(desk: Desk) -> None:
    form = {
        "title": "Feed",
        "slug": "feed",
        "description": "",
        "on_front": "on",
        "action-publish": "1",
    }
    page = desk.browser("olu").post(add("sectionpage", desk.site.root_page_id), form)
    assert "The slug “feed” is reserved" in page.content.decode()
    assert SectionPage.objects.filter(title="Feed").count() == 0


@pytest.mark.parametrize(("headline", "slug"), [("Search!", "search"), ("About us", "about-us")])
def test_an_article_named_after_what_answers_already_gets_a_number(
    desk: Desk, headline: str, slug: str
) -> None:
    update_settings(desk.site, permalink_pattern="/%postname%/")
    actions.add_standing_page(desk.site, title="About us", body=[])
    form = article_form(headline, bylines=byline_rows(desk, "edo"), slug=slug)
    desk.browser("edo").post(add("article", desk.news.pk), form | {"action-publish": "now"})
    assert Article.objects.get(title=headline).permalink == f"/{slug}-2/"


@pytest.mark.parametrize(("title", "slug"), [("Search", "search-2"), ("The tide", "the-tide-2")])
def test_a_standing_page_named_after_what_answers_already_gets_a_number(
    desk: Desk, title: str, slug: str
) -> None:
    update_settings(desk.site, permalink_pattern="/%postname%/")
    desk.published("edo", "The tide")
    form = page_form(title=title, slug="") | {"action-publish": "1"}
    desk.browser("olu").post(add("standingpage", desk.site.root_page_id), form)
    assert StandingPage.objects.get(title=title).slug == slug


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_reserved_slug_is_refused_beside_its_field_and_loses_nothing(
    desk: Desk, accept: str
) -> None:
    form = page_form(title="Find it", slug="search", standfirst="All of it.")
    page = desk.browser("olu").post(
        add("standingpage", desk.site.root_page_id), form, HTTP_ACCEPT=accept
    )
    if accept == "text/html":
        shown = page.context["form"]
        assert shown.errors["slug"] == [
            "The address /search/ is already in use. Choose another slug."
        ]
        assert shown["standfirst"].value() == "All of it."
    assert not StandingPage.objects.exists()
