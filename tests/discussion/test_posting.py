"""Every response is posted by one verb, which gives it the next number."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from byline.discussion.actions import (
    Grounds,
    Posted,
    ResponseRefused,
    decide,
    post_comment,
)
from byline.discussion.choices import Act, Reason, State, WhoMayRespond
from byline.discussion.models import RESPONSES_PER_PAGE, Comment, CommentRules, Decision, Thread
from byline.newsroom.models import Article
from response_helpers import TOVE, Respond


def test_responses_are_numbered_in_their_article(respond: Respond, ferry: Article) -> None:
    numbers = [respond(f"Thought {number}").number for number in range(3)]
    assert numbers == [1, 2, 3]
    assert Thread.objects.get(article=ferry).published == 3


def test_a_refused_response_takes_no_number(ferry: Article, respond: Respond) -> None:
    ferry.respond = "closed"
    ferry.save()
    with pytest.raises(ResponseRefused) as refused:
        respond("Too late")
    assert refused.value.verdict.reason == Reason.CLOSED
    assert not Comment.objects.exists()


def test_the_same_words_twice_are_one_response(ferry: Article) -> None:
    first = post_comment(ferry, TOVE)
    assert post_comment(ferry, replace(TOVE, text="  the ferry ran LATE again. ")) == Posted(
        first.comment, is_new=False
    )
    assert Comment.objects.count() == 1


def test_an_unconfirmed_guest_waits_without_a_number(
    ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.who_may_respond = WhoMayRespond.CONFIRMED
    comment_rules.save()
    comment = post_comment(ferry, TOVE).comment
    assert (comment.state, comment.next_state, comment.number) == (
        State.UNCONFIRMED,
        State.PUBLISHED,
        None,
    )
    assert not Thread.objects.exists()


def test_what_a_rule_did_is_kept_with_the_words_of_the_time(respond: Respond) -> None:
    comment = respond(
        "Read https://a.example https://b.example https://c.example <https://d.example> "
        "<https://e.example>"
    )
    assert (comment.state, comment.reason) == (State.PENDING, Reason.LINKS)
    decision = Decision.objects.get(comment=comment)
    assert (decision.act, decision.reason, decision.rule, decision.text) == (
        Act.HOLD,
        Reason.LINKS,
        "links",
        comment.text,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " \u202e "}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"name": "\x00"}, "name"),
        ({"parent": 7}, "parent"),
    ],
)
def test_what_cannot_be_a_response_is_told_beside_its_field(
    ferry: Article, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        post_comment(ferry, replace(TOVE, **wrong))  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]
    assert not Comment.objects.exists()


def test_a_response_that_waits_has_no_number_and_clears_no_page(
    ferry: Article,
    respond: Respond,
    comment_rules: CommentRules,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    Thread.objects.create(article=ferry, last_number=RESPONSES_PER_PAGE)
    cleared: list[str] = []
    monkeypatch.setattr(
        "byline.discussion.actions.numbering.invalidate", lambda *tags: cleared.extend(tags)
    )
    pending = respond("On a new page.")
    assert (pending.number, pending.state, cleared) == (None, State.PENDING, [])
    decide(pending, Act.PUBLISH, Grounds(Reason.FINE))
    pending.refresh_from_db()
    assert pending.number == RESPONSES_PER_PAGE + 1
    assert f"discussion:{ferry.pk}" in cleared
