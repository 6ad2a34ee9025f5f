import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Site

from byline.lib.expiring_store import expiring_store
from byline.network.actions.delivering import deliver_due
from newsrooms import HOST, harbour_post  # noqa: F401  (fixture)

PASSWORD = "seven herons on a weir"
TOVE = {"name": "Tove Ask", "email": "tove@reader.example", "password1": PASSWORD}


@pytest.fixture(autouse=True)
def _site(harbour_post: Site) -> None:  # noqa: F811
    """The site whose pages are asked for."""


@pytest.fixture
def tove() -> Client:
    """Tove's browser. She has no account yet."""
    return Client(HTTP_HOST=HOST)


Signed = Callable[..., Client]


@pytest.fixture
def signed_up(tove: Client) -> Client:
    """Tove's browser after she made an account and typed the code that was mailed."""
    tove.post("/accounts/signup/", TOVE)
    tove.post("/accounts/confirm-email/", {"code": mailed_code()})
    return tove


def mails() -> list[EmailMessage]:
    """What has been mailed, after what is queued was sent."""
    deliver_due()
    return mail.outbox


def mailed_code() -> str:
    """The code in the newest mail."""
    body = str(mails()[-1].body)
    code = re.search(r"^([A-Z0-9]+-?[A-Z0-9]+)$", body, re.MULTILINE)
    assert code, body
    return code[1]


def is_signed_in(browser: Client) -> bool:
    """Whether the account page knows who asks."""
    return browser.get("/accounts/").status_code == 200


def a_while_later() -> None:
    """When a code may be mailed to the same address again, and no count of attempts is remembered."""
    expiring_store().clear()
