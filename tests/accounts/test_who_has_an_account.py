"""A stranger learns nowhere whether an address has an account: not by what is answered, nor by how
much work the answer was.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.conftest import PASSWORD, a_while_later, mails
from accounts.counting_hasher import CountingHasher
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.network.models import Delivery
from newsrooms import HOST

SIGN_UP, SIGN_IN, RESET = "/accounts/signup/", "/accounts/login/", "/accounts/password/reset/"
PASSKEY, CONFIRM = "/accounts/signup/passkey/", "/accounts/confirm-email/"
NOBODY, KNOWN, WAITING, CLOSED, KEYLESS = (
    f"{name}@reader.example" for name in ("nobody", "tovask", "waiter", "closed", "keyles")
)
ADDRESSES = (NOBODY, KNOWN, WAITING, CLOSED, KEYLESS)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
GUESS = "eight herons on a weir"
FORMS: dict[str, Callable[[str], dict[str, str]]] = {
    SIGN_UP: lambda address: {"name": "Tove Ask", "email": address, "password1": GUESS},
    PASSKEY: lambda address: {"name": "Tove Ask", "email": address},
    SIGN_IN: lambda address: {"login": address, "password": GUESS},
    RESET: lambda address: {"email": address},
}
RANDOM = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=[=:]")[\w-]{40,}(?=")|nonce-[\w-]+'
)


@pytest.fixture(autouse=True)
def _accounts(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["accounts.counting_hasher.CountingHasher"]
    create_user(KNOWN, "Tove Ask", PASSWORD)
    create_user(KEYLESS, "Tove Ask")
    User.objects.create_user(WAITING, PASSWORD)
    closed = create_user(CLOSED, "Tove Ask", PASSWORD)
    closed.is_active = False
    closed.save()
    CountingHasher.hashed.clear()


def browser(network: int = 7) -> Client:
    return Client(HTTP_HOST=HOST, REMOTE_ADDR=f"203.0.{network}.7")


def seen(answer: Any, address: str) -> dict[str, Any]:
    """Everything that comes back, without the address and what is random in every answer."""
    headers = {name: value for name, value in answer.items() if name != "Expires"}
    cookies = {
        name: [morsel[attribute] for attribute in ("path", "max-age", "samesite", "httponly")]
        for name, morsel in answer.cookies.items()
    }
    text = RANDOM.sub("…", answer.content.decode()).replace(address, "ADDRESS")
    return {"status": answer.status_code, "cookies": cookies, "text": text} | headers


def attempt(client: Client, path: str, address: str) -> dict[str, Any]:
    """The answer to a form with the address, and the work that it took."""
    queued, sessions = Delivery.objects.count(), Session.objects.count()
    CountingHasher.hashed.clear()
    answer = client.post(path, FORMS[path](address))
    return seen(answer, address) | {
        "hashes": len(CountingHasher.hashed),
        "queued": Delivery.objects.count() - queued,
        "sessions": Session.objects.count() - sessions,
        "mailed within the request": len(mail.outbox),
    }


@pytest.mark.parametrize(
    ("path", "hashes", "queued"), [(SIGN_UP, 1, 1), (PASSKEY, 0, 1), (SIGN_IN, 1, 0), (RESET, 0, 1)]
)
def test_the_answer_and_its_work_are_the_same_for_every_address(
    path: str, hashes: int, queued: int
) -> None:
    of_nobody = attempt(browser(), path, NOBODY)
    assert (of_nobody["hashes"], of_nobody["queued"]) == (hashes, queued)
    assert of_nobody["mailed within the request"] == 0
    for address in ADDRESSES[1:]:
        assert attempt(browser(), path, address) == of_nobody, address


@pytest.mark.parametrize("path", [SIGN_UP, PASSKEY])
def test_so_is_what_follows(path: str) -> None:
    found = []
    for address in ADDRESSES:
        client = browser()
        client.post(path, FORMS[path](address))
        pages = [client.get(CONFIRM), client.get(path)]
        pages += [client.post(CONFIRM, {"code": "WRONG1"}) for _ in range(4)]
        pages += [client.get(SIGN_IN), client.get("/accounts/")]
        found.append([seen(page, address) for page in pages])
    assert found[1:] == found[:1] * (len(ADDRESSES) - 1)


def test_signing_in_after_signing_up_does_not_show_whether_that_made_an_account() -> None:
    found = []
    for address in ADDRESSES:
        browser().post(SIGN_UP, FORMS[SIGN_UP](address))
        found.append(attempt(browser(), SIGN_IN, address))
    assert User.objects.get(email=NOBODY).check_password(GUESS)
    assert found[1:] == found[:1] * (len(ADDRESSES) - 1)
    assert found[0]["status"] == 200


@pytest.mark.parametrize("path", [SIGN_UP, RESET])
def test_limits_on_mail_are_reached_alike(path: str) -> None:
    found = []
    with time_machine.travel(NOW, tick=False) as clock:
        for number, address in enumerate(ADDRESSES):
            tries = []
            for _ in range(12):
                tries.append(attempt(browser(number), path, address))
                clock.shift(timedelta(minutes=3))  # further than allauth's own pauses
            found.append([(each["status"], each["queued"]) for each in tries])
            clock.shift(timedelta(hours=1))
    assert found[1:] == found[:1] * (len(ADDRESSES) - 1)
    assert found[0][0] == (302, 1)


def test_mail_asked_for_with_any_address_counts_for_the_network() -> None:
    statuses = []
    for number, address in enumerate(ADDRESSES):
        for _ in range(3):
            browser(number).post(RESET, FORMS[RESET](address))
        fresh = (FORMS[SIGN_UP](f"fresh{number}x{again}@reader.example") for again in range(9))
        statuses.append([browser(number).post(SIGN_UP, form).status_code for form in fresh])
    assert statuses == [[302] * 7 + [429] * 2] * len(ADDRESSES)


def test_only_owners_of_accounts_and_of_new_addresses_are_mailed() -> None:
    for address in ADDRESSES:
        browser().post(RESET, FORMS[RESET](address))
    assert [letter.to for letter in mails()] == [[KNOWN], [WAITING], [KEYLESS]]
    assert not Delivery.objects.exclude(to="", payload={}).exists()
    mail.outbox.clear()
    a_while_later()
    for address in ADDRESSES:
        browser().post(SIGN_UP, FORMS[SIGN_UP](address))
    assert [(letter.to[0], letter.subject.partition("] ")[2]) for letter in mails()] == [
        (NOBODY, "Please confirm your e-mail address"),
        *((address, "Account already exists") for address in ADDRESSES[1:]),
    ]


def test_an_address_that_was_never_confirmed_is_confirmed_by_a_new_password() -> None:
    client = browser()
    client.post(RESET, FORMS[RESET](WAITING))
    link = next(word for word in str(mails()[-1].body).split() if "/accounts/password/" in word)
    passwords = dict.fromkeys(("password1", "password2"), GUESS)
    client.post(client.get(link)["Location"], passwords)
    assert client.post(SIGN_IN, FORMS[SIGN_IN](WAITING))["Location"] == "/accounts/"
