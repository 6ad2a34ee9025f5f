"""Others are asked only where a site says so; when they don't answer, nobody waits for them."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.akismet_feedback import PAUSES, queue_reports, send_reports
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import AkismetReport, Comment, CommentRules
from byline.discussion.tasks import teach_akismet
from byline.newsroom.models import Article
from outsiders import Outsider, Reply, outsider, says
from response_helpers import Respond

SECRET = "between you and me"


@pytest.fixture(autouse=True)
def _those_on_this_machine_may_be_asked(settings: Any) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": True})


def judged(comment_rules: CommentRules, respond: Respond, reply: Reply) -> tuple[Comment, Outsider]:
    """A response, and the judge that was asked about it."""
    with outsider(reply) as judge:
        comment_rules.external_filter_url, comment_rules.external_filter_secret = f"{judge.url}/judge", SECRET
        comment_rules.save()
        return respond("The ferry ran late again."), judge


def opinion(state: str, reason: str = "") -> Reply:
    return says(json.dumps({"state": state, "reason": reason}).encode())


@pytest.mark.parametrize(("said", "state"), [("hold", State.PENDING), ("reject", State.REJECTED)])
def test_what_the_judge_says_is_done_and_its_reason_kept(
    comment_rules: CommentRules, respond: Respond, said: str, state: State
) -> None:
    comment, _judge = judged(comment_rules, respond, opinion(said, "speaks of a running trial"))
    decision = comment.decisions.get()
    assert (comment.state, comment.reason) == (state, Reason.EXTERNAL_FILTER)
    assert (decision.rule, decision.detail) == ("external-filter", "speaks of a running trial")


def test_publish_lets_the_other_rules_speak(comment_rules: CommentRules, respond: Respond) -> None:
    comment_rules.premoderation = "all"
    assert judged(comment_rules, respond, opinion("publish"))[0].reason == Reason.PREMODERATED


def test_the_question_is_signed_and_gives_nobodys_address_away(
    comment_rules: CommentRules, respond: Respond, ferry: Article
) -> None:
    _comment, judge = judged(comment_rules, respond, opinion("publish"))
    asked = judge.asked[0]
    signed = f"{asked.headers['byline-timestamp']}.".encode() + asked.body
    assert (
        asked.headers["byline-signature"] == hmac.new(SECRET.encode(), signed, sha256).hexdigest()
    )
    assert abs(int(asked.headers["byline-timestamp"]) - timezone.now().timestamp()) < 60
    told = json.loads(asked.body)
    assert told["response"] == {
        "name": "Tove",
        "text": "The ferry ran late again.",
        "link": "",
        "kind": "response",
    }
    assert told["article"] == {
        "url": f"http://harbour.example{ferry.permalink}",
        "title": "The ferry",
    }
    assert "tove@reader.example" not in asked.body.decode()
    assert "203.0.113.7" not in asked.body.decode()


@pytest.mark.parametrize(
    "wrong",
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
def test_a_judge_that_makes_no_sense_is_not_heard(
    comment_rules: CommentRules, respond: Respond, wrong: Reply
) -> None:
    comment, judge = judged(comment_rules, respond, wrong)
    assert (comment.state, len(judge.asked)) == (State.PUBLISHED, 1)


def test_a_judge_that_is_away_is_not_heard(comment_rules: CommentRules, respond: Respond) -> None:
    with outsider(says(b"")) as gone:
        pass
    comment_rules.external_filter_url = gone.url
    comment_rules.save()
    assert respond("The ferry ran late again.").state == State.PUBLISHED


def test_a_slow_judge_is_not_waited_for(
    comment_rules: CommentRules, respond: Respond, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.discussion.moderation.external_filter.SECONDS", 0.2)
    with outsider(lambda *_: slow.released.wait() and None) as slow:
        comment_rules.external_filter_url = slow.url
        comment_rules.save()
        assert respond("The ferry ran late again.").state == State.PUBLISHED


def test_a_judge_on_this_machine_is_not_asked_unless_the_operator_allows_it(
    comment_rules: CommentRules, respond: Respond, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": False})
    comment, judge = judged(comment_rules, respond, opinion("reject"))
    assert (comment.state, judge.asked) == (State.PUBLISHED, [])


@pytest.fixture
def akismet(comment_rules: CommentRules, settings: Any) -> Any:
    """Akismet, which takes for spam what speaks of casinos."""

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


def told(service: Outsider) -> list[tuple[str, str]]:
    """What Akismet was asked, verb and words."""
    return [
        (each.path.rsplit("/", 1)[1], parse_qs(each.body.decode())["comment_content"][0])
        for each in service.asked
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


def test_without_a_key_akismet_is_not_asked(
    akismet: Outsider, respond: Respond, comment_rules: CommentRules
) -> None:
    comment_rules.akismet_key = ""
    comment_rules.save()
    respond("A casino")
    teach_akismet()
    assert akismet.asked == []


def test_akismet_is_told_what_people_saw_otherwise(
    akismet: Outsider, respond: Respond, django_user_model: type
) -> None:
    ida = django_user_model.objects.create_user("ida@harbour.example")
    missed, caught, right = (
        respond("Cheap loans"),
        respond("The casino on the pier"),
        respond("A ferry", name="Ben", mail=""),
    )
    decide(missed, Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    decide(caught, Act.PUBLISH, Grounds(Reason.FINE, by=ida))
    decide(right, Act.REMOVE, Grounds(Reason.OFF_TOPIC, by=ida))
    akismet.asked.clear()
    teach_akismet()
    teach_akismet()
    assert sorted(told(akismet)) == [
        ("submit-ham", "The casino on the pier"),
        ("submit-spam", "Cheap loans"),
    ]


def test_a_lesson_that_cannot_be_told_is_tried_again_and_given_up(
    akismet: Outsider, respond: Respond, settings: Any, django_user_model: type
) -> None:
    decide(
        respond("Cheap loans"),
        Act.REMOVE,
        Grounds(Reason.SPAM, by=django_user_model.objects.create_user("ida@harbour.example")),
    )
    reached = settings.OPTIONS
    settings.OPTIONS = reached.model_copy(update={"akismet_server": "http://127.0.0.1:9/1.1"})
    now = timezone.now()
    assert queue_reports(now) == 1
    send_reports(now)
    lesson = AkismetReport.objects.get()
    assert (lesson.tries, lesson.due_at, bool(lesson.error)) == (1, now + PAUSES[0], True)
    send_reports(now + timedelta(seconds=1))
    assert AkismetReport.objects.get().tries == 1
    for pause in PAUSES:
        now += pause
        send_reports(now)
    given_up = AkismetReport.objects.get()
    assert (given_up.tries, given_up.due_at, bool(given_up.error)) == (5, None, True)
    settings.OPTIONS = reached
    akismet.asked.clear()
    send_reports(now + timedelta(days=1))
    assert akismet.asked == []


def test_a_site_may_not_be_judged_by_whoever_signs_in(
    respond: Respond, comment_rules: CommentRules
) -> None:
    """Who moderates here is published at once, and nobody outside is asked about them."""
    owner = User.objects.create_superuser("olu@harbour.example")
    with outsider(opinion("reject")) as judge:
        comment_rules.external_filter_url = judge.url
        comment_rules.save()
        assert respond("We look into it.", user=owner).state == State.PUBLISHED
    assert judge.asked == []
