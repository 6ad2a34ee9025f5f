"""Refused responses are answered with a reason, and nothing is stored."""

import http.client
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.test import Client

from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.models import Comment, CommentRules, Thread
from byline.newsroom.models import Article
from newsrooms import HOST, Publish
from response_helpers import Respond
from running_server import PATIENCE, RunningServer

TOVES = {"name": "Tove", "text": "It ran late.", "mail": "tove@reader.example"}
FORM = "application/x-www-form-urlencoded"
Close = Callable[[Article, CommentRules], object]


def words_of(answer: Any) -> str:
    return answer.content.decode()


def close_article(article: Article, comment_rules: CommentRules) -> None:
    article.respond = "closed"
    article.save()


def freeze_site(article: Article, comment_rules: CommentRules) -> None:
    comment_rules.is_frozen, comment_rules.frozen_message = True, "Back on Monday."
    comment_rules.save()


CLOSED = [
    (close_article, "Responses to this article are closed."),
    (freeze_site, "Back on Monday."),
    (
        lambda article, installation: ban(article.site, parse_target("name", "tove"), until=None),
        "You are currently blocked from responding on this site.",
    ),
    (
        lambda article, installation: ban(
            article.site, parse_target("network", "127.0.0.0/8"), until=None
        ),
        "You are currently blocked from responding on this site.",
    ),
]


@pytest.mark.parametrize(
    ("close", "message"), CLOSED, ids=["closed", "frozen", "banned by name", "banned network"]
)
def test_who_is_not_heard_is_told_and_keeps_the_words(
    close: Close, message: str, reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    close(ferry, comment_rules)
    answer = reader.post(f"{ferry.permalink}respond/", TOVES)
    assert answer.status_code == 403
    assert message in words_of(answer)
    assert "It ran late.</textarea>" in words_of(answer)
    assert (Comment.objects.count(), Thread.objects.count()) == (0, 0)


def test_a_response_to_another_article_is_no_parent(
    reader: Client, ferry: Article, publish: Publish, respond: Respond
) -> None:
    weir = publish("The weir")
    respond("Under the ferry.")
    answer = reader.post(f"{weir.permalink}respond/", TOVES | {"to": "1"})
    assert answer.status_code == 422
    assert "This article has no response 1 to reply to." in words_of(answer)
    assert not Comment.objects.on(weir).exists()


@pytest.mark.parametrize(
    "forged", ["0", "-1", "1e3", "99999999999999999999999", "١", "1; DROP TABLE", "\x00"]
)
def test_a_number_that_is_none_answers_nobody(
    forged: str, reader: Client, ferry: Article, respond: Respond
) -> None:
    respond("First.")
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"text": "Second.", "to": forged})
    kept = list(Comment.objects.order_by("number").values_list("number", "parent__number"))
    if forged == "١":  # a digit is a digit
        assert kept == [(1, None), (2, 1)]
    else:
        assert (answer.status_code, kept) == (422, [(1, None)])


@pytest.mark.parametrize(
    "asked", ["x", "-1", "9" * 5000, "%00"], ids=["word", "negative", "endless", "nothing"]
)
def test_an_address_that_asks_for_no_number_opens_the_blank_form(
    asked: str, reader: Client, ferry: Article
) -> None:
    answer = reader.get(f"{ferry.permalink}respond/?to={asked}")
    assert answer.status_code == 200
    assert 'name="to"' not in words_of(answer)


def test_what_a_form_claims_beside_its_fields_is_not_believed(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    claims = {
        "number": "77",
        "state": "published",
        "voice": "staff",
        "is_pinned": "on",
        "author": "1",
        "article": "1",
        "pk": "1",
    }
    reader.post(f"{ferry.permalink}respond/", TOVES | claims)
    comment = Comment.objects.get()
    assert (comment.number, comment.state, comment.voice, comment.is_pinned) == (
        None,
        "pending",
        "reader",
        False,
    )
    assert (comment.author, comment.article_id) == (None, ferry.pk)


@pytest.mark.parametrize(
    "origin",
    ["null", "https://harbour.example.evil.example", f"http://{HOST}:81", "https://evil.example#"],
)
def test_an_origin_that_looks_like_ours_is_another(
    origin: str, reader: Client, ferry: Article
) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES, headers={"Origin": origin})
    assert (answer.status_code, Comment.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 421), (f"{HOST}.evil.example", 421), (f"{HOST}@evil.example", 400)],
)
def test_a_host_that_is_no_site_of_ours_takes_nothing(
    host: str, status: int, ferry: Article
) -> None:
    answer = Client(HTTP_HOST=host).post(f"{ferry.permalink}respond/", TOVES)
    assert (answer.status_code, Comment.objects.count()) == (status, 0)


def test_no_header_makes_somebody_come_from_elsewhere(reader: Client, ferry: Article) -> None:
    lies = {
        "X-Forwarded-For": "203.0.113.99",
        "X-Real-IP": "203.0.113.99",
        "Forwarded": "for=203.0.113.99",
        "X-Forwarded-Host": "evil.example",
    }
    reader.post(f"{ferry.permalink}respond/", TOVES, headers=lies)
    assert Comment.objects.get().address == "127.0.0.1"


@pytest.mark.parametrize("field", ["text", "name", "mail"])
def test_bytes_that_are_no_text_are_told_of(field: str, reader: Client, ferry: Article) -> None:
    fields = {name: value.encode().replace(b"@", b"%40") for name, value in TOVES.items()} | {
        field: b"a%ff%fe%c0%80"
    }
    body = b"&".join(name.encode() + b"=" + value for name, value in fields.items())
    answer = reader.post(f"{ferry.permalink}respond/", body, content_type=FORM)
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "field", ["text", "name", "mail", "link", "to", "policy", "started", "proof"]
)
def test_a_megabyte_in_any_field_is_answered_and_not_kept(
    field: str, reader: Client, ferry: Article
) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {field: "9" * 1_000_000})
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_more_than_a_form_can_hold_is_refused(reader: Client, ferry: Article) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"text": "x" * 3_000_000})
    assert (answer.status_code, Comment.objects.count()) == (413, 0)


def test_a_request_that_is_broken_off_or_mistaken_leaves_the_installation_open(
    open_installation: RunningServer,
) -> None:
    for way, headers in (
        ("POST", {"Content-Type": FORM}),
        ("POST", {"Content-Type": "multipart/form-data"}),
        ("PUT", {}),
        ("DELETE", {}),
    ):
        with closing(
            http.client.HTTPConnection("127.0.0.1", open_installation.port, timeout=PATIENCE)
        ) as line:
            line.request(way, "/nothing/respond/", b"\xff\x00", headers)
            assert line.getresponse().status < 500
    assert open_installation.get("/-/health/live")[0] == 200
