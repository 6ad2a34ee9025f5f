"""The owner of a paper lets people in, and cannot reach over the fence that way."""

import re
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from byline.accounts.actions import confirm_address
from byline.accounts.models import User
from byline.newsroom import actions
from byline.newsroom.permissions import roles_of
from cast import HOST, PASSWORD, SISTER, Desk

NEW = {"email": "nora@harbour.example", "name": "Nora Kvist", "role": "contributor"}


def path(desk: Desk, *parts: Any) -> str:
    return "/".join(["/admin/people", str(desk.site.pk), *map(str, parts), ""])


def link_in(text: str) -> str:
    link = re.search(r"http://[^\s<]+(/accounts/password/reset/key/[^\s<]+)", text)
    assert link, text
    return link[1]


def held(email: str) -> list[tuple[str, str]]:
    return [(staff.site.hostname, staff.role) for staff in roles_of(User.objects.get(email=email))]


def test_somebody_new_gets_a_link_chooses_a_password_and_writes(desk: Desk) -> None:
    shown = desk.browser("olu").post(path(desk, "add"), NEW, follow=True).content.decode()
    assert "An invitation was sent to nora@harbour.example." in shown
    assert [message.to for message in mail.outbox] == [["nora@harbour.example"]]
    link = link_in(mail.outbox[0].body)
    assert link not in shown
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
    assert [message.to for message in mail.outbox] == [["otto@harbour.example"]]
    assert "choose a password" not in mail.outbox[0].body


@pytest.fixture
def reader(db: None) -> User:
    """Rita reads, and signs in with a service: her account has no password."""
    rita = User.objects.create_user("rita@reader.example")
    rita.set_unusable_password()
    rita.save()
    confirm_address(rita)
    SocialAccount.objects.create(user=rita, provider="github", uid="1")
    return rita


RITA = {"email": "rita@reader.example", "name": "Rita", "role": "contributor"}


def test_a_readers_account_stays_hers_when_an_owner_adds_and_removes_her(
    desk: Desk, reader: User
) -> None:
    browser, before = Client(HTTP_HOST=HOST), reader.password
    browser.force_login(reader)
    olu = desk.browser("olu")
    olu.post(path(desk, "add"), RITA)
    olu.post(path(desk, reader.pk, "invite"))
    olu.post(path(desk, reader.pk, "remove"))
    reader.refresh_from_db()
    assert (reader.is_active, reader.password) == (True, before)
    assert browser.get("/accounts/").status_code == 200
    assert browser.get("/admin/").status_code == 302


def test_whoever_signs_in_with_a_service_gets_no_link_to_set_a_password(
    desk: Desk, reader: User
) -> None:
    shown = desk.browser("olu").post(path(desk, "add"), RITA, follow=True).content.decode()
    assert [message.to for message in mail.outbox] == [["rita@reader.example"]]
    assert "password" not in mail.outbox[0].body
    assert f"Sign in with your account: http://{HOST}/admin/" in mail.outbox[0].body
    assert "/password/" not in shown


@pytest.mark.parametrize("form", [NEW, RITA])
def test_an_invitation_leads_to_the_sites_own_address(
    desk: Desk, reader: User, form: dict[str, str]
) -> None:
    """A port that is forged in the Host header must not reach a mail."""
    desk.browser("olu").post(path(desk, "add"), form, HTTP_HOST=f"{HOST}:8443")
    assert re.findall(r"https?://[^/\s]+", str(mail.outbox[0].body)) == [f"http://{HOST}"]


def test_an_invitation_is_replaced_by_a_later_one(desk: Desk) -> None:
    desk.browser("olu").post(path(desk, "add"), NEW)
    link = link_in(mail.outbox[0].body)
    desk.browser("otto").post(f"/admin/people/{desk.sister.pk}/add/", NEW | {"role": "owner"})
    assert Client(HTTP_HOST=HOST).get(link).context["token_fail"]


def test_an_invitation_that_cannot_be_mailed_is_reported(desk: Desk, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    shown = desk.browser("olu").post(path(desk, "add"), NEW, follow=True).content.decode()
    assert "The invitation to nora@harbour.example could not be sent." in shown


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


def test_who_leaves_keeps_the_account_and_loses_the_desk(desk: Desk) -> None:
    edo = desk.browser("edo")
    desk.browser("olu").post(path(desk, desk.people["edo"].pk, "remove"))
    assert held("edo@harbour.example") == []
    assert User.objects.get(email="edo@harbour.example").is_active
    assert edo.get("/admin/").status_code == 302


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
