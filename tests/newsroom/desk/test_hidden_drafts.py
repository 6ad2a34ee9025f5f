"""A draft's headline is for those who may see the draft: no list, chooser or API shows it to others."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import SectionPage
from cast import Desk
from desk_forms import edit_form

SECRET = "Mayor took money"
LISTS = {
    "the chooser": lambda desk: f"/admin/choose-page/{desk.news.pk}/",
    "the chooser's search": lambda desk: "/admin/choose-page/search/?q=Mayor",
    "the list of articles": lambda desk: "/admin/articles/",
    "the explorer": lambda desk: f"/admin/pages/{desk.news.pk}/",
    "the search": lambda desk: "/admin/pages/search/?q=Mayor",
    "the history": lambda desk: "/admin/reports/site-history/",
    "the API": lambda desk: "/admin/api/main/pages/",
}


@pytest.mark.parametrize("place", LISTS)
@pytest.mark.parametrize(
    ("name", "sees"),
    [("edo", True), ("maya", True), ("olu", True), ("rosa", False), ("otto", False)],
)
def test_a_draft_is_listed_for_those_who_may_see_it(
    desk: Desk, name: str, sees: bool, place: str
) -> None:
    desk.draft("edo", SECRET)
    answer = desk.browser(name).get(LISTS[place](desk), follow=True)
    assert (SECRET in answer.content.decode()) == sees


def test_a_published_article_is_called_by_its_published_headline(desk: Desk) -> None:
    article = desk.published("edo", "Mayor resigns")
    actions.revise_article(article, Copy(SECRET))
    for name in ("rosa", "maya"):
        shown = desk.browser(name).get("/admin/choose-page/search/?q=Mayor").content.decode()
        assert ("Mayor resigns" in shown, SECRET in shown) == (True, False)


def test_a_contributor_may_link_to_what_is_published_here_and_not_at_the_sister(desk: Desk) -> None:
    desk.published("edo", "Ferry is back")
    actions.publish_article(
        actions.file_article(desk.tides, edited(desk, "otto", "Ferry is wet")), permalink=""
    )
    shown = desk.browser("rosa").get("/admin/choose-page/search/?q=Ferry").content.decode()
    assert ("Ferry is back" in shown, "Ferry is wet" in shown) == (True, False)


def edited(desk: Desk, name: str, headline: str) -> Copy:
    return Copy(headline, credits=[Credit(desk.names[name])])


def api(page: Page, verb: str) -> str:
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, verb])


API_ATTACKS: dict[str, Any] = {
    "unpublish": lambda desk: {},
    "publish": lambda desk: {},
    "delete": lambda desk: {},
    "copy": lambda desk: {"keep_live": True},
    "move": lambda desk: {"destination_page_id": desk.sport.pk, "position": "last-child"},
    "create_alias": lambda desk: {"destination_page_id": desk.sport.pk},
    "convert_alias": lambda desk: {},
    "copy_for_translation": lambda desk: {"locale": "en"},
    "revert_to_page_revision": lambda desk: {"revision_id": desk.news.latest_revision_id},
}


@pytest.mark.parametrize("verb", API_ATTACKS)
@pytest.mark.parametrize("name", ["rosa", "edo", "otto"])
def test_the_api_changes_no_section_for_those_who_do_not_run_the_site(
    desk: Desk, name: str, verb: str
) -> None:
    before = list(SectionPage.objects.order_by("pk").values())
    answer = desk.browser(name).post(
        api(desk.news, verb), API_ATTACKS[verb](desk), content_type="application/json"
    )
    assert answer.status_code in (400, 403, 404)
    assert list(SectionPage.objects.order_by("pk").values()) == before


def test_the_api_publishes_nothing_without_a_byline(desk: Desk) -> None:
    draft = desk.draft("edo", SECRET, signed=False)
    answer = desk.browser("edo").post(api(draft, "publish"), content_type="application/json")
    draft.refresh_from_db()
    assert (answer.status_code, draft.live) == (400, False)


def test_a_managing_editor_may_still_change_a_section(desk: Desk) -> None:
    answer = desk.browser("maya").post(
        api(desk.sport, "unpublish"), content_type="application/json"
    )
    assert answer.status_code == 200
    assert not SectionPage.objects.get(pk=desk.sport.pk).live


def test_a_contributor_still_sees_and_changes_a_draft_of_her_own(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    rosa = desk.browser("rosa")
    assert "Tide table" in rosa.get("/admin/articles/").content.decode()
    path = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert rosa.post(path, edit_form(draft, title="Tide tables")).status_code == 302


@pytest.mark.parametrize("address", ["page-types-usage/", "page-types-usage/results/"])
def test_a_report_about_all_sites_is_the_operators(desk: Desk, address: str) -> None:
    for name in ("rosa", "maya"):
        answer = desk.browser(name).get(f"/admin/reports/{address}")
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
