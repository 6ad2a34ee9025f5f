"""Who keeps at the desk what the paper says of itself and of its people, and who does not."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from byline.network.models import Affiliation, NetworkRecord
from byline.newsroom.models import Contributor
from cast import Desk


def on_record(*rows: dict[str, str]) -> dict[str, Any]:
    sent: dict[str, Any] = nested_form_data({"affiliations": inline_formset(list(rows))})
    return sent


UNION = {
    "relationship": "owner",
    "name": "Harbour Readers’ Union",
    "url": "https://union.example/",
    "note": "",
}


def path_of(site: Site) -> str:
    return f"/admin/settings/network/networkrecord/{site.pk}/"


def test_the_owner_keeps_it_at_the_desk(desk: Desk) -> None:
    assert desk.browser("olu").post(path_of(desk.site), on_record(UNION)).status_code == 302
    assert [str(affiliation) for affiliation in Affiliation.objects.all()] == [
        "Owner: Harbour Readers’ Union"
    ]
    assert b"https://union.example/" in desk.browser("ana").get("/network/").content


def test_a_wrong_address_is_said_beside_its_field(desk: Desk) -> None:
    answer = desk.browser("olu").post(
        path_of(desk.site), on_record(UNION | {"url": "union.example"})
    )
    assert answer.context["form"].formsets["affiliations"].errors == [
        {
            "url": [
                "“union.example” is not a web address. Enter a full one, such as https://harbour.example/about."
            ]
        }
    ]
    assert Affiliation.objects.count() == 0


@pytest.mark.parametrize("name", ["rosa", "edo", "maya", "otto", "ana"])
def test_nobody_else_does(desk: Desk, name: str) -> None:
    browser = desk.browser(name)
    for answer in (
        browser.get(path_of(desk.site)),
        browser.post(path_of(desk.site), on_record(UNION)),
    ):
        assert (answer.status_code, answer["Location"].partition("?")[0]) in (
            (302, "/admin/"),
            (302, "/admin/login/"),
        )
    assert (Affiliation.objects.count(), NetworkRecord.objects.exists()) == (0, False)


def test_why_is_said(desk: Desk) -> None:
    answer = desk.browser("maya").post(path_of(desk.site), on_record(UNION))
    *_, message = get_messages(answer.wsgi_request)
    assert str(message).strip() == "Sorry, you do not have permission to access this area."


def test_a_managing_editor_gives_them_at_the_desk_and_an_editor_of_a_section_does_not(
    desk: Desk,
) -> None:
    rosa = desk.names["rosa"]
    path = reverse("wagtailsnippets_newsroom_contributor:edit", args=[rosa.pk])
    form = {"name": "Rosa", "slug": "rosa", "fediverse": "@rosa@mastodon.example"}
    desk.browser("edo").post(path, form)
    assert Contributor.objects.get(pk=rosa.pk).fediverse == ""
    desk.browser("maya").post(path, form)
    assert Contributor.objects.get(pk=rosa.pk).fediverse == "@rosa@mastodon.example"
