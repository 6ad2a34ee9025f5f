"""Bodies that are too large, and forms of too many fields, at every public address that takes a POST."""

import pytest
from django.test import Client
from django.urls import reverse

from newsrooms import HOST, harbour_post  # noqa: F401  (fixture)

KEYS = {"pk": 1, "token": "a-token"}
ADDRESSES = [
    "/2026/09/17/the-bridge/respond/",
    "/2026/09/17/the-bridge/trackback/",
    "/2026/09/17/the-bridge/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/admin/login/",
    "/admin/password_reset/",
    "/-/welcome/a-token",
    *(
        reverse(name, urlconf="byline.urls")
        for name in (
            "proof",
            "me",
            "my_data",
            "webmention",
            "pingback",
            "share_on_mastodon",
            "hub",
        )
    ),
    *(
        reverse(name, "byline.urls", kwargs=KEYS)
        for name in ("own_response", "change", "withdraw", "object", "confirm", "unsubscribe")
    ),
    reverse("report", "byline.urls", kwargs={"pk": 1}),
    reverse("report_illegal", "byline.urls", kwargs={"pk": 1}),
]
FORM = "application/x-www-form-urlencoded"
TOO_LARGE = b"text=" + b"x" * 3_000_000
TOO_MANY = "&".join(f"f{number}=1" for number in range(10_050)).encode()
DEEP = b"<a>" * 50_000


@pytest.mark.usefixtures("harbour_post")
@pytest.mark.parametrize("path", ADDRESSES)
def test_what_is_too_large_is_refused_in_words(path: str) -> None:
    stranger = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    for body, content_type in ((TOO_LARGE, FORM), (TOO_MANY, FORM), (DEEP, "text/xml")):
        answer = stranger.post(path, body, content_type=content_type)
        text = b"".join(answer).decode()
        # Refused pingbacks and trackbacks have status 200, as their specifications want it.
        is_refused = "<fault>" in text or "<error>1</error>" in text
        assert 400 <= answer.status_code < 500 or is_refused, (path, answer.status_code)
        assert len(text) > 20 or answer.status_code == 405


@pytest.mark.usefixtures("harbour_post")
def test_the_words_say_how_much_is_accepted() -> None:
    stranger = Client(HTTP_HOST=HOST)
    answer = stranger.post("/-/my-data/", TOO_LARGE, content_type=FORM)
    assert (answer.status_code, answer.content.decode()) == (
        413,
        "The request is too large: 2.5\xa0MB can be sent here.\n",
    )
    answer = stranger.post("/-/my-data/", TOO_MANY, content_type=FORM)
    assert (answer.status_code, answer.content.decode()) == (
        413,
        "The request has too many fields: 10000 can be sent here.\n",
    )
