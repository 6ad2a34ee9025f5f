"""Tove makes an account, and comes and goes."""

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from accounts.conftest import PASSWORD, TOVE, a_while_later, is_signed_in, mailed_code, mails
from byline.accounts.models import User
from byline.network.delivery_kinds import RETRY_PAUSES
from newsrooms import HOST

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)

WRONG = (
    "The e-mail address or the password is not correct, or the address was never confirmed. "
    "You can set a new password by e-mail, which also confirms the address."
)
SIGN_IN = {"login": TOVE["email"], "password": PASSWORD}


def test_an_account_begins_when_the_mailed_code_is_typed(tove: Client) -> None:
    answer = tove.post("/accounts/signup/", TOVE | {"next": "/2026/the-ferry/respond/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert not is_signed_in(tove)
    (letter,) = mails()
    assert (letter.to, letter.subject) == (
        [TOVE["email"]],
        "[The Harbour Post] Please confirm your e-mail address",
    )
    assert f"http://{HOST}/accounts/confirm-email/?code={mailed_code()}\n" in letter.body
    assert (
        f'value="{mailed_code()}"'
        in tove.get(f"/accounts/confirm-email/?code={mailed_code()}").content.decode()
    )
    answer = tove.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert (answer.status_code, answer["Location"]) == (302, "/2026/the-ferry/respond/")
    assert is_signed_in(tove)
    user = User.objects.get()
    assert (user.email, user.get_full_name(), user.is_staff) == (TOVE["email"], "Tove Ask", False)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        (TOVE["email"], True, True)
    ]


def test_before_the_code_nobody_gets_in(tove: Client) -> None:
    tove.post("/accounts/signup/", TOVE)
    a_while_later()
    elsewhere = Client(HTTP_HOST=HOST)
    answer = elsewhere.post("/accounts/login/", SIGN_IN)
    assert answer.context["form"].non_field_errors() == [WRONG]
    assert not is_signed_in(elsewhere)
    assert elsewhere.get("/admin/").status_code == 302


def test_a_wrong_code_three_times_ends_the_attempt(tove: Client) -> None:
    tove.post("/accounts/signup/", TOVE)
    code = mailed_code()
    wrong = [
        tove.post("/accounts/confirm-email/", {"code": "WRONG1"}).status_code for _ in range(3)
    ]
    assert wrong == [200, 200, 302]
    tove.post("/accounts/confirm-email/", {"code": code})
    assert not is_signed_in(tove)
    assert not EmailAddress.objects.get().verified


def test_a_taken_address_is_told_to_its_owner_only(signed_up: Client) -> None:
    a_while_later()
    stranger = Client(HTTP_HOST=HOST)
    taken = stranger.post("/accounts/signup/", TOVE | {"name": "Somebody"})
    notice = mails()[-1]
    free = Client(HTTP_HOST=HOST).post("/accounts/signup/", TOVE | {"email": "new@reader.example"})
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert (notice.to, notice.subject) == (
        [TOVE["email"]],
        "[The Harbour Post] Account already exists",
    )
    assert User.objects.filter(email=TOVE["email"]).count() == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "\u202e \u200e"}, "Enter the name to show with your posts."),
        ({"name": "N" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"email": "tove"}, "Enter a valid e-mail address."),
        (
            {"password1": "short"},
            "This password is too short. It must contain at least 10 characters.",
        ),
        (
            {"password1": "tove@reader.example"},
            "The password is too similar to the e-mail address.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_no_account_is_made(
    tove: Client, wrong: dict[str, str], error: str
) -> None:
    answer = tove.post("/accounts/signup/", TOVE | wrong)
    assert answer.context["form"].errors == {next(iter(wrong)): [error]}
    assert not User.objects.exists()
    assert not mails()


def test_she_signs_in_and_out(signed_up: Client) -> None:
    answer = signed_up.post("/accounts/logout/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not is_signed_in(signed_up)
    wrong = signed_up.post("/accounts/login/", SIGN_IN | {"password": "eight herons on a weir"})
    assert wrong.context["form"].non_field_errors() == [WRONG]
    assert not is_signed_in(signed_up)
    assert (
        signed_up.post("/accounts/login/", SIGN_IN | {"login": "Tove@Reader.example"})["Location"]
        == "/accounts/"
    )
    assert is_signed_in(signed_up)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        f"https://{HOST}.evil.example/",
    ],
)
def test_nobody_is_led_to_another_installation(signed_up: Client, elsewhere: str) -> None:
    signed_up.post("/accounts/logout/")
    browser = Client(HTTP_HOST=HOST)
    by_desk = browser.get("/admin/login/", {"next": elsewhere})["Location"]
    assert by_desk.startswith("/accounts/login/?next=")
    for path in ("/accounts/login/", by_desk):
        answer = browser.post(path, SIGN_IN | {"next": elsewhere})
        assert answer["Location"] == "/accounts/"
        assert browser.post("/accounts/logout/", {"next": elsewhere})["Location"] == "/"


def test_a_forgotten_password_is_replaced_by_mail(signed_up: Client) -> None:
    browser = Client(HTTP_HOST=HOST)
    unknown = browser.post("/accounts/password/reset/", {"email": "nobody@reader.example"})
    known = browser.post("/accounts/password/reset/", {"email": TOVE["email"]})
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [(letter.to, letter.subject) for letter in mails()[1:]] == [
        ([TOVE["email"]], "[The Harbour Post] Reset your password")
    ]
    link = next(
        line
        for line in str(mails()[-1].body).splitlines()
        if line.startswith(f"http://{HOST}/accounts/password")
    )
    path = browser.get(link)["Location"]
    assert browser.get(path)["Referrer-Policy"] == "same-origin"
    browser.post(path, {"password1": "nine herons on a weir", "password2": "nine herons on a weir"})
    assert not is_signed_in(browser)
    assert not is_signed_in(signed_up), "a new password ends the sessions of the old one"
    browser.post("/accounts/login/", SIGN_IN | {"password": "nine herons on a weir"})
    assert is_signed_in(browser)
    assert Client(HTTP_HOST=HOST).get(link).status_code == 200, "the link works once"
    assert "Invalid link" in Client(HTTP_HOST=HOST).get(link).content.decode()


def test_too_many_sign_ups_from_one_address_are_turned_away_in_the_sites_design(
    tove: Client,
) -> None:
    answers = [tove.post("/accounts/signup/", TOVE | {"email": "bad"}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "The Harbour Post" in answers[-1].content.decode()


def test_a_form_from_another_site_signs_nobody_in(signed_up: Client) -> None:
    wary = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    for path in (
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
    ):
        assert wary.post(path, SIGN_IN | TOVE).status_code == 403


def test_the_pages_are_kept_by_nobody_and_found_by_no_search(tove: Client) -> None:
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        answer = tove.get(path)
        assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    answer = tove.get("/accounts/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/accounts/")


def test_a_mail_server_that_is_away_breaks_nothing(tove: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with time_machine.travel(NOW, tick=False) as clock:
        assert tove.post("/accounts/signup/", TOVE).status_code == 302
        assert mails() == []
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        clock.shift(RETRY_PAUSES[0])
        tove.post("/accounts/confirm-email/", {"code": mailed_code()})
        assert is_signed_in(tove)
