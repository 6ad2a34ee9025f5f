"""A session that somebody else knows is never the session of the person who signs in."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.conftest import PASSWORD, TOVE, is_signed_in, mailed_code, mails
from byline.accounts.actions import create_user
from newsrooms import HOST

SIGN_IN = {"login": TOVE["email"], "password": PASSWORD}


def browser(key: str = "") -> Client:
    """A browser, with a session that somebody has planted in it."""
    client = Client(HTTP_HOST=HOST)
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def session_of_mallory() -> str:
    """The key of a session that is signed in nowhere: a link from a mail begins one."""
    mallory, address = browser(), create_user("mallory@reader.example", "Mallory").email
    mallory.post("/accounts/password/reset/", {"email": address})
    body = str(mails()[-1].body)
    mallory.get(next(word for word in body.split() if "/accounts/password/" in word))
    return key_of(mallory)


def test_a_session_that_was_planted_is_left_at_sign_in(signed_up: Client) -> None:
    planted = session_of_mallory()
    tove = browser(planted)
    tove.get("/accounts/login/")
    tove.post("/accounts/login/", SIGN_IN)
    assert is_signed_in(tove)
    assert key_of(tove) != planted
    assert not is_signed_in(browser(planted))
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_key_that_somebody_invented_is_not_used(signed_up: Client) -> None:
    tove = browser("a" * 32)
    tove.post("/accounts/login/", SIGN_IN)
    assert is_signed_in(tove)
    assert key_of(tove) != "a" * 32
    assert not is_signed_in(browser("a" * 32))


def test_the_session_of_a_sign_up_is_left_when_the_code_is_typed(tove: Client) -> None:
    tove.post("/accounts/signup/", TOVE)
    before = key_of(tove)
    tove.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert is_signed_in(tove)
    assert key_of(tove) != before
    assert not is_signed_in(browser(before))


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(signed_up: Client) -> None:
    elsewhere = browser()
    elsewhere.post("/accounts/login/", SIGN_IN)
    before = key_of(signed_up)
    new = dict.fromkeys(("password1", "password2"), "nine herons on a weir")
    signed_up.post("/accounts/password/change/", {"oldpassword": PASSWORD} | new)
    assert is_signed_in(signed_up)
    assert key_of(signed_up) != before
    assert not is_signed_in(browser(before))
    assert not is_signed_in(elsewhere)


def test_signing_out_destroys_the_session(signed_up: Client) -> None:
    key = key_of(signed_up)
    signed_up.post("/accounts/logout/")
    assert not is_signed_in(browser(key))
    assert not Session.objects.filter(session_key=key).exists()
