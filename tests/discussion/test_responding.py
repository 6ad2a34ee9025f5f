"""A reader sends a response."""

import pytest
from django.test import Client

from byline.discussion.models import Comment, CommentRules
from byline.newsroom.models import Article
from response_helpers import Respond

TOVES = {"name": "Tove", "text": "It ran late.", "mail": "tove@reader.example"}


def test_a_guest_responds_and_sees_it_at_once(reader: Client, ferry: Article) -> None:
    sent = reader.post(f"{ferry.permalink}respond/", TOVES, follow=True)
    assert "Your response, number 1" in sent.content.decode()
    assert "It ran late." in sent.content.decode()
    assert "It ran late." in reader.get(ferry.permalink).content.decode()


def test_a_second_send_shows_the_first_kindly(reader: Client, ferry: Article) -> None:
    reader.post(f"{ferry.permalink}respond/", TOVES)
    again = reader.post(f"{ferry.permalink}respond/", TOVES, follow=True)
    assert "You have already posted this" in again.content.decode()
    assert Comment.objects.count() == 1


def test_an_error_keeps_the_words(reader: Client, ferry: Article) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"name": ""})
    assert answer.status_code == 422
    assert "It ran late.</textarea>" in answer.content.decode()
    assert "Enter a name to show with your response." in answer.content.decode()


def test_a_preview_shows_and_keeps_nothing(reader: Client, ferry: Article) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"text": "**Late**", "look": "1"})
    assert "<strong>Late</strong>" in answer.content.decode()
    assert not Comment.objects.exists()


def test_only_readers_with_an_account_may_be_heard(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.who_may_respond = "registered"
    comment_rules.save()
    assert "Sign in to respond" in reader.get(ferry.permalink).content.decode()
    assert reader.post(f"{ferry.permalink}respond/", TOVES).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "sent_by",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_form_is_refused(
    reader: Client, ferry: Article, sent_by: dict[str, str]
) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES, headers=sent_by)
    assert answer.status_code == 403
    assert not Comment.objects.exists()


def test_a_megabyte_is_too_long(reader: Client, ferry: Article) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"text": "x" * 1_000_000})
    assert answer.status_code == 422
    assert "at most" in answer.content.decode()


def test_what_is_no_text_is_said(reader: Client, ferry: Article) -> None:
    body = b"name=Tove&mail=tove%40reader.example&text=%ff%fe%80"
    answer = reader.post(
        f"{ferry.permalink}respond/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    assert "could not be read" in answer.content.decode()


def test_the_parent_is_one_of_this_article(
    reader: Client, ferry: Article, respond: Respond
) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"to": "9"})
    assert answer.status_code == 422
    assert "no response 9" in answer.content.decode()


def test_another_persons_response_is_not_found(reader: Client, respond: Respond) -> None:
    comment = respond("Mine")
    assert reader.get(f"/-/response/{comment.pk}/{'x' * 43}/").status_code == 404
