"""No form can be sent on a signed-in person's behalf: every address of the URLconf, the desk's too,
refuses a POST without a token or from another site, but for those listed here.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.newsroom.models import Article
from newsrooms import HOST, Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example"
FOREIGN = (
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": f"https://{HOST}.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
OPEN = {
    "webmention": "other servers report a link",
    "pingback": "other servers report a link",
    "trackback": "other servers report a link",
    "hub": "other servers subscribe to a feed",
    "unsubscribe": "mail programs unsubscribe with the token in the address (RFC 8058)",
}
"""Addresses that other sites and servers may POST to. None of them looks at who is signed in.

The report of a read, `/-/read`, is answered before Django, which never sees a cookie of it.
"""
FILLERS = ("1", "2026", "0" * 32)
OF_NAME = {
    "old_sitemap": "/wp-sitemap.xml",
    "feed": "/feed/",
    "feed_of_responses": "/comments/feed/",
    "feed_of_section": "/category/news/feed/",
    "feed_of_tag": "/tag/ferry/feed/",
    "feed_of_contributor": "/author/rosa/feed/",
    "feed_of_period": "/2026/feed/",
    "feed_of_responses_to": "/ferry/feed/",
    "card_image": f"/s/1-{'0' * 12}.png",
    "month": "/2026/01/",
    "day": "/2026/01/01/",
    "month_below_date": "/date/2026/01/",
    "day_below_date": "/date/2026/01/01/",
}
"""Paths of addresses whose patterns are not made of parameters alone."""
BEHIND_OURS = {
    "account_signup",
    "account_signup_by_passkey",
    "usersessions_list",
    "wagtail_bulk_action",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_error_test",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_tag_autocomplete",
}
"""Addresses of other packages at which a view of ours answers instead."""

View = Callable[..., Any]


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, View, str]]:
    """The pattern, the view and the name of each address."""
    for entry in resolver.url_patterns:
        whole = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from views(entry, whole)
        else:
            yield whole, entry.callback, entry.name or ""


def path_to(pattern: str, view: View, name: str, article: Article) -> str:
    """A path that this view answers; "" if another always answers instead."""
    values = {"path": article.permalink.strip("/")}
    candidates = [OF_NAME.get(name, "")]
    for filler in FILLERS:
        for path, names in normalize(pattern):
            candidates.append("/" + path % {key: values.get(key, filler) for key in names})
    return next((path for path in candidates if answers(path) is view), "")


def answers(path: str) -> View | None:
    try:
        return resolve(path).func
    except Resolver404:
        return None


@pytest.fixture
def paths(publish: Publish) -> dict[str, tuple[View, str]]:  # noqa: F811
    """The view and the name of every address, by a path that leads there."""
    article = publish("The ferry is back", permalink="/ferry/")
    found, missing = {}, set()
    for pattern, view, name in views(get_resolver()):
        if path := path_to(pattern, view, name, article):
            found[path] = view, name
        else:
            missing.add(name)
    assert missing == BEHIND_OURS
    assert len(found) > 300
    return found


@pytest.fixture
def victim(harbour_post: Site) -> Client:  # noqa: F811
    """The browser of somebody who may do everything, which has a token."""
    client = Client(HTTP_HOST=HOST, enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(create_user("root@harbour.example", superuser=True))
    client.get("/accounts/email/")
    assert client.cookies["csrftoken"].value
    return client


def test_without_the_persons_token_and_from_elsewhere_nothing_is_accepted(
    paths: dict[str, tuple[View, str]], victim: Client, caplog: pytest.LogCaptureFixture
) -> None:
    token = victim.cookies["csrftoken"].value
    forged: tuple[dict[str, str], ...] = (
        {},
        {"X-CSRFToken": "a" * 32},
        {"X-CSRFToken": token, "Origin": EVIL},
    )
    accepted = []
    for path, (view, _) in paths.items():
        if getattr(view, "csrf_exempt", False):
            continue
        for headers in forged:
            caplog.clear()
            status = victim.post(path, headers=headers).status_code
            refusals = [row for row in caplog.records if row.name == "django.security.csrf"]
            if (status, len(refusals)) != (HTTPStatus.FORBIDDEN, 1):
                accepted.append((path, headers, status))
    assert accepted == []


def test_what_has_no_token_is_accepted_from_the_same_site_only(
    paths: dict[str, tuple[View, str]], victim: Client
) -> None:
    refused = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
    exempt = {
        path: name for path, (view, name) in paths.items() if getattr(view, "csrf_exempt", False)
    }
    accepting = {
        name
        for path, name in exempt.items()
        for headers in FOREIGN
        if victim.post(path, headers=headers).status_code not in refused
    }
    assert accepting == set(OPEN)
    assert victim.post("/ferry/respond/", headers={"Origin": f"http://{HOST}"}).status_code not in (
        refused
    )


def test_a_form_of_the_person_is_accepted(victim: Client) -> None:
    """Otherwise the other tests could not fail."""
    token = victim.cookies["csrftoken"].value
    headers = {"X-CSRFToken": token, "Origin": f"http://{HOST}"}
    answer = victim.post("/accounts/", {"name": "Olu"}, headers=headers)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/accounts/")
