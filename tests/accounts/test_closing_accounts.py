"""An account ends when its owner, and nobody else, says so."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.models import Site

from accounts.conftest import PASSWORD, TOVE, is_signed_in
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.accounts.signals import account_closing
from byline.newsroom.actions import grant_role
from newsrooms import HOST

SIGN_IN = {"login": TOVE["email"], "password": PASSWORD}


@pytest.fixture
def closed() -> Iterator[list[tuple[str, bool]]]:
    """Which accounts were closed, as other rooms hear it."""
    heard: list[tuple[str, bool]] = []

    def listen(sender: object, user: User, erase: bool, **more: object) -> None:
        heard.append((user.email, erase))

    account_closing.connect(listen)
    yield heard
    account_closing.disconnect(listen)


def test_the_password_is_asked_for_first(signed_up: Client) -> None:
    for answer in (
        signed_up.get("/accounts/delete/"),
        signed_up.post("/accounts/delete/", {"erase": "on"}),
    ):
        assert (answer.status_code, answer["Location"]) == (
            302,
            "/accounts/reauthenticate/?next=%2Faccounts%2Fdelete%2F",
        )
    wrong = signed_up.post(
        "/accounts/reauthenticate/?next=/accounts/delete/", {"password": "eight herons on a weir"}
    )
    assert wrong.context["form"].errors == {"password": ["Incorrect password."]}
    assert signed_up.post("/accounts/delete/").status_code == 302
    assert User.objects.filter(email=TOVE["email"]).exists()


@pytest.mark.parametrize("erase", [True, False])
def test_then_it_is_gone(signed_up: Client, closed: list[tuple[str, bool]], erase: bool) -> None:
    signed_up.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = signed_up.get("/accounts/delete/").content.decode()
    assert (
        "Your responses stay online with the name that they were posted with, unless you erase them:"
        in page
    )
    answer = signed_up.post("/accounts/delete/", {"erase": "on"} if erase else {}, follow=True)
    assert "Your account was deleted." in answer.content.decode()
    assert closed == [(TOVE["email"], erase)]
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert not is_signed_in(signed_up)
    again = Client(HTTP_HOST=HOST).post("/accounts/login/", SIGN_IN)
    assert again.context["form"].non_field_errors() == [
        (
            "The e-mail address or the password is not correct, or the address was never confirmed. "
            "You can set a new password by e-mail, which also confirms the address."
        )
    ]


def test_somebody_who_works_at_a_desk_is_told_what_comes_first(
    harbour_post: Site, closed: list[tuple[str, bool]]
) -> None:
    edo = create_user(f"edo@{HOST}", "Edo", PASSWORD)
    grant_role(edo, harbour_post, "managing_editor")
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(edo)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = browser.post("/accounts/delete/")
    assert answer.status_code == 409
    assert "Ask its owner to remove your role" in answer.content.decode()
    assert User.objects.get() == edo
    assert closed == []


def test_nobody_signed_in_deletes_nobody(db: None) -> None:
    answer = Client(HTTP_HOST=HOST).post("/accounts/delete/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/accounts/login/?next=/accounts/delete/",
    )


def test_a_lost_telephone_is_signed_out_from_the_other_browser(signed_up: Client) -> None:
    telephone = Client(HTTP_HOST=HOST)
    telephone.post("/accounts/login/", SIGN_IN)
    assert is_signed_in(telephone)
    assert signed_up.get("/accounts/sign-out-elsewhere/").status_code == 405
    signed_up.post("/accounts/sign-out-elsewhere/")
    assert not is_signed_in(telephone)
    assert is_signed_in(signed_up)
    assert Session.objects.exists()


def test_a_name_is_changed(signed_up: Client) -> None:
    assert signed_up.post("/accounts/", {"name": " Tove\u202e  Askild Berg "}).status_code == 302
    user = User.objects.get()
    assert (user.get_full_name(), user.first_name) == ("Tove Askild Berg", "Tove")
    wrong = signed_up.post("/accounts/", {"name": ""})
    assert (wrong.status_code, wrong.context["form"].errors) == (
        422,
        {"name": ["This field is required."]},
    )
    assert User.objects.get().get_full_name() == "Tove Askild Berg"
