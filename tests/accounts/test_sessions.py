"""How long a sign-in lasts, what its cookies and logs say, and who needs a second factor."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client, modify_settings
from wagtail.models import Site

from accounts.conftest import PASSWORD, TOVE, is_signed_in
from byline.accounts.actions import create_user
from byline.accounts.password_rules import candidates
from byline.newsroom.actions import grant_role
from newsrooms import HOST

MIN_LENGTH = 10
MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
SECOND_FACTOR = "byline.accounts.middleware.SecondFactorMiddleware"


def sign_in(browser: Client, password: str = PASSWORD, **options: bool) -> None:
    browser.post("/accounts/login/", {"login": TOVE["email"], "password": password}, **options)


def test_a_session_ends_a_week_after_the_last_request_and_a_month_after_the_sign_in(
    signed_up: Client,
) -> None:
    with time_machine.travel(MARCH) as clock:
        signed_up.cookies.clear()
        sign_in(signed_up)
        for _ in range(4):
            clock.shift(timedelta(days=6))
            assert is_signed_in(signed_up)
        clock.shift(timedelta(days=6, hours=1))
        assert not is_signed_in(signed_up)
        sign_in(signed_up)
        clock.shift(timedelta(days=7, hours=2))
        assert not is_signed_in(signed_up)


def test_over_https_cookies_are_bound_to_this_host(signed_up: Client) -> None:
    browser = Client(HTTP_HOST=HOST)
    sign_in(browser, secure=True)
    session = browser.cookies["__Host-sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"], session["path"]) == (
        True,
        True,
        "Lax",
        "/",
    )
    assert session["domain"] == ""
    assert browser.get("/accounts/", secure=True).status_code == 200
    thief = Client(HTTP_HOST=HOST)
    thief.cookies["sessionid"] = session.value  # as another host of the domain could set it
    assert thief.get("/accounts/", secure=True).status_code == 302


def test_signing_out_clears_what_the_browser_stored(signed_up: Client) -> None:
    answer = signed_up.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "password",
    [
        "liverpool1892",
        "harbourharbour",
        "Harbour2026!!",
        "12TheHarbourPost34",
        "Byline-2026-!",
        "p4ssw0rd2026!!",
        "joe12312345",  # joe123 is common
        "1234567890-=2026",
    ],
)
def test_names_and_common_passwords_stay_guessable_with_decoration(password: str) -> None:
    with pytest.raises(ValidationError, match="easy to guess"):
        validate_password(password)


def test_each_common_password_is_recognised_with_decoration() -> None:
    common = CommonPasswordValidator().passwords
    long = [word for word in common if len(word) >= MIN_LENGTH]
    assert len(long) > 1_500
    for before, after in [("", "2026"), ("1", "!"), ("#9", "")]:
        decorated = {word: candidates(f"{before}{word}{after}") for word in long}
        assert [word for word, words in decorated.items() if not words & common] == []


def test_a_long_password_of_any_composition_is_taken() -> None:
    for password in (
        PASSWORD,
        "gullsovertheharbour",
        "x7 " * 30,
        "ಸಮುದ್ರದ ಮೇಲೆ ಹಕ್ಕಿ",
        "83017492200055316642",  # contains 2000, which is common
    ):
        validate_password(password)


def test_the_log_says_who_signed_in_and_that_somebody_failed_to(
    signed_up: Client, caplog: pytest.LogCaptureFixture
) -> None:
    signed_up.post("/accounts/logout/")
    sign_in(signed_up, "wrong words on a weir")
    sign_in(signed_up)
    events = [record.msg for record in caplog.records if record.name == "byline.security"]
    assert [event["event"] for event in events[-3:]] == [
        "signed out",
        "a sign-in failed",
        "signed in",
    ]
    assert TOVE["email"] not in str(events)


@modify_settings(MIDDLEWARE={"append": SECOND_FACTOR})
def test_a_desk_that_needs_a_second_factor_leads_to_setting_one_up(harbour_post: Site) -> None:
    olu = create_user(f"olu@{HOST}", "Olu Adeyemi", PASSWORD)
    grant_role(olu, harbour_post, "owner")
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(olu)
    assert browser.get("/admin/").headers["Location"] == "/accounts/2fa/"
    assert browser.get("/admin/api/main/pages/").headers["Location"] == "/accounts/2fa/"
    TOTP.activate(olu, generate_totp_secret())
    assert browser.get("/admin/").status_code == 200
