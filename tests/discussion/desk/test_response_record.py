"""A response's full record; another person settles an objection."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision, Objection, Report
from byline.network.choices import PolicyKind
from byline.network.models import PolicyVersion
from byline.newsroom.actions import revoke_roles
from cast import Desk
from response_helpers import Respond

REMOVED = Grounds(Reason.OFF_TOPIC, message="Not about the ferry.")


@pytest.fixture
def contested(respond: Respond, comment_rules: Any, ines: User) -> Objection:
    """Ines removed what Tove said, and Tove objects."""
    comment = respond("The quay is part of it.")
    removed = decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC, by=ines))
    return Objection.objects.create(
        decision=removed, comment=comment, words="A ferry needs a quay.", made_at=timezone.now()
    )


def settle(client: Client, objection: Objection, **fields: str) -> Any:
    path = f"/admin/responses/{objection.comment_id}/objections/{objection.pk}/"
    return client.post(path, {"upheld": "yes", "message": "You are right."} | fields)


def state_of(objection: Objection) -> str:
    return Comment.objects.get(pk=objection.comment_id).state


def test_it_tells_every_decision_with_who_why_under_which_policy_and_what_stood_there(
    respond: Respond, comment_rules: Any, moderator: Client, ines: User, desk: Desk
) -> None:
    PolicyVersion.objects.create(
        site=desk.site,
        kind=PolicyKind.COMMENT_POLICY,
        number=3,
        title="Be kind",
        text="<p>Be kind.</p>",
    )
    comment = respond("What stood there first.")
    decide(comment, Act.REMOVE, Grounds(Reason.ABUSE, by=ines, message="Too rude."))
    Comment.objects.filter(pk=comment.pk).update(
        text="What stands there now.", html="<p>What stands there now.</p>"
    )
    Report.objects.create(
        comment=comment,
        words="He is rude.",
        law="Section 3",
        receipt="r",
        made_at=comment.posted_at,
    )
    page = moderator.get(f"/admin/responses/{comment.pk}/")
    assert [decision.act for decision in page.context["decisions"]] == [Act.PUBLISH, Act.REMOVE]
    for words in (
        "What stood there first.",
        "What stands there now.",
        "Too rude.",
        "He is rude.",
        "Section 3",
        "Ines",
        "policy, version 3",
    ):
        assert words in page.content.decode()


def test_another_moderator_settles_an_objection(contested: Objection, desk: Desk) -> None:
    settle(desk.browser("maya"), contested)
    contested.refresh_from_db()
    assert (state_of(contested), contested.outcome.act, str(contested.outcome.by)) == (
        State.PUBLISHED,
        Act.RESTORE,
        "Maya",
    )
    assert (contested.outcome.message, contested.outcome.detail) == ("You are right.", "")


def test_a_decision_that_was_right_stands(contested: Objection, desk: Desk) -> None:
    settle(desk.browser("maya"), contested, upheld="no", message="A quay is a quay.")
    contested.refresh_from_db()
    assert (state_of(contested), contested.outcome.act, contested.outcome.reason) == (
        State.REMOVED,
        Act.UPHOLD,
        Reason.OFF_TOPIC,
    )


def test_who_decided_does_not_settle_it(contested: Objection, moderator: Client) -> None:
    assert (
        "another moderator must settle the objection"
        in moderator.get(f"/admin/responses/{contested.comment_id}/").content.decode()
    )
    assert settle(moderator, contested)["Location"].startswith("/admin/")
    contested.refresh_from_db()
    assert (state_of(contested), contested.settled_at) == (State.REMOVED, None)


def test_the_queue_does_not_go_round_it(contested: Objection, moderator: Client) -> None:
    moderator.post("/admin/responses/act/", {"do": f"approve:{contested.comment_id}"})
    assert (state_of(contested), Decision.objects.filter(act=Act.RESTORE).count()) == (
        State.REMOVED,
        0,
    )


def test_who_is_alone_settles_it_and_is_marked_so(
    contested: Objection, moderator: Client, desk: Desk
) -> None:
    for name in ("edo", "maya", "olu"):
        revoke_roles(desk.people[name], desk.site)
    assert (
        "Nobody else moderates this site"
        in moderator.get(f"/admin/responses/{contested.comment_id}/").content.decode()
    )
    settle(moderator, contested)
    contested.refresh_from_db()
    assert (state_of(contested), contested.outcome.detail) == (
        State.PUBLISHED,
        "settled by the person who decided: nobody else moderates this site",
    )


def test_it_is_settled_once_and_in_words(contested: Objection, desk: Desk) -> None:
    maya = desk.browser("maya")
    assert settle(maya, contested, message=" ").status_code == 422
    settle(maya, contested, upheld="no", message="It stands.")
    settle(desk.browser("olu"), contested)
    assert (state_of(contested), Decision.objects.filter(comment=contested.comment_id).count()) == (
        State.REMOVED,
        3,
    )
