"""People see which browsers are signed in to their account, and sign the others out."""

from django.test import Client

from accounts.conftest import PASSWORD, TOVE, is_signed_in
from newsrooms import HOST

SESSIONS = "/accounts/sessions/"


def test_a_person_sees_the_other_browsers_and_signs_them_out(signed_up: Client) -> None:
    other = Client(HTTP_HOST=HOST, HTTP_USER_AGENT="Heron/3 (telephone)")
    other.post("/accounts/login/", {"login": TOVE["email"], "password": PASSWORD})
    here = Client(HTTP_HOST=HOST, HTTP_USER_AGENT="Weir/7")
    here.post("/accounts/login/", {"login": TOVE["email"], "password": PASSWORD})
    assert here.get(SESSIONS).headers["Location"].startswith("/accounts/reauthenticate/")
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = here.get(SESSIONS).content.decode()
    assert "Heron/3 (telephone)" in page
    assert "Weir/7" in page
    here.post(SESSIONS)
    assert (is_signed_in(here), is_signed_in(other)) == (True, False)
    assert "Heron/3" not in here.get(SESSIONS).content.decode()


def test_the_list_is_for_people_who_are_signed_in() -> None:
    assert Client(HTTP_HOST=HOST).get(SESSIONS).headers["Location"].startswith("/accounts/login/")
