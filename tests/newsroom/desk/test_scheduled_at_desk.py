"""What the desk shows of articles that wait for their time, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from byline.newsroom import actions
from byline.newsroom.models import Article
from cast import Desk
from desk_forms import edit_form

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DUE = "March 2, 2026, 1 a.m. (Pacific/Auckland)"


def scheduled(desk: Desk, name: str, headline: str) -> Article:
    section = desk.tides if name == "otto" else None
    draft = desk.draft(name, headline, section)
    return actions.publish_article(draft, go_live_at=NOON)


def home(desk: Desk, name: str) -> str:
    return desk.browser(name).get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(("name", "shown"), [("maya", ["Ferry"]), ("otto", ["Tide table"])])
@pytest.mark.parametrize("passed", [timedelta(hours=-1), timedelta(minutes=5)])
def test_the_first_page_lists_what_waits_or_is_late_at_ones_own_site_only(
    desk: Desk, name: str, shown: list[str], passed: timedelta
) -> None:
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        scheduled(desk, "edo", "Ferry")
        scheduled(desk, "otto", "Tide table")
    with time_machine.travel(NOON + passed, tick=False):
        page = home(desk, name)
    assert [headline for headline in ("Ferry", "Tide table") if headline in page] == shown
    assert ("An article is late." in page) is (passed > timedelta())


def test_the_first_page_shows_no_colleagues_scheduled_article_to_a_contributor(desk: Desk) -> None:
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        scheduled(desk, "edo", "Ferry")
        assert "Ferry" in home(desk, "edo")
        assert "Ferry" not in home(desk, "rosa")


def test_the_bar_below_a_scheduled_article_says_when_it_is_published_and_who_decided(
    desk: Desk,
) -> None:
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        draft = desk.draft("rosa", "Ferry")
        maya = desk.browser("maya")
        form = edit_form(draft, **{"action-publish": "later", "go_live_at": "2026-03-02 01:00"})
        edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert maya.post(edit, form).status_code == 302
        page = maya.get(edit).content.decode()
    assert f"Scheduled for {DUE} by Maya" in page
    assert "Page locked" not in page


def test_an_article_scheduled_by_no_person_names_none(desk: Desk) -> None:
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        article = scheduled(desk, "edo", "Ferry")
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        page = desk.browser("maya").get(edit).content.decode()
    assert f"Scheduled for {DUE}" in page
    assert f"Scheduled for {DUE} by" not in page


def test_the_address_on_which_wagtail_fails_on_purpose_is_not_there(desk: Desk) -> None:
    assert desk.browser("maya").get("/admin/failwhale/").status_code == 404
