"""The external filter is asked only if a site says so; without an answer, nobody waits for it."""

import hmac
import json
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.choices import Reason, State
from byline.discussion.models import Comment, CommentRules
from byline.newsroom.models import Article
from outsiders import Outsider, Reply, outsider, says
from response_helpers import Respond

SECRET = "between you and me"


@pytest.fixture(autouse=True)
def _those_on_this_machine_may_be_asked(settings: Any) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": True})


def filtered(
    comment_rules: CommentRules, respond: Respond, reply: Reply
) -> tuple[Comment, Outsider]:
    """A response, and the filter that was asked about it."""
    with outsider(reply) as service:
        comment_rules.external_filter_url, comment_rules.external_filter_secret = (
            f"{service.url}/filter",
            SECRET,
        )
        comment_rules.save()
        return respond("The ferry ran late again."), service


def opinion(state: str, reason: str = "") -> Reply:
    return says(json.dumps({"state": state, "reason": reason}).encode())


@pytest.mark.parametrize(
    ("verdict", "state"), [("hold", State.PENDING), ("reject", State.REJECTED)]
)
def test_its_opinion_is_followed_and_its_reason_stored(
    comment_rules: CommentRules, respond: Respond, verdict: str, state: State
) -> None:
    comment, _service = filtered(
        comment_rules, respond, opinion(verdict, "speaks of a running trial")
    )
    decision = comment.decisions.get()
    assert (comment.state, comment.reason) == (state, Reason.EXTERNAL_FILTER)
    assert (decision.rule, decision.detail) == ("external-filter", "speaks of a running trial")


def test_publish_lets_the_other_rules_decide(comment_rules: CommentRules, respond: Respond) -> None:
    comment_rules.premoderation = "all"
    assert filtered(comment_rules, respond, opinion("publish"))[0].reason == Reason.PREMODERATED


def test_the_request_is_signed_and_contains_no_address(
    comment_rules: CommentRules, respond: Respond, ferry: Article
) -> None:
    _comment, service = filtered(comment_rules, respond, opinion("publish"))
    asked = service.asked[0]
    signed = f"{asked.headers['byline-timestamp']}.".encode() + asked.body
    assert (
        asked.headers["byline-signature"] == hmac.new(SECRET.encode(), signed, sha256).hexdigest()
    )
    assert abs(int(asked.headers["byline-timestamp"]) - timezone.now().timestamp()) < 60
    question = json.loads(asked.body)
    assert question["response"] == {
        "name": "Tove",
        "text": "The ferry ran late again.",
        "link": "",
        "kind": "response",
    }
    assert question["article"] == {
        "url": f"http://harbour.example{ferry.permalink}",
        "title": "The ferry",
    }
    assert "tove@reader.example" not in asked.body.decode()
    assert "203.0.113.7" not in asked.body.decode()


@pytest.mark.parametrize(
    "reply",
    [
        says(b"no JSON"),
        says(b"[]"),
        says(b'{"state": "burn"}'),
        says(b'{"state": ["hold"]}'),
        says(b"\xff\xfe"),
        says(b'{"state": "reject"}', status=500),
        says(b"", status=302, headers={"Location": "/"}),
        says(b"x" * 100_000),
    ],
)
def test_a_useless_answer_is_ignored(
    comment_rules: CommentRules, respond: Respond, reply: Reply
) -> None:
    comment, service = filtered(comment_rules, respond, reply)
    assert (comment.state, len(service.asked)) == (State.PUBLISHED, 1)


def test_a_filter_that_is_down_is_ignored(comment_rules: CommentRules, respond: Respond) -> None:
    with outsider(says(b"")) as gone:
        pass
    comment_rules.external_filter_url = gone.url
    comment_rules.save()
    assert respond("The ferry ran late again.").state == State.PUBLISHED


def test_a_slow_filter_is_not_waited_for(
    comment_rules: CommentRules, respond: Respond, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.discussion.integrations.external_filter.rule.TIMEOUT_SECONDS", 0.2)
    with outsider(lambda *_: slow.released.wait() and None) as slow:
        comment_rules.external_filter_url = slow.url
        comment_rules.save()
        assert respond("The ferry ran late again.").state == State.PUBLISHED


def test_a_filter_on_this_server_is_asked_only_if_the_operator_allows_it(
    comment_rules: CommentRules, respond: Respond, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": False})
    comment, service = filtered(comment_rules, respond, opinion("reject"))
    assert (comment.state, service.asked) == (State.PUBLISHED, [])


def test_moderators_responses_are_not_sent_to_the_filter(
    respond: Respond, comment_rules: CommentRules
) -> None:
    """They are published at once."""
    owner = User.objects.create_superuser("olu@harbour.example")
    with outsider(opinion("reject")) as service:
        comment_rules.external_filter_url = service.url
        comment_rules.save()
        assert respond("We look into it.", user=owner).state == State.PUBLISHED
    assert service.asked == []
