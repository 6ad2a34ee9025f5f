"""A demo account opens from the machine itself, through no door from anywhere else."""

import pytest
from django.test import Client
from wagtail.models import Site

from accounts.conftest import PASSWORD, is_signed_in, mails
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom.actions import grant_role
from newsrooms import HOST

FROM_ELSEWHERE = [
    {"HTTP_HOST": HOST, "REMOTE_ADDR": "203.0.113.7"},
    {"HTTP_HOST": HOST, "REMOTE_ADDR": "127.0.0.1"},
    {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
    {"HTTP_HOST": "localhost", "REMOTE_ADDR": "203.0.113.7"},
]
HERE = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
FORM = {"login": "demo@harbour.example", "password": PASSWORD}


@pytest.fixture
def demo(harbour_post: Site) -> User:
    user = create_user("demo@harbour.example", "Demo Owner", PASSWORD, loopback_only=True)
    grant_role(user, harbour_post, "owner")
    return user


@pytest.mark.parametrize("where", FROM_ELSEWHERE)
def test_the_password_opens_no_page_from_elsewhere(demo: User, where: dict[str, str]) -> None:
    browser = Client(**where)
    browser.post("/accounts/login/", FORM)
    assert not is_signed_in(browser)
    assert browser.get("/admin/").status_code == 302


def test_on_the_machine_itself_it_does(demo: User) -> None:
    browser = Client(**HERE)
    browser.post("/accounts/login/", FORM)
    assert is_signed_in(browser)
    assert browser.get("/admin/").status_code == 200


def test_a_new_password_changes_nothing_about_that(demo: User) -> None:
    browser = Client(**FROM_ELSEWHERE[0])
    browser.post("/accounts/password/reset/", {"email": demo.email})
    link = next(
        word for word in str(mails()[-1].body).split() if "/accounts/password/reset/key/" in word
    )
    new = "nine herons on a weir"
    browser.post(browser.get(link)["Location"], {"password1": new, "password2": new})
    browser.post("/accounts/login/", FORM | {"password": new})
    assert not is_signed_in(browser)


@pytest.mark.parametrize("where", FROM_ELSEWHERE)
def test_nor_does_a_session_that_was_begun_on_the_machine_and_carried_away(
    demo: User, where: dict[str, str]
) -> None:
    here = Client(**HERE)
    here.post("/accounts/login/", FORM)
    thief = Client(**where)
    thief.cookies["sessionid"] = here.cookies["sessionid"].value
    assert not is_signed_in(thief)
    for path in (
        "/admin/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/accounts/password/change/",
        "/accounts/delete/",
    ):
        answer = thief.get(path)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]
    assert is_signed_in(here)


def test_whatever_else_signs_it_in_is_refused_at_the_last_step(demo: User) -> None:
    browser = Client(**FROM_ELSEWHERE[0])
    browser.force_login(demo)
    assert not is_signed_in(browser)
    assert browser.get("/admin/").status_code == 302
