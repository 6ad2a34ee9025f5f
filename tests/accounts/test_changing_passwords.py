"""There is one page on which a password is changed, and it limits guesses of the present one."""

import pytest
from django.test import Client
from wagtail.models import Site

from accounts.conftest import PASSWORD
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom.actions import grant_role
from newsrooms import HOST

CHANGE = "/accounts/password/change/"
NEXT = "nine cormorants on a pier"


@pytest.fixture
def olu(harbour_post: Site) -> User:
    user = create_user(f"olu@{HOST}", "Olu", PASSWORD)
    grant_role(user, harbour_post, "owner")
    return user


@pytest.fixture
def browser(olu: User) -> Client:
    client = Client(HTTP_HOST=HOST)
    client.post("/accounts/login/", {"login": olu.email, "password": PASSWORD})
    return client


def test_the_desks_account_page_leads_there_and_changes_none(olu: User, browser: Client) -> None:
    page = browser.get("/admin/account/").content.decode()
    assert (f'href="{CHANGE}"' in page, 'type="password"' in page) == (True, False)
    browser.post(
        "/admin/account/",
        {
            "password-old_password": PASSWORD,
            "password-new_password1": NEXT,
            "password-new_password2": NEXT,
        },
    )
    olu.refresh_from_db()
    assert olu.check_password(PASSWORD)


def test_guesses_of_the_present_password_are_limited(olu: User, browser: Client) -> None:
    def change(present: str) -> int:
        form = {"oldpassword": present, "password1": NEXT, "password2": NEXT}
        return browser.post(CHANGE, form).status_code

    assert [change(f"guess {number}") for number in range(5)] == [200] * 5
    assert change(PASSWORD) == 429
    olu.refresh_from_db()
    assert olu.check_password(PASSWORD)
