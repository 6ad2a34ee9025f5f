"""Readers with an account find their own responses on the account page."""

import pytest
from django.test import Client

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.discussion.tokens import author_token
from newsrooms import HOST
from response_helpers import Respond


@pytest.fixture
def ina(db: None) -> User:
    return create_user("ina@reader.example", "Ina Berg", "seven herons on a weir")


def account_page(user: User) -> str:
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(user)
    return browser.get("/accounts/").content.decode()


def test_her_own_are_listed_with_their_pages_and_nobody_elses(ina: User, respond: Respond) -> None:
    mine = respond("It ran on time.", name="Ina Berg", user=ina)
    others = respond("It did not.")
    page = account_page(ina)
    assert f'href="/-/response/{mine.pk}/{author_token(mine.pk)}/">The ferry, 1</a>' in page
    assert f"/-/response/{others.pk}/" not in page


def test_without_any_that_is_said(ina: User, respond: Respond) -> None:
    respond("It did not.")
    page = account_page(ina)
    assert "No responses yet." in page
    assert "/-/response/" not in page
