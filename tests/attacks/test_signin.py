"""Guessing passwords, and making the server mail people who asked for nothing."""

from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import count
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache, caches
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.lib.expiring_store import expiring_store
from byline.network.actions.delivering import deliver_due
from byline.newsroom.actions import grant_role
from newsrooms import HOST, harbour_post  # noqa: F401  (fixture)

NOW = datetime.fromisoformat("2026-11-29T12:00:00Z")
PASSWORD = "seven herons on a weir"
NORA, ATTACKER, HOME = f"nora@{HOST}", "203.0.113.7", "198.51.100.20"
TOO_MANY = ["Too many failed attempts to sign in. Try again later."]
WRONG = [
    (
        "The e-mail address or the password is not correct, or the address was never confirmed. "
        "You can set a new password by e-mail, which also confirms the address."
    )
]


@pytest.fixture
def nora(harbour_post: Site) -> User:  # noqa: F811
    user = create_user(NORA, "Nora", PASSWORD)
    grant_role(user, harbour_post, "owner")
    return user


def browser(address: str) -> Client:
    return Client(HTTP_HOST=HOST, REMOTE_ADDR=address)


def mails() -> list[EmailMessage]:
    """What has been mailed, after what is queued was sent."""
    deliver_due()
    return mail.outbox


def errors(address: str, password: str = PASSWORD, email: str = NORA) -> list[str]:
    """What the sign-in page objects to; [] if it lets the person in."""
    answer = browser(address).post("/accounts/login/", {"login": email, "password": password})
    if answer.status_code == HTTPStatus.FOUND:
        return []
    assert answer.status_code == HTTPStatus.OK
    return [str(error) for error in answer.context["form"].non_field_errors()]


def guess(times: int, addresses: Any) -> list[list[str]]:
    return [errors(next(addresses), f"guess {number}") for number in range(times)]


def same(address: str) -> Any:
    while True:
        yield address


def test_the_log_says_whose_guesses_are_refused(
    nora: User, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(NOW, tick=False):
        guess(11, same(ATTACKER))
    events = [record.msg for record in caplog.records if record.name == "byline.security"]
    refused = [event for event in events if event["event"] == "too many sign-ins failed"]
    assert [(event["ip"], event["limit"]) for event in refused] == [
        (ATTACKER, "sign-in.account-and-network")
    ]
    assert NORA not in str(events)


def test_guesses_lock_the_account_for_the_guesser_and_for_nobody_else(nora: User) -> None:
    with time_machine.travel(NOW, tick=False):
        assert guess(12, same(ATTACKER)) == [WRONG] * 10 + [TOO_MANY] * 2
        assert errors(ATTACKER) == TOO_MANY, "not even with the right password"
        assert errors(HOME) == []


def test_the_lock_holds_however_much_is_cached(nora: User) -> None:
    with time_machine.travel(NOW, tick=False):
        guess(10, same(ATTACKER))
        for number in range(1_000):
            cache.set(f"other:{number}", number)
        caches["renditions"].clear()
        assert guess(12, same(ATTACKER)) == [TOO_MANY] * 12


def test_the_lock_ends_after_a_quarter_of_an_hour(nora: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guess(11, same(ATTACKER))
        clock.shift(timedelta(minutes=15))
        assert errors(ATTACKER) == []


def test_all_addresses_of_an_ipv6_network_are_one_guesser(nora: User) -> None:
    with time_machine.travel(NOW, tick=False):
        addresses = (f"2001:db8:7:7::{number:x}" for number in count(1))
        assert guess(12, addresses) == [WRONG] * 10 + [TOO_MANY] * 2
        assert errors("2001:db8:8:8::1") == []


def test_one_guess_for_each_of_many_accounts_is_limited_too(nora: User) -> None:
    with time_machine.travel(NOW, tick=False):
        tries = [errors(ATTACKER, "123456", f"person{number}@{HOST}") for number in range(32)]
        assert tries == [WRONG] * 30 + [TOO_MANY] * 2


def test_guesses_from_many_networks_slow_the_account_down_but_not_for_its_person(
    nora: User,
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert errors(HOME) == []
        networks = (f"10.{number}.1.1" for number in count(1))
        assert guess(50, networks) == [WRONG] * 50
        assert guess(3, networks) == [WRONG, TOO_MANY, TOO_MANY], "one a minute from now on"
        assert errors(HOME) == [], "she has signed in from here before"
        clock.shift(timedelta(minutes=1))
        assert guess(2, networks) == [WRONG, TOO_MANY]


def test_guesses_at_a_second_factor_are_limited(nora: User) -> None:
    TOTP.activate(nora, generate_totp_secret())
    with time_machine.travel(NOW, tick=False):
        thief = browser(ATTACKER)
        thief.post("/accounts/login/", {"login": NORA, "password": PASSWORD})
        tries = [
            thief.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"}).context["form"]
            for number in range(7)
        ]
        assert [form.errors["code"] for form in tries[:5]] == [["Incorrect code."]] * 5
        assert [form.errors.get("__all__") or form.errors["code"] for form in tries[5:]] == [
            TOO_MANY
        ] * 2


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/admin/password_reset/"])
def test_nobody_is_flooded_with_links_to_a_new_password(nora: User, path: str) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(25):
            browser(f"203.0.113.{number}").post(path, {"email": NORA}, follow=True)
            clock.shift(timedelta(minutes=30))
        assert len(mails()) <= 5
        assert bool(mails()) == path.startswith("/accounts/")


def test_no_account_means_no_mail(nora: User) -> None:
    answer = browser(ATTACKER).post("/accounts/password/reset/", {"email": "stranger@else.example"})
    known = browser(HOME).post("/accounts/password/reset/", {"email": NORA})
    assert (answer.status_code, answer["Location"]) == (known.status_code, known["Location"])
    assert [letter.to for letter in mails()] == [[NORA]]


def sign_up(address: str, email: str) -> int:
    form = {"name": "Somebody", "email": email, "password1": PASSWORD}
    return browser(address).post("/accounts/signup/", form).status_code


def test_sign_ups_in_the_name_of_strangers_mail_a_few_of_them(nora: User) -> None:
    with time_machine.travel(NOW, tick=False):
        statuses = [sign_up(ATTACKER, f"stranger{number}@else.example") for number in range(60)]
        assert statuses == [HTTPStatus.FOUND] * 10 + [HTTPStatus.TOO_MANY_REQUESTS] * 50
        assert len(mails()) == 10


def test_a_stranger_gets_one_confirmation_from_however_many_networks(nora: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(20):
            sign_up(f"10.{number}.1.1", "Stranger@else.example")
            form = {"login": "stranger@else.example", "password": PASSWORD}
            browser(f"10.{number}.1.1").post("/accounts/login/", form)
            clock.shift(timedelta(hours=1))
        assert [letter.to for letter in mails()] == [["stranger@else.example"]]


def test_limits_name_nobody(nora: User) -> None:
    errors(ATTACKER, "wrong")
    browser(ATTACKER).post("/accounts/password/reset/", {"email": NORA})
    names = [row[0] for row in expiring_store().connection().execute("SELECT name FROM entries")]
    assert names
    stored = " ".join(name for name in names if name.startswith("limit:"))
    assert ATTACKER not in stored
    assert NORA not in stored
