"""Whose address counts as confirmed, and what an unconfirmed account is worth."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from wagtail.models import Site

from accounts.conftest import PASSWORD, TOVE, a_while_later, is_signed_in, mailed_code, mails
from byline.accounts.actions import can_sign_in, create_user
from byline.accounts.models import User
from byline.newsroom.actions import grant_role
from byline.newsroom.actions.people import add_person
from newsrooms import HOST


def test_whoever_the_installation_lets_in_is_confirmed(harbour_post: Site) -> None:
    create_user("Olu@Harbour.example", "Olu", PASSWORD, superuser=True)
    add_person(harbour_post, email="nora@harbour.example", name="Nora", role="contributor")
    assert list(
        EmailAddress.objects.order_by("email").values_list("email", "verified", "primary")
    ) == [
        ("nora@harbour.example", True, True),
        ("olu@harbour.example", True, True),
    ]
    browser = Client(HTTP_HOST=HOST)
    browser.post("/accounts/login/", {"login": "olu@harbour.example", "password": PASSWORD})
    assert is_signed_in(browser)


def test_an_account_made_in_somebody_elses_name_gives_no_way_to_the_desk(
    tove: Client, harbour_post: Site
) -> None:
    """Mallory signs up with Nora's address, which she can't confirm, and waits until Nora is given a role."""
    tove.post("/accounts/signup/", TOVE | {"email": "nora@harbour.example"})
    nora = add_person(
        harbour_post, email="nora@harbour.example", name="Nora", role="managing_editor"
    )
    assert not nora.has_usable_password(), "she is invited as if the account were new"
    tove.post("/accounts/confirm-email/", {"code": "WRONG1"})
    a_while_later()
    mallory = Client(HTTP_HOST=HOST)
    mallory.post("/accounts/login/", {"login": nora.email, "password": PASSWORD})
    assert not is_signed_in(mallory)


@pytest.fixture
def made_by_mallory(tove: Client) -> User:
    """An account with Nora's address, to which Mallory's account at a service is linked."""
    tove.post("/accounts/signup/", TOVE | {"email": "nora@harbour.example"})
    account = User.objects.get(email="nora@harbour.example")
    SocialAccount.objects.create(user=account, provider="github", uid="mallory")
    a_while_later()
    return account


def test_a_role_takes_the_service_away_that_somebody_linked_before_the_address_was_confirmed(
    made_by_mallory: User, harbour_post: Site
) -> None:
    grant_role(made_by_mallory, harbour_post, "managing_editor")
    assert not can_sign_in(User.objects.get(pk=made_by_mallory.pk))


def test_so_does_a_new_password_by_mail_which_confirms_the_address(
    made_by_mallory: User, tove: Client
) -> None:
    nora = Client(HTTP_HOST=HOST)
    nora.post("/accounts/password/reset/", {"email": made_by_mallory.email})
    body = str(mails()[-1].body)
    link = next(line for line in body.splitlines() if "/accounts/password/" in line)
    passwords = dict.fromkeys(("password1", "password2"), "nine herons on a weir")
    nora.post(nora.get(link)["Location"], passwords)
    assert not SocialAccount.objects.exists()
    nora.post(
        "/accounts/login/", {"login": made_by_mallory.email, "password": passwords["password1"]}
    )
    assert is_signed_in(nora), "her address needs no second confirmation"
    tove.get("/accounts/confirm-email/")
    assert not is_signed_in(tove)


@pytest.mark.parametrize("password", ["", "nine herons on a weir"])
def test_so_does_a_superusers_change_but_for_a_password_typed_there(
    made_by_mallory: User, harbour_post: Site, password: str
) -> None:
    olu = create_user("olu@harbour.example", "Olu", PASSWORD, superuser=True)
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(olu)
    form = {"email": made_by_mallory.email, "first_name": "Nora", "last_name": "B", "is_active": 1}
    form |= {"password1": password, "password2": password}
    answer = browser.post(f"/admin/users/edit/{made_by_mallory.pk}/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    nora = User.objects.get(pk=made_by_mallory.pk)
    assert (can_sign_in(nora), nora.check_password(PASSWORD)) == (bool(password), False)


def test_a_reader_who_is_known_keeps_the_password_when_given_a_role(
    signed_up: Client, harbour_post: Site
) -> None:
    person = add_person(harbour_post, email=TOVE["email"], name="", role="contributor")
    assert person.check_password(PASSWORD)
    assert signed_up.get("/admin/").status_code == 200


def test_a_new_address_counts_when_it_is_confirmed(signed_up: Client) -> None:
    asked = signed_up.post(
        "/accounts/email/", {"action_add": "1", "email": "tove@elsewhere.example"}
    )
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    signed_up.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = signed_up.post(
        "/accounts/email/", {"action_add": "1", "email": "tove@elsewhere.example"}
    )
    assert answer["Location"] == "/accounts/confirm-email/"
    assert User.objects.get().email == TOVE["email"]
    assert mails()[-1].to == ["tove@elsewhere.example"]
    signed_up.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert User.objects.get().email == "tove@elsewhere.example"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("tove@elsewhere.example", True)
    ]
    assert (mails()[-1].to, mails()[-1].subject) == (
        [TOVE["email"]],
        "[The Harbour Post] E-mail address changed",
    )


def test_the_desk_lets_nobody_take_an_address_unasked(harbour_post: Site) -> None:
    nora = create_user("nora@harbour.example", "Nora", PASSWORD, superuser=True)
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(nora)
    page = browser.get("/admin/account/").content.decode()
    assert 'name="name_email-first_name"' in page
    assert 'name="name_email-email"' not in page


@pytest.mark.parametrize("changed", ["nora@elsewhere.example", "nora@harbour.example"])
def test_an_address_that_a_superuser_writes_counts_as_confirmed(
    harbour_post: Site, changed: str
) -> None:
    olu = create_user("olu@harbour.example", "Olu", PASSWORD, superuser=True)
    nora = create_user("nora@harbour.example", "Nora", PASSWORD)
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(olu)
    form = {"email": changed, "first_name": "Nora", "last_name": "Berg", "is_active": "on"}
    answer = browser.post(f"/admin/users/edit/{nora.pk}/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert list(EmailAddress.objects.filter(user=nora).values_list("email", "verified")) == [
        (changed, True)
    ]


def test_letters_are_in_the_language_of_the_site_that_was_asked(
    tove: Client, harbour_post: Site
) -> None:
    chosen = harbour_post.sitesettings
    chosen.language = "de"
    chosen.save()
    tove.post("/accounts/signup/", TOVE)
    assert mails()[-1].subject == "[The Harbour Post] Bitte bestätigen Sie Ihre E-Mail-Adresse"
    assert '<html lang="de"' in tove.get("/accounts/confirm-email/").content.decode()


def test_links_in_mails_lead_to_the_sites_own_address(
    signed_up: Client, harbour_post: Site
) -> None:
    """Whoever requests the mail chooses the Host header, with the port in it."""
    a_while_later()
    before = len(mails())
    for path, form in (
        ("password/reset/", {"email": TOVE["email"]}),
        ("signup/", TOVE),
        ("signup/", TOVE | {"email": "nora@harbour.example"}),
    ):
        forger = Client(HTTP_HOST=f"{HOST}:8443", headers={"X-Forwarded-Host": "evil.example"})
        forger.post(f"/accounts/{path}", form)
    letters = [str(letter.body) for letter in mails()[before:]]
    links = [re.findall(r"https?://[^/\s]+", letter) for letter in letters]
    assert links == [[f"http://{HOST}"] * 2] * 3
