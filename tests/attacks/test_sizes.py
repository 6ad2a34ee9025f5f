"""Bodies that are too large, and forms of too many fields, at every public address that takes a POST."""

import pytest
from django.test import Client
from django.urls import reverse

from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)
from desk_forms import article_form
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


HUGE = {
    "header": ("/", {"HTTP_X_WORDS": "x" * 100_000}),
    "cookie": ("/accounts/login/", {"HTTP_COOKIE": "sessionid=" + "x" * 100_000}),
    "many cookies": (
        "/accounts/login/",
        {"HTTP_COOKIE": "; ".join(f"c{number}=1" for number in range(5_000))},
    ),
    "session key": ("/admin/", {"HTTP_COOKIE": "sessionid=\x00\xff%00'--"}),
    "language": ("/accounts/login/", {"HTTP_ACCEPT_LANGUAGE": "de-" * 30_000}),
    "path": ("/" + "a" * 50_000 + "/", {}),
    "deep path": ("/a" * 20_000, {}),
    "desk path": ("/admin/" + "a/" * 20_000, {}),
    "search": ("/search/?q=" + "word+" * 20_000, {}),
    "number": ("/?p=" + "9" * 5_000, {}),
    "number for a row": ("/?p=" + "9" * 30, {}),
    "number of a feed": ("/?feed=rss2&p=" + "9" * 5_000, {}),
    "short link": ("/s/" + "9" * 5_000, {}),
    "page number": ("/page/" + "9" * 5_000 + "/", {}),
    "parameters": ("/search/?" + "&".join(f"p{number}=1" for number in range(20_000)), {}),
    "one parameter often": ("/search/?" + "&".join(["q=tide"] * 20_000), {}),
}


@pytest.mark.usefixtures("harbour_post")
@pytest.mark.parametrize("kind", HUGE)
def test_huge_requests_for_a_page_are_answered_and_never_break_it(kind: str) -> None:
    path, headers = HUGE[kind]
    answer = Client(HTTP_HOST=HOST, raise_request_exception=False).get(path, **headers)
    assert answer.status_code < 500, (kind, answer.status_code)


KEYS_OF_NO_ROW = ["9" * 30, "9" * 5_000, "tide"]
FORMS_WITH_KEYS = {
    "/admin/pages/add/newsroom/article/{section}/": article_form("Tides", filed_in="{key}"),
    "/admin/responses/": {"do": "approve:{key}", "record": "{key}", "seen_{key}": "1"},
    "/admin/responses/?article={key}&state=all&p={key}": None,
    "/admin/pages/{key}/edit/": None,
    "/admin/choose-page/chosen-multiple/?id={key}": None,
    "/admin/images/chooser/chosen-multiple/?id={key}": None,
    "/admin/contributors/edit/{key}/": None,
    "/admin/articles/?by={key}&section={key}&p={key}": None,
    "/admin/bulk/wagtailcore/page/publish/?id={key}&next=/admin/": None,
    "/admin/reports/site-history/?object_id={key}&user={key}": None,
}


@pytest.mark.parametrize("address", FORMS_WITH_KEYS)
def test_keys_that_no_row_can_have_break_nothing_at_the_desk(
    desk: Desk,  # noqa: F811
    address: str,
) -> None:
    client = desk.browser("maya")
    client.raise_request_exception = False
    for key in KEYS_OF_NO_ROW:
        path = address.format(key=key, section=desk.news.pk)
        form = FORMS_WITH_KEYS[address]
        filled = {
            name.replace("{key}", key): str(text).replace("{key}", key)
            for name, text in (form or {}).items()
        }
        answer = client.post(path, filled) if form else client.get(path)
        assert answer.status_code < 500, (path[:60], answer.status_code)
