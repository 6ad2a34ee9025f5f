"""The page on which a reader names an instance and is redirected there."""

import pytest
from django.test import Client

from byline.newsroom.actions import unpublish_article
from byline.newsroom.models import Article
from newsrooms import HOST
from sharing.conftest import ROOT

FROM_US = {"HTTP_ORIGIN": ROOT, "HTTP_SEC_FETCH_SITE": "same-origin"}


def page_of(article: Article) -> str:
    return f"/-/share/mastodon/?article={article.post_id}"


def test_the_reader_is_led_to_the_instance_with_headline_and_address(
    tide: Article, reader: Client
) -> None:
    sent = reader.post(page_of(tide), {"instance": "@ana@Mastodon.example"}, **FROM_US)
    whole = f"{ROOT}{tide.permalink}".replace(":", "%3A").replace("/", "%2F")
    expected = f"https://mastodon.example/share?text=Tide%20%26%20%22time%22%20{whole}"
    assert (sent.status_code, sent.headers["Location"], sent.cookies) == (302, expected, {})


@pytest.mark.parametrize("typed", ["evil.example/login", "127.0.0.1", "", "https://a.example:8443"])
def test_an_invalid_instance_is_reported(typed: str, tide: Article, reader: Client) -> None:
    sent = reader.post(page_of(tide), {"instance": typed}, **FROM_US)
    page = sent.content.decode()
    message = (
        "This field is required."
        if not typed
        else f"“{typed}” is not an instance. Enter its name, such as mastodon.social."
    )
    assert (sent.status_code, sent.headers.get("Location"), message in page) == (422, None, True)


def test_a_form_on_another_site_is_refused(tide: Article, reader: Client) -> None:
    sent = reader.post(
        page_of(tide),
        {"instance": "evil.example"},
        HTTP_ORIGIN="https://evil.example",
        HTTP_SEC_FETCH_SITE="cross-site",
    )
    assert (sent.status_code, sent.headers.get("Location"), sent.content.decode()) == (
        403,
        None,
        "This form was sent from another site. Open the page here and send it again.\n",
    )


def test_a_link_cannot_redirect(tide: Article, reader: Client) -> None:
    answer = reader.get(f"{page_of(tide)}&instance=evil.example")
    assert (answer.status_code, answer.headers.get("Location"), b"evil" in answer.content) == (
        200,
        None,
        False,
    )


def test_the_page_lets_its_form_lead_to_any_secure_host_and_nothing_else(
    tide: Article, reader: Client
) -> None:
    policies = [
        reader.get(path).headers["Content-Security-Policy"]
        for path in (page_of(tide), tide.permalink)
    ]
    forms = [
        next(part.strip() for part in policy.split(";") if "form-action" in part)
        for policy in policies
    ]
    assert forms == ["form-action 'self' https:", "form-action 'self'"]


@pytest.mark.parametrize("number", ["", "0", "999", "-1", "1e3", "٣", "9" * 400])
def test_there_is_no_page_for_an_article_that_there_is_not(
    number: str, tide: Article, reader: Client
) -> None:
    assert (tide.live, reader.get("/-/share/mastodon/", {"article": number}).status_code) == (
        True,
        404,
    )


def test_nor_for_one_that_was_withdrawn(tide: Article, reader: Client) -> None:
    unpublish_article(tide)
    assert reader.get(page_of(tide)).status_code == 404


def test_the_pages_form_posts_to_this_site(tide: Article) -> None:
    assert Client(HTTP_HOST=HOST).get(page_of(tide)).context["shared"] == tide
