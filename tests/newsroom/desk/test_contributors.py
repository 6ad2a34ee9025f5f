"""A contributor who is new is added while an article is written, by whoever runs the site."""

import pytest
from django.urls import reverse

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor
from cast import Desk
from desk_forms import article_form, byline_rows

ADD = "wagtailsnippetchoosers_newsroom_contributor:create"


def test_a_managing_editor_adds_somebody_new_by_name_alone(desk: Desk) -> None:
    answer = desk.browser("maya").post(
        reverse(ADD), {"name": "Zoë Rosa", "position": "Illustrator"}
    )
    added = Contributor.objects.latest("pk")
    assert answer.json()["step"] == "chosen"
    assert answer.json()["result"]["id"] == str(added.pk)
    assert (added.name, added.slug, added.position) == ("Zoë Rosa", "zoe-rosa", "Illustrator")


def test_a_name_that_is_there_already_gets_an_address_of_its_own(desk: Desk) -> None:
    desk.browser("maya").post(reverse(ADD), {"name": "Rosa"})
    assert Contributor.objects.latest("pk").slug == "rosa-2"


@pytest.mark.parametrize("name", ["edo", "rosa", "ana"])
def test_nobody_below_a_managing_editor_adds_one(desk: Desk, name: str) -> None:
    before = Contributor.objects.count()
    answer = desk.browser(name).post(reverse(ADD), {"name": "Zoë Rosa"})
    assert (answer.status_code, Contributor.objects.count()) == (302, before)


@pytest.mark.parametrize(
    "path", ["/admin/contributors/", "/admin/snippets/choose/newsroom/contributor/results/"]
)
def test_contributors_are_searched_by_the_beginning_of_their_name(desk: Desk, path: str) -> None:
    page = desk.browser("maya").get(path, {"q": "Ro"}).content.decode()
    assert (">Rosa<" in page.replace("\n", "").replace(" ", ""), "Edo" in page) == (True, False)


EDIT = {
    "slug": "rosa",
    "position": "",
    "biography": "",
    "portrait": "",
    "email": "",
    "website": "",
    "fediverse": "",
    "profiles": "",
}


def at(desk: Desk, name: str, verb: str = "edit") -> str:
    return f"/admin/contributors/{verb}/{desk.names[name].pk}/"


@pytest.mark.parametrize("verb", ["edit", "delete", "copy", "history", "usage"])
def test_a_contributor_of_another_site_is_out_of_reach(desk: Desk, verb: str) -> None:
    otto = desk.browser("otto")
    assert otto.get(at(desk, "rosa", verb)).status_code == 302
    otto.post(at(desk, "rosa", verb), EDIT | {"name": "Otto", "user": desk.people["otto"].pk})
    rosa = Contributor.objects.get(pk=desk.names["rosa"].pk)
    assert (rosa.name, rosa.user) == ("Rosa", desk.people["rosa"])


def test_a_shared_contributor_is_named_by_the_sister_and_changed_only_at_home(desk: Desk) -> None:
    otto, shown = desk.browser("otto"), "/admin/snippets/choose/newsroom/contributor/results/"
    assert "Rosa" not in otto.get(shown).content.decode()
    shared = EDIT | {"name": "Rosa", "shared_with": [desk.sister.pk]}
    assert desk.browser("maya").post(at(desk, "rosa"), shared).status_code == 302
    assert "Rosa" in otto.get(shown).content.decode()
    assert otto.get(at(desk, "rosa")).status_code == 302


def test_a_byline_names_nobody_of_another_site(desk: Desk) -> None:
    sent = article_form("Ebb", slug="ebb", bylines=byline_rows(desk, "rosa"))
    path = reverse("wagtailadmin_pages:add", args=["newsroom", "article", desk.tides.pk])
    refused = desk.browser("otto").post(path, {**sent, "action-publish": "1"})
    assert refused.status_code == 200
    assert not Article.objects.filter(title="Ebb").exists()


def test_a_managing_editor_ties_no_account(desk: Desk) -> None:
    maya = desk.browser("maya")
    page = maya.get(at(desk, "rosa")).content.decode()
    assert 'name="user"' not in page
    maya.post(at(desk, "rosa"), EDIT | {"name": "Rosa", "user": desk.people["maya"].pk})
    assert Contributor.objects.get(pk=desk.names["rosa"].pk).user == desk.people["rosa"]


def test_an_owner_ties_the_accounts_of_the_sites_own_people(desk: Desk) -> None:
    olu = desk.browser("olu")
    offered = olu.get(at(desk, "rosa")).context["form"].fields["user"].queryset
    assert sorted(map(str, offered)) == ["Edo", "Maya", "Olu", "Rosa"]
    for name, tied in (("ana", "rosa"), ("otto", "rosa")):
        olu.post(at(desk, "rosa"), EDIT | {"name": "Rosa", "user": desk.people[name].pk})
        rosa = Contributor.objects.get(pk=desk.names["rosa"].pk)
        assert rosa.user == desk.people[tied]


def test_two_sites_have_contributors_of_the_same_slug(desk: Desk) -> None:
    sister = actions.add_contributor(site=desk.sister, name="Rosa")
    assert sister.slug == "rosa"
    refused = desk.browser("maya").post(
        at(desk, "rosa"), EDIT | {"name": "Rosa", "shared_with": [desk.sister.pk]}
    )
    assert refused.context["form"].errors == {
        "slug": ["The Lagoon already has a contributor with this slug."]
    }


def test_a_draft_that_names_a_deleted_contributor_opens_without_the_name(desk: Desk) -> None:
    """Only the draft's revision has the name, so nothing protects the contributor."""
    draft = desk.draft("rosa", "Ferry")
    gone = actions.add_contributor(site=desk.site, name="Ivo Sand")
    copy = Copy("Ferry", credits=[Credit(desk.names["rosa"]), Credit(gone)])
    actions.revise_article(draft, copy)
    gone.delete()
    assert desk.browser("edo").get(f"/admin/pages/{draft.pk}/edit/").status_code == 200
    actions.publish_article(draft)
    assert Article.objects.get().names == desk.names["rosa"].name
