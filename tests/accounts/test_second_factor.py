"""Whoever has a second factor is asked for it, whatever the door."""

import time
from urllib.parse import urlencode

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Site

from accounts.conftest import PASSWORD, TOVE, is_signed_in, mails
from byline.accounts.actions import create_user, remove_second_factor
from byline.accounts.models import User
from byline.lib import encryption
from byline.newsroom.actions import grant_role
from newsrooms import HOST


def code_now(secret: str) -> str:
    """What the app on the telephone shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def secret() -> str:
    return generate_totp_secret()


@pytest.fixture
def olu(harbour_post: Site, secret: str) -> User:
    """The owner of the Harbour Post, with an app on the telephone and codes on paper."""
    user = create_user(f"olu@{HOST}", "Olu Adeyemi", PASSWORD)
    grant_role(user, harbour_post, "owner")
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return user


SIGN_IN = {"login": f"olu@{HOST}", "password": PASSWORD, "next": "/admin/"}


def test_the_password_alone_opens_nothing(olu: User, secret: str) -> None:
    browser = Client(HTTP_HOST=HOST)
    answer = browser.post("/accounts/login/", SIGN_IN)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/authenticate/")
    assert not is_signed_in(browser)
    for wanted in (
        "/admin/",
        "/admin/pages/",
        "/admin/account/",
        "/accounts/2fa/",
        "/accounts/email/",
        "/accounts/delete/",
    ):
        assert browser.get(wanted).status_code == 302, wanted
    wrong = browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.context["form"].errors == {"code": ["Incorrect code."]}
    assert not is_signed_in(browser)
    answer = browser.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert browser.get("/admin/").status_code == 200


def test_a_code_on_paper_works_once(olu: User) -> None:
    paper = RecoveryCodes(olu.authenticator_set.get(type="recovery_codes")).generate_codes()[0]
    browser = Client(HTTP_HOST=HOST)
    browser.post("/accounts/login/", SIGN_IN)
    browser.post("/accounts/2fa/authenticate/", {"code": paper})
    assert browser.get("/admin/").status_code == 200
    again = Client(HTTP_HOST=HOST)
    again.post("/accounts/login/", SIGN_IN)
    again.post("/accounts/2fa/authenticate/", {"code": paper})
    assert again.get("/admin/").status_code == 302


def test_a_new_password_does_not_spare_the_second_factor(olu: User) -> None:
    browser = Client(HTTP_HOST=HOST)
    browser.post("/accounts/password/reset/", {"email": olu.email})
    link = next(
        word
        for word in str(mails()[-1].body).split()
        if word.startswith("http") and "password" in word
    )
    form = browser.get(link)["Location"]
    new = "nine herons on a weir"
    browser.post(
        form, {"password1": new, "password2": new, "new_password1": new, "new_password2": new}
    )
    assert User.objects.get(pk=olu.pk).check_password(new)
    assert not is_signed_in(browser)
    answer = browser.post("/accounts/login/", {"login": olu.email, "password": new})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(browser)


def test_the_step_cannot_be_reached_without_the_password(olu: User, secret: str) -> None:
    browser = Client(HTTP_HOST=HOST)
    answer = browser.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert not is_signed_in(browser)


def test_without_one_the_desk_opens_by_password(harbour_post: Site) -> None:
    edo = create_user(f"edo@{HOST}", "Edo", PASSWORD)
    grant_role(edo, harbour_post, "managing_editor")
    browser = Client(HTTP_HOST=HOST)
    answer = browser.post(
        "/accounts/login/", {"login": edo.email, "password": PASSWORD, "next": "/admin/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert browser.get("/admin/").status_code == 200
    assert browser.session.get_expire_at_browser_close() is True


def test_a_reader_adds_one_and_takes_it_off_with_the_password(
    signed_up: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    asked = signed_up.get("/accounts/2fa/totp/activate/")
    assert (asked.status_code, asked["Location"]) == (
        302,
        "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F",
    )
    signed_up.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = signed_up.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    given = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_up.post("/accounts/2fa/totp/activate/", {"code": code_now(given)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert mails()[-1].subject == "[The Harbour Post] Authenticator app activated"
    tove = User.objects.get(email=TOVE["email"])
    assert set(tove.authenticator_set.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    signed_up.post("/accounts/2fa/totp/deactivate/")
    assert not tove.authenticator_set.exists()


@pytest.mark.parametrize(
    ("asked", "next_page"),
    [
        ("/admin/", "/admin/"),
        ("/admin/pages/?p=2", "/admin/pages/?p=2"),
        ("/admin/login/", "/admin/"),
    ],
)
def test_the_desk_has_no_sign_in_page_of_its_own(
    harbour_post: Site, asked: str, next_page: str
) -> None:
    page = Client(HTTP_HOST=HOST).get(asked, follow=True)
    assert page.redirect_chain[-1][0] == f"/accounts/login/?{urlencode({'next': next_page})}"
    assert page.status_code == 200


@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/set-password/", "complete/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_has_no_reset_page_of_its_own(olu: User, method: str, path: str) -> None:
    browser = Client(HTTP_HOST=HOST)
    answer = getattr(browser, method)(f"/admin/password_reset/{path}", {"email": olu.email})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/reset/")
    assert not mails()


def stored_secrets(user: User) -> str:
    return " ".join(str(data) for data in user.authenticator_set.values_list("data", flat=True))


def test_secrets_are_encrypted_in_the_database(olu: User, secret: str) -> None:
    recovery = RecoveryCodes(olu.authenticator_set.get(type="recovery_codes"))
    seed = encryption.decrypt(recovery.instance.data["seed"])
    stored = stored_secrets(olu)
    assert secret not in stored
    assert seed not in stored
    assert len(recovery.generate_codes()) == 10


def test_without_the_installations_key_no_code_opens_the_account(
    olu: User, secret: str, settings: Settings
) -> None:
    """As after a restore without the secrets: the person is refused, and so is everybody."""
    codes = RecoveryCodes(olu.authenticator_set.get(type="recovery_codes")).generate_codes()
    settings.SECRET_KEY = "of another installation"
    browser = Client(HTTP_HOST=HOST)
    browser.post("/accounts/login/", SIGN_IN)
    for code in (code_now(secret), codes[0]):
        answer = browser.post("/accounts/2fa/authenticate/", {"code": code})
        assert answer.context["form"].errors == {"code": ["Incorrect code."]}
    assert not is_signed_in(browser)
    remove_second_factor(olu)
    again = Client(HTTP_HOST=HOST)
    again.post("/accounts/login/", SIGN_IN)
    assert is_signed_in(again)
