"""Every way to publish at the desk: what it does, and what it says when it cannot."""

from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from byline.newsroom import actions, tasks
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Address, Article
from cast import Desk
from desk_forms import article_form, byline_rows, edit_form

NO_BYLINE = "An article cannot be published without a byline."


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def errors_in(answer: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def bulk_publish(*articles: Article) -> str:
    chosen = "&".join(f"id={article.pk}" for article in articles)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?{chosen}&next=/admin/articles/"


def fresh(article: Article) -> Article:
    reloaded: Article = Article.objects.get(pk=article.pk)
    return reloaded


@pytest.mark.parametrize("name", ["edo", "maya", "olu"])
def test_who_may_publish_there_publishes(desk: Desk, name: str) -> None:
    draft = desk.draft("rosa", "Tide table")
    answer = desk.browser(name).post(
        url("edit", draft.pk), edit_form(draft, **{"action-publish": "1"})
    )
    assert answer.status_code == 302
    assert (fresh(draft).live, fresh(draft).owner) == (True, desk.people["rosa"])


def test_without_a_byline_bulk_publishing_says_so_and_publishes_none_of_them(desk: Desk) -> None:
    named, unnamed = desk.draft("edo", "Ferry"), desk.draft("edo", "Tide table", signed=False)
    answer = desk.browser("edo").post(
        bulk_publish(named, unnamed), HTTP_REFERER=f"http://{desk.site.hostname}/admin/articles/"
    )
    assert (answer.status_code, answer["Location"]) == (302, "/admin/articles/")
    assert errors_in(answer) == [NO_BYLINE]
    assert not Article.objects.filter(live=True).exists()


def test_bulk_publishing_works(desk: Desk) -> None:
    drafts = [desk.draft("edo", "Ferry"), desk.draft("edo", "Tide table")]
    desk.browser("edo").post(bulk_publish(*drafts))
    assert Article.objects.filter(live=True).count() == 2


def test_an_address_that_is_taken_is_told_beside_the_slug(desk: Desk) -> None:
    standing = desk.published("edo", "Ferry")
    draft = desk.draft("edo", "Ferry", desk.news)
    sent = {**edit_form(draft, **{"action-publish": "1"}), "slug": "other"}
    Address.objects.create(
        site=desk.site, path=standing.permalink.replace("ferry", "other"), page=standing
    )
    refused = desk.browser("edo").post(url("edit", draft.pk), sent)
    path = standing.permalink.replace("ferry", "other")
    assert refused.context["form"].errors == {
        "slug": [f"{path} is the address of “Ferry”. Choose another slug."]
    }
    assert not fresh(draft).live
    assert Address.objects.get(path=path).page_id == standing.pk


@pytest.mark.parametrize("section", ["news", "sport"])
def test_a_second_article_of_a_headline_gets_a_numbered_slug(desk: Desk, section: str) -> None:
    first = desk.published("maya", "Ferry", desk.news)
    sent = {
        **article_form("Ferry", slug="ferry", bylines=byline_rows(desk, "maya")),
        "action-publish": "1",
    }
    parent = getattr(desk, section).pk
    desk.browser("maya").post(url("add", "newsroom", "article", parent), sent)
    second = Article.objects.exclude(pk=first.pk).get()
    assert (second.slug, second.live) == ("ferry-2", True)
    assert second.permalink == first.permalink.replace("ferry", "ferry-2")
    desk.browser("maya").post(url("edit", second.pk), {**edit_form(second), "slug": "ferry-2"})
    assert fresh(second).slug == "ferry-2"


def test_a_slug_that_somebody_chose_is_not_numbered(desk: Desk) -> None:
    desk.published("maya", "Ferry", desk.news)
    sent = {
        **article_form("The ferry", slug="ferry", bylines=byline_rows(desk, "maya")),
        "action-publish": "1",
    }
    refused = desk.browser("maya").post(url("add", "newsroom", "article", desk.sport.pk), sent)
    assert list(refused.context["form"].errors) == ["slug"]
    assert Article.objects.count() == 1


def test_bulk_publishing_onto_a_taken_address_says_so(desk: Desk) -> None:
    standing, draft = (
        desk.published("maya", "Ferry", desk.news),
        desk.draft("maya", "Ferry", desk.sport),
    )
    answer = desk.browser("maya").post(bulk_publish(draft))
    assert errors_in(answer) == [
        f"{standing.permalink} is the address of “Ferry”. Choose another slug."
    ]
    assert not fresh(draft).live


def test_a_contributor_submits_and_an_editor_approves(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    rosa, edo = desk.browser("rosa"), desk.browser("edo")
    rosa.post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    assert "Tide table" in edo.get("/admin/").content.decode()
    assert [state["obj"].title for state in moderated(edo)] == ["Tide table"]
    assert moderated(desk.browser("otto")) == []
    state = fresh(draft).current_workflow_task_state
    edo.post(url("workflow_action", draft.pk, "approve", state.pk))
    assert (fresh(draft).live, fresh(draft).current_workflow_state) == (True, None)


def moderated(browser: Any) -> list[Any]:
    panels = {
        getattr(panel, "name", ""): panel for panel in browser.get("/admin/").context["panels"]
    }
    panel = panels["workflow_objects_to_moderate"]
    states: list[Any] = panel.get_context_data(
        {"request": browser.get("/admin/").wsgi_request, "csrf_token": ""}
    )["states"]
    return states


def test_while_it_is_reviewed_its_writer_waits(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    rosa = desk.browser("rosa")
    rosa.post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    refused = rosa.post(url("edit", draft.pk), edit_form(draft, title="Changed under your eyes"))
    assert errors_in(refused)[-1] == "The page could not be saved as it is locked."
    assert fresh(draft).get_latest_revision_as_object().title == "Tide table"


def test_an_editor_sends_back_with_a_note(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    desk.browser("rosa").post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    state = fresh(draft).current_workflow_task_state
    desk.browser("edo").post(
        url("workflow_action", draft.pk, "reject", state.pk), {"comment": "Whose tide?"}
    )
    state.refresh_from_db()
    assert (state.status, state.comment, state.finished_by) == (
        "rejected",
        "Whose tide?",
        desk.people["edo"],
    )
    assert fresh(draft).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    changed = desk.browser("rosa").post(
        url("edit", draft.pk), edit_form(draft, title="The harbour's tide table")
    )
    assert changed.status_code == 302
    assert fresh(draft).get_latest_revision_as_object().title == "The harbour's tide table"


def test_approving_without_a_byline_is_refused_with_the_reason(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    desk.browser("rosa").post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    strip_of_names(draft)
    edo, state = desk.browser("edo"), fresh(draft).current_workflow_task_state
    answer = edo.post(
        url("workflow_action", draft.pk, "approve", state.pk),
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    assert (answer.status_code, answer.json()["step"]) == (200, "success")
    assert errors_in(answer) == [NO_BYLINE]
    state.refresh_from_db()
    assert (fresh(draft).live, state.status) == (False, "in_progress")
    answer = edo.post(url("workflow_action", draft.pk, "approve", state.pk))
    assert answer.status_code == 302
    state.refresh_from_db()
    assert (fresh(draft).live, state.status) == (False, "in_progress")


def strip_of_names(draft: Article) -> None:
    article = fresh(draft).get_latest_revision_as_object()
    article.bylines = []
    article.save_revision(clean=False)


def test_submitting_needs_a_byline_too(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table", signed=False)
    refused = desk.browser("rosa").post(
        url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"})
    )
    assert refused.context["form"].formsets["bylines"].non_form_errors() == [NO_BYLINE]
    assert fresh(draft).current_workflow_state is None


def test_an_older_version_without_a_byline_cannot_be_put_back_live(desk: Desk) -> None:
    draft = desk.draft("edo", "Ferry", signed=False)
    first = draft.latest_revision
    actions.revise_article(draft, Copy(headline="Ferry", credits=[Credit(desk.names["edo"])]))
    actions.publish_article(fresh(draft))
    sent = {**article_form("Ferry", slug="ferry"), "action-publish": "1"}
    refused = desk.browser("edo").post(url("revisions_revert", draft.pk, first.pk), sent)
    assert refused.context["form"].formsets["bylines"].non_form_errors() == [NO_BYLINE]
    assert fresh(draft).names == "Edo"


def test_scheduling_at_the_desk(desk: Desk) -> None:
    draft = desk.draft("edo", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        sent = edit_form(draft, **{"action-publish": "1", "go_live_at": "2026-03-02 08:00"})
        assert desk.browser("edo").post(url("edit", draft.pk), sent).status_code == 302
    article = fresh(draft)
    assert (article.live, article.permalink) == (False, "")
    assert (
        article.scheduled_revision.approved_go_live_at.isoformat() == "2026-03-01T19:00:00+00:00"
    )  # 8 o'clock in Auckland


def schedule(desk: Desk, draft: Article, moment: str, button: str = "later") -> Any:
    """Edo enters this moment in the editor and presses one of the buttons."""
    sent = edit_form(fresh(draft), **{"action-publish": button, "go_live_at": moment})
    return desk.browser("edo").post(url("edit", draft.pk), sent)


def test_the_moment_is_the_sites_whatever_zone_the_person_has_and_it_is_named(desk: Desk) -> None:
    UserProfile.objects.update_or_create(
        user=desk.people["edo"], defaults={"current_time_zone": "America/New_York"}
    )
    draft = desk.draft("edo", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        answer = schedule(desk, draft, "2026-03-02 08:00")
        page = desk.browser("edo").get(url("edit", draft.pk)).content.decode()
    assert errors_in(answer)[0] == (
        "“Ferry” will be published on March 2, 2026, 8 a.m. (Pacific/Auckland)."
    )
    due = fresh(draft).scheduled_revision.approved_go_live_at
    assert due.isoformat() == "2026-03-01T19:00:00+00:00"
    assert "March 2, 2026, 8 a.m. (Pacific/Auckland)" in page
    assert 'value="2026-03-02 08:00"' in page
    assert "Time zone: Pacific/Auckland." in page


@pytest.mark.parametrize(
    "moment",
    ["2026-09-27 02:30", "2027-04-04 02:30"],  # skipped, and twice
)
def test_an_hour_that_clocks_skip_or_repeat_is_refused(desk: Desk, moment: str) -> None:
    draft = desk.draft("edo", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        refused = schedule(desk, draft, moment)
    (error,) = refused.context["form"].errors["go_live_at"]
    assert "couldn’t be interpreted in time zone Pacific/Auckland" in error
    assert fresh(draft).scheduled_revision is None


@pytest.mark.parametrize(
    ("button", "moment", "error"),
    [
        (
            "now",
            "2026-03-02 08:00",
            "Delete this date to publish now, or choose “Publish on …” to keep it.",
        ),
        ("later", "", "Enter the date and time, in the future, to publish the article."),
        (
            "later",
            "2026-02-01 08:00",
            "Enter the date and time, in the future, to publish the article.",
        ),
    ],
)
def test_neither_button_does_what_the_other_says(
    desk: Desk, button: str, moment: str, error: str
) -> None:
    draft = desk.draft("edo", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        refused = schedule(desk, draft, moment, button)
    assert refused.context["form"].errors == {"go_live_at": [error]}
    assert (fresh(draft).live, fresh(draft).scheduled_revision) == (False, None)


def test_a_schedule_is_changed_by_cancelling_it_first(desk: Desk) -> None:
    draft = desk.draft("edo", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        schedule(desk, draft, "2026-03-02 08:00")
        locked = schedule(desk, draft, "2026-03-03 08:00")
        assert errors_in(locked)[-1] == "The page could not be saved as it is locked."
        revision = fresh(draft).scheduled_revision
        desk.browser("edo").post(url("revisions_unschedule", draft.pk, revision.pk))
        assert fresh(draft).scheduled_revision is None
        schedule(desk, draft, "2026-03-03 08:00")
    due = fresh(draft).scheduled_revision.approved_go_live_at
    assert due.isoformat() == "2026-03-02T19:00:00+00:00"


def test_a_contributors_date_is_kept_until_an_editor_approves_it(desk: Desk) -> None:
    draft = desk.draft("rosa", "Ferry")
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        sent = edit_form(draft, **{"action-submit": "1", "go_live_at": "2026-03-02 08:00"})
        desk.browser("rosa").post(url("edit", draft.pk), sent)
        edo, state = desk.browser("edo"), fresh(draft).current_workflow_task_state
        assert "Approve and schedule" in edo.get(url("edit", draft.pk)).content.decode()
        edo.post(url("workflow_action", draft.pk, "approve", state.pk))
        assert (fresh(draft).live, fresh(draft).current_workflow_state) == (False, None)
    due = fresh(draft).scheduled_revision.approved_go_live_at
    assert due.isoformat() == "2026-03-01T19:00:00+00:00"
    with time_machine.travel("2026-03-01T19:00:00Z", tick=False):
        tasks.publish_due_articles()
    assert fresh(draft).live


def test_what_is_scheduled_needs_a_byline_now(desk: Desk) -> None:
    draft = desk.draft("edo", "Ferry", signed=False)
    sent = edit_form(draft, **{"action-publish": "1", "go_live_at": "2031-03-02 08:00"})
    refused = desk.browser("edo").post(url("edit", draft.pk), sent)
    assert refused.context["form"].formsets["bylines"].non_form_errors() == [NO_BYLINE]
    assert fresh(draft).scheduled_revision is None


def test_a_new_article_is_scheduled_without_having_been_out(desk: Desk) -> None:
    sent = {
        **article_form("Ferry", slug="ferry", bylines=byline_rows(desk, "edo")),
        "action-publish": "1",
        "go_live_at": "2031-03-02 08:00",
    }
    desk.browser("edo").post(url("add", "newsroom", "article", desk.news.pk), sent)
    article = Article.objects.get()
    assert (article.live, article.published_at, article.permalink, article.first_published_at) == (
        False,
        None,
        "",
        None,
    )
    assert not Address.objects.exists()


def test_a_draft_moves_to_another_section_when_it_is_saved(desk: Desk) -> None:
    draft = desk.draft("maya", "Ferry")
    desk.browser("maya").post(
        url("edit", draft.pk), {**edit_form(draft), "filed_in": desk.sport.pk}
    )
    assert (fresh(draft).section, fresh(draft).get_parent().pk) == (desk.sport, desk.sport.pk)


def test_a_published_article_moves_when_it_is_published_again(desk: Desk) -> None:
    article = desk.published("maya", "Ferry")
    maya = desk.browser("maya")
    maya.post(url("edit", article.pk), {**edit_form(article), "filed_in": desk.sport.pk})
    assert fresh(article).section == desk.news
    maya.post(
        url("edit", article.pk),
        {**edit_form(article, **{"action-publish": "1"}), "filed_in": desk.sport.pk},
    )
    moved = fresh(article)
    assert (moved.section, moved.live, moved.permalink) == (desk.sport, True, article.permalink)
    assert Article.find_problems() == ([], [], [], [], [])


def test_a_slug_that_is_taken_in_the_other_section_is_told_before_it_moves(desk: Desk) -> None:
    Article.objects.filter(pk=desk.draft("maya", "Tide", desk.sport).pk).update(slug="ferry")
    draft = desk.draft("maya", "Ferry", desk.news)
    Article.objects.filter(pk=draft.pk).update(title="The ferry", draft_title="The ferry")
    draft.refresh_from_db()
    refused = desk.browser("maya").post(
        url("edit", draft.pk), {**edit_form(draft), "filed_in": desk.sport.pk}
    )
    assert refused.context["form"].errors == {
        "slug": ["The slug 'ferry' is already in use within the parent page."]
    }
    assert fresh(draft).section == desk.news


def test_a_new_article_bears_the_name_of_who_writes_it(desk: Desk) -> None:
    form = desk.browser("rosa").get(url("add", "newsroom", "article", desk.news.pk)).context["form"]
    assert [row.instance.contributor for row in form.formsets["bylines"].forms] == [
        desk.names["rosa"]
    ]


def test_what_was_said_of_it_changes_the_time_that_readers_see(desk: Desk) -> None:
    with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
        article = desk.published("edo", "Ferry")
    edo = desk.browser("edo")
    with time_machine.travel("2026-03-02T00:00:00Z", tick=False):
        edo = desk.browser("edo")
        edo.post(
            url("edit", article.pk),
            edit_form(article, standfirst="It is back.", **{"action-publish": "1"}),
        )
    with time_machine.travel("2026-03-03T00:00:00Z", tick=False):
        edo = desk.browser("edo")
        edo.post(
            url("edit", article.pk),
            edit_form(
                fresh(article), standfirst="It is back.", tags="quay", **{"action-publish": "1"}
            ),
        )
    assert fresh(article).updated_at.isoformat() == "2026-03-02T00:00:00+00:00"


def test_publishing_at_the_desk_makes_at_most_163_queries(desk: Desk) -> None:
    browser, draft = desk.browser("edo"), desk.draft("edo", "The bridge")
    form = edit_form(draft, **{"action-publish": "1"})
    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(url("edit", draft.pk), form)
    assert (answer.status_code, fresh(draft).live) == (302, True)
    assert len(queries) <= 163
