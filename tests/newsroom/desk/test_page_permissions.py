"""What each role may not do is refused at the real address, and leaves everything as it was."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, FrontPage, SectionPage, StandingPage
from cast import Desk
from desk_forms import article_form, byline_rows, edit_form, page_form

REFUSED = "Sorry, you do not have permission to access this area."


def assert_refused(answer: Any) -> None:
    """Sent back to the desk's first page with the reason, or a bare 403 to a script."""
    if answer.status_code == 403:
        return
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    *_, message = get_messages(answer.wsgi_request)
    assert str(message).strip() == REFUSED


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(verb: str, *pages: Page) -> str:
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', verb])}?{chosen}&next=/admin/"


# The contributor


def test_a_contributor_cannot_publish_a_new_article(desk: Desk) -> None:
    rosa = desk.browser("rosa")
    rosa.post(
        url("add", "newsroom", "article", desk.news.pk),
        {
            **article_form("Tide table", slug="tide", bylines=byline_rows(desk, "rosa")),
            "action-publish": "1",
        },
    )
    article = Article.objects.get()
    assert (article.live, article.owner) == (False, desk.people["rosa"])


def test_a_contributor_cannot_publish_a_draft(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    desk.browser("rosa").post(url("edit", draft.pk), edit_form(draft, **{"action-publish": "1"}))
    draft.refresh_from_db()
    assert (draft.live, draft.permalink) == (False, "")


def test_a_contributor_cannot_publish_in_bulk(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    desk.browser("rosa").post(bulk("publish", draft), {"confirm": "1"})
    draft.refresh_from_db()
    assert not draft.live


def test_a_contributor_cannot_schedule(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    sent = edit_form(draft, **{"action-publish": "1", "go_live_at": "2031-01-01 08:00"})
    desk.browser("rosa").post(url("edit", draft.pk), sent)
    draft.refresh_from_db()
    assert draft.scheduled_revision is None


@pytest.mark.parametrize(
    "verb",
    ["edit", "delete", "unpublish", "view_draft", "history", "copy", "move", "workflow_history"],
)
def test_a_contributor_cannot_reach_anothers_draft(desk: Desk, verb: str) -> None:
    draft = desk.draft("edo", "Secret plan")
    rosa = desk.browser("rosa")
    assert_refused(rosa.get(url(verb, draft.pk)))
    assert_refused(
        rosa.post(url(verb, draft.pk), {})
        if verb != "view_draft"
        else rosa.get(url(verb, draft.pk))
    )
    assert Article.objects.get(pk=draft.pk).title == "Secret plan"


def test_a_contributor_cannot_read_anothers_versions(desk: Desk) -> None:
    draft = desk.draft("edo", "Secret plan")
    rosa = desk.browser("rosa")
    first = draft.revisions.first().pk
    assert_refused(rosa.get(url("revisions_compare", draft.pk, "earliest", "latest")))
    assert_refused(rosa.get(url("revisions_view", draft.pk, first)))
    assert_refused(rosa.get(url("revisions_revert", draft.pk, first)))


def test_a_contributor_cannot_delete_what_is_published(desk: Desk) -> None:
    article = desk.published("rosa", "Tide table")
    rosa = desk.browser("rosa")
    assert_refused(rosa.post(url("delete", article.pk)))
    rosa.post(bulk("delete", article), {"confirm": "1"})
    assert_refused(rosa.post(url("unpublish", article.pk)))
    rosa.post(bulk("unpublish", article), {"confirm": "1"})
    assert Article.objects.get(pk=article.pk).live


def test_a_contributor_cannot_approve_even_what_is_hers(desk: Desk) -> None:
    draft = desk.draft("rosa", "Tide table")
    rosa = desk.browser("rosa")
    rosa.post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    state = Article.objects.get(pk=draft.pk).current_workflow_task_state
    assert_refused(rosa.post(url("workflow_action", draft.pk, "approve", state.pk)))
    rosa.post(
        url("edit", draft.pk),
        edit_form(draft, **{"action-workflow-action": "1", "workflow-action-name": "approve"}),
    )
    assert not Article.objects.get(pk=draft.pk).live


# The editor of News


def test_an_editor_cannot_publish_in_another_section(desk: Desk) -> None:
    draft = desk.draft("rosa", "Cup final", desk.sport)
    edo = desk.browser("edo")
    assert_refused(edo.post(url("edit", draft.pk), edit_form(draft, **{"action-publish": "1"})))
    edo.post(bulk("publish", draft), {"confirm": "1"})
    assert_refused(
        edo.post(
            url("add", "newsroom", "article", desk.sport.pk),
            {
                **article_form("Cup", slug="cup", bylines=byline_rows(desk, "edo")),
                "action-publish": "1",
            },
        )
    )
    assert [(article.title, article.live) for article in Article.objects.all()] == [
        ("Cup final", False)
    ]


@pytest.mark.parametrize("live", [True, False])
def test_an_editor_cannot_move_an_article_into_another_section(desk: Desk, live: bool) -> None:
    article = desk.published("edo", "Ferry") if live else desk.draft("edo", "Ferry")
    edo = desk.browser("edo")
    assert_refused(edo.post(url("move_confirm", article.pk, desk.sport.pk)))
    edo.post(bulk("move", article), {"chooser": desk.sport.pk})
    refused = edo.post(
        url("edit", article.pk),
        {**edit_form(article, **{"action-publish": "1"}), "filed_in": desk.sport.pk},
    )
    assert refused.context["form"].errors["filed_in"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert Article.objects.get(pk=article.pk).section_id == desk.news.pk


def test_an_editor_cannot_take_an_article_out_of_another_section(desk: Desk) -> None:
    article = desk.published("rosa", "Cup final", desk.sport)
    edo = desk.browser("edo")
    assert_refused(edo.post(url("move_confirm", article.pk, desk.news.pk)))
    assert_refused(edo.post(url("delete", article.pk)))
    assert_refused(edo.post(url("unpublish", article.pk)))
    edo.post(bulk("delete", article), {"confirm": "1"})
    assert Article.objects.get(pk=article.pk).live
    assert Article.objects.get(pk=article.pk).section_id == desk.sport.pk


def test_an_editor_cannot_approve_for_another_section_through_one_of_his_own(desk: Desk) -> None:
    """The address of an approval names a page and a submission: that of one page with the submission of another."""
    mine, theirs = desk.draft("rosa", "Ferry"), desk.draft("rosa", "Cup final", desk.sport)
    rosa, edo = desk.browser("rosa"), desk.browser("edo")
    for draft in (mine, theirs):
        rosa.post(url("edit", draft.pk), edit_form(draft, **{"action-submit": "1"}))
    state = Article.objects.get(pk=theirs.pk).current_workflow_task_state
    assert_refused(edo.post(url("workflow_action", mine.pk, "approve", state.pk)))
    assert_refused(edo.post(url("workflow_action", theirs.pk, "approve", state.pk)))
    assert not Article.objects.filter(live=True).exists()


SECTION = {"title": "Gossip", "slug": "gossip", "description": "", "on_front": "on"}


@pytest.mark.parametrize("name", ["rosa", "edo"])
def test_contributors_and_editors_make_no_sections_and_no_standing_pages(
    desk: Desk, name: str
) -> None:
    browser = desk.browser(name)
    assert_refused(browser.get(url("add", "newsroom", "sectionpage", desk.news.pk)))
    assert_refused(
        browser.post(
            url("add", "newsroom", "sectionpage", desk.news.pk),
            {**page_form(**SECTION), "action-publish": "1"},
        )
    )
    assert_refused(
        browser.post(
            url("add", "newsroom", "sectionpage", desk.site.root_page_id), page_form(**SECTION)
        )
    )
    assert_refused(
        browser.post(
            url("add", "newsroom", "standingpage", desk.site.root_page_id),
            page_form(title="About", slug="about"),
        )
    )
    assert not SectionPage.objects.filter(slug="gossip").exists()
    assert not StandingPage.objects.exists()


def test_an_editor_cannot_touch_the_section_itself(desk: Desk) -> None:
    edo = desk.browser("edo")
    assert_refused(edo.get(url("edit", desk.news.pk)))
    assert_refused(
        edo.post(url("edit", desk.news.pk), {**page_form(**SECTION), "action-publish": "1"})
    )
    assert_refused(edo.post(url("delete", desk.news.pk)))
    assert_refused(edo.post(url("unpublish", desk.news.pk)))
    assert_refused(
        edo.post(
            url("copy", desk.news.pk),
            {"new_title": "More", "new_slug": "more", "new_parent_page": desk.news.pk},
        )
    )
    edo.post(bulk("delete", desk.news), {"confirm": "1"})
    edo.post(bulk("unpublish", desk.news), {"confirm": "1"})
    section = SectionPage.objects.get(pk=desk.news.pk)
    assert (section.title, section.slug, section.live) == ("News", "news", True)
    assert SectionPage.objects.filter(site=desk.site).count() == 2


def test_an_editor_cannot_choose_what_leads_the_front_page(desk: Desk) -> None:
    edo = desk.browser("edo")
    assert_refused(edo.get(url("edit", desk.site.root_page_id)))
    assert_refused(
        edo.post(url("edit", desk.site.root_page_id), page_form(title="Mine", slug="mine"))
    )
    assert FrontPage.objects.get(pk=desk.site.root_page_id).title == "The Harbour Post"


# Everybody below the owner

SETTINGS = "/admin/settings/network/sitesettings/"
CLOSED = {
    "settings": lambda desk: f"{SETTINGS}{desk.site.pk}/",
    "sites": lambda desk: "/admin/sites/",
    "a site": lambda desk: f"/admin/sites/edit/{desk.site.pk}/",
    "users": lambda desk: "/admin/users/",
    "a user": lambda desk: f"/admin/users/edit/{desk.people['rosa'].pk}/",
    "new user": lambda desk: "/admin/users/new/",
    "groups": lambda desk: "/admin/groups/",
    "new group": lambda desk: "/admin/groups/new/",
    "people": lambda desk: f"/admin/people/{desk.site.pk}/",
    "new person": lambda desk: f"/admin/people/{desk.site.pk}/add/",
    "a person": lambda desk: f"/admin/people/{desk.site.pk}/{desk.people['rosa'].pk}/",
    "workflows": lambda desk: "/admin/workflows/list/",
    "tasks": lambda desk: "/admin/workflows/tasks/index/",
    "collections": lambda desk: "/admin/collections/",
}


@pytest.mark.parametrize("place", CLOSED)
@pytest.mark.parametrize("name", ["rosa", "edo", "maya"])
def test_who_does_not_own_the_site_reaches_no_settings_and_no_people(
    desk: Desk, name: str, place: str
) -> None:
    browser = desk.browser(name)
    assert_refused(browser.get(CLOSED[place](desk)))


@pytest.mark.parametrize(
    "place",
    [
        "sites",
        "a site",
        "users",
        "a user",
        "new user",
        "groups",
        "new group",
        "workflows",
        "tasks",
        "collections",
    ],
)
def test_not_even_an_owner_reaches_what_belongs_to_the_installation(desk: Desk, place: str) -> None:
    browser = desk.browser("olu")
    assert_refused(browser.get(CLOSED[place](desk)))


@pytest.mark.parametrize("name", ["rosa", "edo"])
def test_contributors_and_editors_do_not_keep_the_list_of_contributors(
    desk: Desk, name: str
) -> None:
    browser = desk.browser(name)
    somebody = desk.names["maya"]
    for path in ("", "add/", f"edit/{somebody.pk}/", f"delete/{somebody.pk}/"):
        assert_refused(browser.get(f"/admin/contributors/{path}"))
    assert_refused(browser.post("/admin/contributors/add/", {"name": "Nobody", "slug": "nobody"}))
    assert not Contributor.objects.filter(slug="nobody").exists()


def test_a_managing_editor_changes_no_settings(desk: Desk) -> None:
    maya = desk.browser("maya")
    assert_refused(maya.post(f"{SETTINGS}{desk.site.pk}/", {"tagline": "Mine"}))
    assert settings_of(desk.site).tagline == ""


def test_a_contributor_may_not_change_anothers_picture(desk: Desk, picture: Any) -> None:
    rosa = desk.browser("rosa")
    answer = rosa.post(f"/admin/images/{picture.pk}/", {"title": "Mine now"})
    assert_refused(answer)
    assert_refused(rosa.post(f"/admin/images/{picture.pk}/delete/"))
    picture.refresh_from_db()
    assert picture.title == "Ferry"


# The owner of the sister paper


def test_the_owner_of_one_paper_cannot_touch_the_other(desk: Desk) -> None:
    draft, article = desk.draft("rosa", "Tide table"), desk.published("edo", "Ferry")
    otto = desk.browser("otto")
    for page in (draft, article):
        for verb in ("edit", "delete", "unpublish", "view_draft", "history", "copy", "move"):
            assert_refused(otto.get(url(verb, page.pk)))
        assert_refused(otto.post(url("edit", page.pk), edit_form(page, **{"action-publish": "1"})))
        assert_refused(otto.post(url("delete", page.pk)))
        assert_refused(otto.post(url("move_confirm", page.pk, desk.tides.pk)))
        otto.post(bulk("delete", page), {"confirm": "1"})
        otto.post(bulk("publish", page), {"confirm": "1"})
    assert_refused(
        otto.post(
            url("add", "newsroom", "sectionpage", desk.site.root_page_id), page_form(**SECTION)
        )
    )
    assert_refused(otto.get(url("edit", desk.site.root_page_id)))
    assert_refused(otto.get(f"{SETTINGS}{desk.site.pk}/"))
    assert_refused(otto.post(f"{SETTINGS}{desk.site.pk}/", {"tagline": "Otto was here"}))
    assert_refused(otto.get(f"/admin/people/{desk.site.pk}/"))
    assert_refused(
        otto.post(
            f"/admin/people/{desk.site.pk}/add/",
            {"email": "x@y.example", "name": "X", "role": "owner"},
        )
    )
    assert sorted(Article.objects.values_list("title", "live")) == [
        ("Ferry", True),
        ("Tide table", False),
    ]
    assert settings_of(desk.site).tagline == ""


def test_he_cannot_move_his_own_into_it(desk: Desk) -> None:
    article = actions.file_article(desk.tides, desk_copy(desk), owner=desk.people["otto"])
    otto = desk.browser("otto")
    assert_refused(otto.post(url("move_confirm", article.pk, desk.news.pk)))
    refused = otto.post(url("edit", article.pk), {**edit_form(article), "filed_in": desk.news.pk})
    assert "filed_in" in refused.context["form"].errors
    assert Article.objects.get(pk=article.pk).site_id == desk.sister.pk


def desk_copy(desk: Desk) -> Any:
    return Copy(headline="Ebb", credits=[Credit(desk.names["otto"])])


# Whoever does not work here

ADDRESSES = [
    "/admin/",
    "/admin/articles/",
    "/admin/pages/",
    "/admin/contributors/",
    "/admin/images/",
    "/admin/people/",
    "/admin/users/",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(desk: Desk, path: str) -> None:
    stranger = Client(HTTP_HOST=desk.site.hostname)
    answer = stranger.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={path}")


@pytest.mark.parametrize("path", ADDRESSES)
def test_somebody_without_a_role_is_let_no_further_than_the_door(desk: Desk, path: str) -> None:
    answer = desk.browser("ana").get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={path}")


def test_nobody_grants_themselves_a_role(desk: Desk) -> None:
    groups = {
        name: list(user.groups.values_list("name", flat=True)) for name, user in desk.people.items()
    }
    for name in ("rosa", "edo", "maya", "olu"):
        browser, person = desk.browser(name), desk.people[name]
        browser.post(
            f"/admin/users/edit/{person.pk}/",
            {
                "email": person.email,
                "is_superuser": "on",
                "groups": [group.pk for group in Group.objects.all()],
            },
        )
        browser.post(f"/admin/people/{desk.site.pk}/{person.pk}/", {"role": "owner"})
        browser.post("/admin/account/", {"name_email-email": person.email, "is_superuser": "on"})
    assert {
        name: list(user.groups.values_list("name", flat=True)) for name, user in desk.people.items()
    } == groups
    assert not any(type(user).objects.get(pk=user.pk).is_superuser for user in desk.people.values())


def test_who_was_removed_is_out(desk: Desk) -> None:
    olu, edo = desk.browser("olu"), desk.browser("edo")
    assert edo.get("/admin/").status_code == 200
    olu.post(f"/admin/people/{desk.site.pk}/{desk.people['edo'].pk}/remove/")
    assert edo.get("/admin/").status_code == 302
    assert Site.objects.count() == 2
