"""The desk's preview shows each page as readers would see it, with what is typed at that moment."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cast import Desk
from desk_forms import article_form, byline_rows, edit_form, page_form


def preview(browser: Client, url: str, typed: dict[str, Any]) -> str:
    """What stands in the preview panel once this is typed."""
    assert browser.post(url, typed).json() == {"is_valid": True, "is_available": True}
    shown = browser.get(url, {"in_preview_panel": "true"})
    assert shown.status_code == 200
    return shown.content.decode()


def of(page: Page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def test_an_article_that_was_never_saved(desk: Desk) -> None:
    desk.published("edo", "Nine weeks without a ferry")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["newsroom", "article", desk.news.pk])
    page = preview(
        desk.browser("rosa"),
        url,
        article_form("The ferry is back", slug="ferry", bylines=byline_rows(desk, "rosa")),
    )
    assert '<h1 class="headline p-name">The ferry is back</h1>' in page
    assert 'By <a class="p-author h-card" href="/author/rosa/" rel="author">' in page
    assert "More from News" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": "sponsored"}, "Sponsored"),
        ({"label": "satire"}, "Satire"),
        ({"machine_assisted": "on"}, "machine"),
    ],
)
def test_an_article_tells_what_kind_of_piece_it_is(
    desk: Desk, fields: dict[str, str], words: str
) -> None:
    article, edo = desk.published("edo", "The ferry is back"), desk.browser("edo")
    plain = preview(edo, of(article), edit_form(article))
    assert words.lower() not in plain.lower()
    assert words.lower() in preview(edo, of(article), edit_form(article, **fields)).lower()
    article.refresh_from_db()
    assert (article.label, article.machine_assisted) == ("news", False)


def test_a_section_with_its_new_description(desk: Desk) -> None:
    desk.published("edo", "The ferry is back")
    page = preview(
        desk.browser("maya"),
        of(desk.news),
        page_form(title="News", slug="news", description="What happened.", on_front="on"),
    )
    assert '<p class="about">What happened.</p>' in page
    assert "The ferry is back" in page


def test_a_section_that_was_never_saved(desk: Desk) -> None:
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["newsroom", "sectionpage", desk.news.pk]
    )
    page = preview(
        desk.browser("maya"),
        url,
        page_form(title="Harbour", slug="harbour", description="At the quay."),
    )
    assert "<h1>Harbour</h1>" in page
    assert '<p class="above"><a href="/category/news/">News</a></p>' in page


def test_the_front_page_with_another_lead(desk: Desk) -> None:
    old, new = desk.published("edo", "The ferry is back"), desk.published("edo", "Fish is dear")
    front, maya = desk.site.root_page, desk.browser("maya")
    typed = {"title": front.title, "slug": front.slug, "comments": inline_formset([])}
    as_it_flows = preview(maya, of(front), nested_form_data({**typed, "picks": inline_formset([])}))
    picked = preview(
        maya, of(front), nested_form_data({**typed, "picks": inline_formset([{"article": old.pk}])})
    )
    assert as_it_flows.index(new.title) < as_it_flows.index(old.title)
    assert picked.index(old.title) < picked.index(new.title)
    assert desk.browser("ana").get(of(front)).status_code == 302


def test_of_the_sister_paper_in_its_own_dress(desk: Desk) -> None:
    desk.draft("otto", "Tide tables", desk.tides)
    page = preview(
        desk.browser("otto"),
        of(desk.tides),
        page_form(title="Tides", slug="tides", description="High and low."),
    )
    assert "The Lagoon" in page
    assert "The Harbour Post" not in page
