"""The owner of a paper lets people in, and cannot reach over the fence that way."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from byline.accounts.models import User
from byline.newsroom import actions
from byline.newsroom.permissions import roles_of
from cast import HOST, PASSWORD, SISTER, Desk

NEW = {"email": "nora@harbour.example", "name": "Nora Kvist", "role": "contributor"}


def path(desk: Desk, *parts: Any) -> str:
    return "/".join(["/admin/people", str(desk.site.pk), *map(str, parts), ""])


def link_in(text: str) -> str:
    found = re.search(r"http://[^\s<]+(/accounts/password/reset/key/[^\s<]+)", text)
    assert found, text
    return found[1]


def held(email: str) -> list[tuple[str, str]]:
    return [(staff.site.hostname, staff.role) for staff in roles_of(User.objects.get(email=email))]


def test_somebody_new_gets_a_link_chooses_a_password_and_writes(desk: Desk) -> None:
    shown = desk.browser("olu").post(path(desk, "add"), NEW)
    link = link_in(shown.content.decode())
    assert [message.to for message in mail.outbox] == [["nora@harbour.example"]]
    assert link_in(mail.outbox[0].body) == link
    assert held("nora@harbour.example") == [(HOST, "contributor")]
    nora = Client(HTTP_HOST=HOST)
    there = nora.get(link)["Location"]
    assert nora.post(there, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert (
        nora.post(
            "/accounts/login/",
            {"login": "nora@harbour.example", "password": PASSWORD, "next": "/admin/"},
        ).status_code
        == 302
    )
    assert nora.get("/admin/").status_code == 200
    again = Client(HTTP_HOST=HOST).get(link)
    assert again.status_code == 200
    assert again.context["token_fail"]


def test_an_editor_needs_a_section(desk: Desk) -> None:
    refused = desk.browser("olu").post(path(desk, "add"), NEW | {"role": "editor"})
    assert refused.context["form"].errors == {
        "sections": ["Choose the sections in which this editor may publish."]
    }
    assert not User.objects.filter(email=NEW["email"]).exists()
    desk.browser("olu").post(
        path(desk, "add"), NEW | {"role": "editor", "sections": [desk.sport.pk]}
    )
    assert held("nora@harbour.example") == [(HOST, "editor")]


def test_a_section_of_the_sister_paper_cannot_be_given_away(desk: Desk) -> None:
    refused = desk.browser("olu").post(
        path(desk, "add"), NEW | {"role": "editor", "sections": [desk.tides.pk]}
    )
    assert list(refused.context["form"].errors) == ["sections"]
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_who_has_an_account_already_keeps_name_and_password(desk: Desk) -> None:
    answer = desk.browser("olu").post(
        path(desk, "add"),
        {"email": "OTTO@harbour.example", "name": "Somebody", "role": "contributor"},
    )
    otto = User.objects.get(email="otto@harbour.example")
    assert (answer.status_code, otto.get_full_name(), otto.check_password(PASSWORD)) == (
        302,
        "Otto",
        True,
    )
    assert held("otto@harbour.example") == [(HOST, "contributor"), (SISTER, "owner")]
    assert mail.outbox == []


def test_no_owner_sees_a_link_to_an_account_that_works_elsewhere(desk: Desk) -> None:
    """Otto has invited Nora as an owner; whoever held her link would own his paper."""
    nora = User.objects.create_user("nora@harbour.example")
    nora.set_unusable_password()
    nora.save()
    actions.grant_role(nora, desk.sister, "owner")
    shown = desk.browser("olu").post(path(desk, "add"), NEW)
    assert "password/reset" not in shown.content.decode()
    assert link_in(mail.outbox[0].body)
    again = desk.browser("olu").post(path(desk, nora.pk, "invite"))
    assert "password/reset" not in again.content.decode()


def test_a_link_seen_before_opens_nothing_once_she_works_elsewhere(desk: Desk) -> None:
    link = link_in(desk.browser("olu").post(path(desk, "add"), NEW).content.decode())
    desk.browser("otto").post(f"/admin/people/{desk.sister.pk}/add/", NEW | {"role": "owner"})
    assert Client(HTTP_HOST=HOST).get(link).context["token_fail"]


def test_nobody_is_invited_into_an_account_that_has_a_password(desk: Desk) -> None:
    before = desk.people["maya"].password
    desk.browser("olu").post(path(desk, desk.people["maya"].pk, "invite"))
    assert User.objects.get(pk=desk.people["maya"].pk).password == before
    assert mail.outbox == []


def test_another_role(desk: Desk) -> None:
    desk.browser("olu").post(
        path(desk, desk.people["rosa"].pk), {"role": "editor", "sections": [desk.news.pk]}
    )
    assert held("rosa@harbour.example") == [(HOST, "editor")]


def test_a_section_left_ticked_beside_another_role_counts_for_nothing(desk: Desk) -> None:
    desk.browser("olu").post(
        path(desk, desk.people["edo"].pk), {"role": "managing_editor", "sections": [desk.news.pk]}
    )
    assert held("edo@harbour.example") == [(HOST, "managing_editor")]


def test_who_leaves_can_sign_in_no_more(desk: Desk) -> None:
    desk.browser("olu").post(path(desk, desk.people["edo"].pk, "remove"))
    assert held("edo@harbour.example") == []
    assert not User.objects.get(email="edo@harbour.example").is_active


def test_who_still_works_elsewhere_can(desk: Desk) -> None:
    actions.grant_role(desk.people["edo"], desk.sister, "contributor")
    desk.browser("olu").post(path(desk, desk.people["edo"].pk, "remove"))
    assert held("edo@harbour.example") == [(SISTER, "contributor")]
    assert User.objects.get(email="edo@harbour.example").is_active


def test_an_owner_cannot_touch_whoever_runs_the_installation(desk: Desk) -> None:
    root = User.objects.create_superuser("root@harbour.example", PASSWORD)
    actions.grant_role(root, desk.site, "managing_editor")
    olu = desk.browser("olu")
    olu.post(path(desk, root.pk), {"role": "contributor"})
    olu.post(path(desk, root.pk, "remove"))
    olu.post(path(desk, root.pk, "invite"))
    assert held("root@harbour.example") == [(HOST, "managing_editor")]
    assert User.objects.get(pk=root.pk).is_active


def test_nobody_of_another_paper_is_found_through_mine(desk: Desk) -> None:
    olu = desk.browser("olu")
    assert "otto" not in olu.get(path(desk)).content.decode()
    olu.post(path(desk, desk.people["otto"].pk), {"role": "owner"})
    olu.post(path(desk, desk.people["otto"].pk, "remove"))
    assert held("otto@harbour.example") == [(SISTER, "owner")]


def test_an_owner_does_not_lock_herself_out(desk: Desk) -> None:
    olu = desk.browser("olu")
    olu.post(path(desk, desk.people["olu"].pk), {"role": "contributor"})
    olu.post(path(desk, desk.people["olu"].pk, "remove"))
    assert held("olu@harbour.example") == [(HOST, "owner")]


def test_everybody_is_listed_with_role_and_sections(desk: Desk) -> None:
    page = desk.browser("olu").get(path(desk))
    rows = [
        (str(row["person"]), str(row["role"]), row["sections"]) for row in page.context["people"]
    ]
    assert rows == [
        ("Edo", "Editor", ["News"]),
        ("Maya", "Managing editor", []),
        ("Olu", "Site owner", []),
        ("Rosa", "Contributor", []),
    ]
