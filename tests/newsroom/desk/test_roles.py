import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import GroupPagePermission, WorkflowPage

from byline.newsroom import actions
from byline.newsroom.models import Staff
from cast import Desk


def pages_of(desk: Desk, name: str) -> dict[str, list[str]]:
    """What the person may do, by the title of the page it begins at."""
    rows = GroupPagePermission.objects.filter(group__user=desk.people[name]).order_by(
        "permission__codename"
    )
    permissions: dict[str, list[str]] = {}
    for row in rows:
        permissions.setdefault(row.page.title, []).append(
            row.permission.codename.removesuffix("_page")
        )
    return permissions


def test_each_role_holds_wagtails_own_permissions(desk: Desk) -> None:
    everything = ["add", "change", "lock", "publish", "unlock"]
    assert pages_of(desk, "rosa") == {"News": ["add"], "Sport": ["add"]}
    assert pages_of(desk, "edo") == {"News": ["add", "change", "publish"]}
    assert pages_of(desk, "maya") == {"The Harbour Post": everything}
    assert pages_of(desk, "olu") == {"The Harbour Post": everything}
    assert pages_of(desk, "otto") == {"The Lagoon": everything}
    assert pages_of(desk, "ana") == {}


def test_contributors_may_file_in_a_section_as_soon_as_there_is_one(desk: Desk) -> None:
    actions.add_section(desk.site, name="Weather")
    assert list(pages_of(desk, "rosa")) == ["News", "Sport", "Weather"]


def test_a_new_role_takes_the_place_of_the_one_before(desk: Desk) -> None:
    actions.grant_role(desk.people["olu"], desk.site, "contributor")
    assert [staff.role for staff in Staff.objects.filter(group__user=desk.people["olu"])] == [
        "contributor"
    ]


def test_a_role_at_the_sister_paper_is_another_matter(desk: Desk) -> None:
    actions.grant_role(desk.people["olu"], desk.sister, "contributor")
    assert sorted(pages_of(desk, "olu")) == ["The Harbour Post", "Tides"]
    actions.revoke_roles(desk.people["olu"], desk.sister)
    assert sorted(pages_of(desk, "olu")) == ["The Harbour Post"]


def test_a_person_sees_times_in_the_papers_zone(desk: Desk) -> None:
    assert desk.people["edo"].wagtail_userprofile.current_time_zone == "Pacific/Auckland"


@pytest.mark.parametrize(
    ("role", "sections", "field", "error"),
    [
        ("publisher", [], "role", "There is no role “publisher”."),
        ("editor", [], "sections", "Choose the sections in which this editor may publish."),
        (
            "owner",
            ["news"],
            "sections",
            "Only editors are assigned to sections. Leave out the sections, or choose the role of editor.",
        ),
        ("editor", ["tides"], "sections", "These sections do not belong to this site: Tides."),
    ],
)
def test_a_role_that_cannot_be_is_refused(
    desk: Desk, role: str, sections: list[str], field: str, error: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.grant_role(
            desk.people["ana"], desk.site, role, [getattr(desk, name) for name in sections]
        )
    assert refused.value.message_dict == {field: [error]}
    assert pages_of(desk, "ana") == {}


def test_the_group_of_a_section_goes_with_it(desk: Desk) -> None:
    groups = Group.objects.count()
    desk.news.delete()
    assert Group.objects.count() == groups - 1
    assert pages_of(desk, "edo") == {}


def test_preparing_again_changes_nothing(desk: Desk) -> None:
    before = set(GroupPagePermission.objects.values_list("pk", flat=True))
    actions.prepare_groups(desk.site)
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == before


def test_each_paper_has_a_review_and_no_group_reaches_over_both(desk: Desk) -> None:
    assert (
        WorkflowPage.objects.get(page=desk.site.root_page).workflow.name
        == "Review · The Harbour Post"
    )
    assert (
        WorkflowPage.objects.get(page=desk.sister.root_page).workflow.name == "Review · The Lagoon"
    )
    assert not Group.objects.filter(staff=None).exists()
