"""Akismet holds spam, and is told of moderators' corrections through the queue of deliveries."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.erasing import erase
from byline.discussion.choices import Act, Reason, State
from byline.discussion.integrations.akismet.reports import AKISMET_REPORT
from byline.discussion.models import CommentRules
from byline.network.actions.delivering import deliver_due, retry
from byline.network.models import Delivery
from outsiders import Outsider, outsider, says
from response_helpers import Respond


@pytest.fixture(autouse=True)
def _services_on_this_server_may_be_asked(settings: Any) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": True})


@pytest.fixture
def akismet(comment_rules: CommentRules, settings: Any) -> Any:
    """A server that takes texts about casinos for spam, as Akismet."""

    def reply(handler: Any, question: Any) -> None:
        if question.path == "/1.1/comment-check":
            body = b"true" if b"casino" in question.body else b"false"
        else:
            body = b"Thanks for making the web a better place."
        says(
            body, headers={"X-akismet-pro-tip": "discard"} if b"blatant" in question.body else None
        )(handler, question)

    with outsider(reply) as service:
        comment_rules.akismet_key, comment_rules.uses_learned_filter = "a-key", False
        comment_rules.save()
        settings.OPTIONS = settings.OPTIONS.model_copy(
            update={"akismet_server": f"{service.url}/1.1"}
        )
        yield service


def requests(service: Outsider) -> list[tuple[str, str]]:
    """The requests to Akismet: verb and text."""
    return [
        (request.path.rsplit("/", 1)[1], parse_qs(request.body.decode())["comment_content"][0])
        for request in service.asked
    ]


def test_akismet_holds_and_rejects(akismet: Outsider, respond: Respond) -> None:
    held, blatant, fine = respond("A casino"), respond("A blatant casino"), respond("A ferry")
    assert (held.state, held.reason, held.decisions.get().rule) == (
        State.PENDING,
        Reason.AKISMET,
        "akismet",
    )
    assert (blatant.state, fine.state) == (State.REJECTED, State.PUBLISHED)
    asked = parse_qs(akismet.asked[0].body.decode())
    assert (asked["api_key"], asked["blog"], asked["user_ip"]) == (
        ["a-key"],
        ["http://harbour.example"],
        ["203.0.113.7"],
    )


@pytest.fixture
def ida(django_user_model: Any) -> User:
    user: User = django_user_model.objects.create_user("ida@harbour.example")
    return user


def test_without_a_key_akismet_is_not_asked(
    akismet: Outsider, respond: Respond, comment_rules: CommentRules, ida: User
) -> None:
    comment_rules.akismet_key = ""
    comment_rules.save()
    decide(respond("A casino"), Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    assert akismet.asked == []
    assert not Delivery.objects.filter(kind=AKISMET_REPORT).exists()


def test_akismet_learns_what_people_decided_otherwise(
    akismet: Outsider, respond: Respond, ida: User
) -> None:
    missed, caught, right, off_topic = (
        respond("Cheap loans"),
        respond("The casino on the pier"),
        respond("Another casino"),
        respond("A ferry", name="Ben", mail=""),
    )
    decide(missed, Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    decide(caught, Act.PUBLISH, Grounds(Reason.FINE, by=ida))
    decide(right, Act.REJECT, Grounds(Reason.SPAM, by=ida))
    decide(off_topic, Act.REMOVE, Grounds(Reason.OFF_TOPIC, by=ida))
    akismet.asked.clear()
    deliver_due()
    deliver_due()
    assert sorted(requests(akismet)) == [
        ("submit-ham", "The casino on the pier"),
        ("submit-spam", "Cheap loans"),
    ]


def test_rules_and_authors_are_not_reported(akismet: Outsider, respond: Respond) -> None:
    decide(respond("Cheap loans"), Act.REMOVE, Grounds(Reason.SPAM, rule="reported"))
    assert not Delivery.objects.filter(kind=AKISMET_REPORT).exists()


def test_a_report_that_fails_stays_queued_and_can_be_retried(
    akismet: Outsider, respond: Respond, settings: Any, ida: User
) -> None:
    decide(respond("Cheap loans"), Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    akismet.asked.clear()
    reachable = settings.OPTIONS
    settings.OPTIONS = reachable.model_copy(update={"akismet_server": "http://127.0.0.1:9/1.1"})
    deliver_due()
    report = Delivery.objects.get(kind=AKISMET_REPORT)
    assert (report.tries, bool(report.error), report.due_at is None) == (1, True, False)
    Delivery.objects.update(state="given_up", due_at=None)
    settings.OPTIONS = reachable
    retry(report)
    deliver_due()
    assert requests(akismet) == [("submit-spam", "Cheap loans")]


def test_an_erased_response_is_not_reported(akismet: Outsider, respond: Respond, ida: User) -> None:
    comment = respond("Cheap loans")
    decide(comment, Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    erase(comment, Grounds(Reason.AUTHOR_WISH, rule="author"))
    akismet.asked.clear()
    deliver_due()
    assert akismet.asked == []
