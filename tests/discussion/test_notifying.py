"""Authors are mailed decisions and, until they unsubscribe, replies."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide, undo
from byline.discussion.actions.confirming import confirm
from byline.discussion.actions.notifying import UNDO_WINDOW
from byline.discussion.actions.objecting import OBJECTION_PERIOD, settle_objection
from byline.discussion.actions.revising import withdraw
from byline.discussion.choices import Act, Reason, WhoMayRespond
from byline.discussion.models import Comment, CommentRules, Objection
from byline.discussion.tokens import author_token, unsubscribe_href
from byline.network.actions import publish_policy, update_settings
from byline.network.actions.delivering import deliver_due
from byline.network.choices import PolicyKind
from response_helpers import Respond

BEN = {"name": "Ben", "mail": "ben@reader.example"}


@pytest.fixture
def confirmed(respond: Respond) -> Respond:
    """Post a response and confirm its e-mail address."""
    return lambda words, **more: confirm(respond(words, **more))


@pytest.fixture
def ida(db: None) -> User:
    """Who moderates; that she may is not what these stories are about."""
    return create_user("ida@harbour.example", "Ida", "seven herons on a weir")


@pytest.fixture
def waits(comment_rules: CommentRules) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()


def path_of(comment: Comment, verb: str = "") -> str:
    return f"/-/response/{comment.pk}/{author_token(comment.pk)}/{verb}"


def sent() -> list[tuple[str, str, str]]:
    """Every mail that is out as soon as moderators had time to undo: to whom, about what, in what
    words.
    """
    with time_machine.travel(timezone.now() + UNDO_WINDOW + timedelta(seconds=1), tick=False):
        deliver_due()
    return [(message.to[0], str(message.subject), str(message.body)) for message in mail.outbox]


def test_a_removal_is_told_with_its_reason_its_ground_and_the_way_to_object(
    confirmed: Respond, reader: Client, ida: User, harbour_post: Site
) -> None:
    publish_policy(
        harbour_post, PolicyKind.COMMENT_POLICY, title="Installation rules", text="<p>Be kind.</p>"
    )
    comment = confirmed("You fool.")
    with time_machine.travel("2026-11-24 02:00Z", tick=False):
        decide(comment, Act.REMOVE, Grounds(Reason.ABUSE, by=ida, message="Call nobody a fool."))
        deliver_due()
        assert mail.outbox == []
    [(to, subject, body)] = sent()
    assert (to, subject) == ("tove@reader.example", "Your response to “The ferry”: Removed")
    page = reader.get(path_of(comment)).content.decode()
    for words in (
        "Your response was removed.",
        "The reason: Insult, threat or harassment.",
        "Call nobody a fool.",
        "This decision was made by a person.",
        "Decided under “Installation rules”, version 1",
        "you can object free of charge until May 27, 2027",
        "an out-of-court dispute settlement body or to a court",
    ):
        assert words in body
        assert words in page
    assert f"http://harbour.example{path_of(comment)}" in body
    assert "You fool." not in body


@pytest.mark.usefixtures("waits")
def test_who_waited_is_told_of_approval_and_of_rejection(confirmed: Respond) -> None:
    decide(confirmed("One"), Act.PUBLISH, Grounds(Reason.FINE))
    decide(confirmed("Two", **BEN), Act.REJECT, Grounds(Reason.OFF_TOPIC, message="Not the ferry."))
    assert [(to, subject) for to, subject, _ in sent()] == [
        ("tove@reader.example", "Your response to “The ferry”: Published"),
        ("ben@reader.example", "Your response to “The ferry”: Rejected"),
    ]


def test_they_are_told_in_the_sites_language(confirmed: Respond, harbour_post: Site) -> None:
    comment = confirmed("Eins")
    update_settings(harbour_post, language="de")
    decide(comment, Act.HOLD, Grounds(Reason.OTHER))
    [(_to, subject, body)] = sent()
    assert subject.endswith(": Zurückgehalten")
    assert f"http://harbour.example{path_of(comment)}" in body


def test_what_is_taken_back_at_once_is_not_told(confirmed: Respond, ida: User) -> None:
    undo(decide(confirmed("One"), Act.REMOVE, Grounds(Reason.SPAM, by=ida)), by=ida)
    assert sent() == []


def test_what_is_taken_back_later_is_told(confirmed: Respond, ida: User) -> None:
    removed = decide(confirmed("One"), Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    assert len(sent()) == 1
    undo(type(removed).objects.get(pk=removed.pk), by=ida)
    assert "An earlier decision was a mistake." in sent()[-1][2]


def test_nobody_is_told_of_their_own_doing_or_at_an_address_still_to_be_confirmed(
    respond: Respond, comment_rules: CommentRules
) -> None:
    withdraw(respond("One"))
    comment_rules.who_may_respond = WhoMayRespond.CONFIRMED
    comment_rules.save()
    decide(respond("Two"), Act.REJECT, Grounds(Reason.SPAM))
    assert [subject for _, subject, _ in sent()] == ["Confirm your response to “The ferry”"]


def test_an_address_that_somebody_typed_is_not_mailed_decisions(
    respond: Respond, ida: User, comment_rules: CommentRules
) -> None:
    for number, act in enumerate((Act.REMOVE, Act.HOLD)):
        decide(respond(f"Number {number}"), act, Grounds(Reason.SPAM, by=ida))
    assert sent() == []


def test_a_new_response_that_waits_was_taken_from_no_page(
    respond: Respond, reader: Client, waits: None
) -> None:
    page = reader.get(path_of(respond("One"))).content.decode()
    assert "Waiting for a moderator." in page
    assert "Decision</h2>" not in page


def test_without_an_address_the_page_tells_it_all_the_same(
    respond: Respond, reader: Client
) -> None:
    comment = respond("One", mail="")
    decide(comment, Act.REMOVE, Grounds(Reason.SPAM, message="An <b>advertisement</b>."))
    assert sent() == []
    assert "An &lt;b&gt;advertisement&lt;/b&gt;." in reader.get(path_of(comment)).content.decode()


# Objections


def objection(reader: Client, comment: Comment, words: str = "A ferry needs a quay.") -> str:
    return reader.post(path_of(comment, "object/"), {"words": words}, follow=True).content.decode()


def test_an_author_objects_once_and_is_told_what_comes_of_it(
    confirmed: Respond, reader: Client, ida: User
) -> None:
    comment = confirmed("The quay.")
    decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    assert path_of(comment, "object/") in reader.get(path_of(comment)).content.decode()
    assert "Why was it wrong?" in reader.get(path_of(comment, "object/")).content.decode()
    assert "We received your objection." in objection(reader, comment)
    assert "you have already objected" in objection(reader, comment, "Again!")
    raised = Objection.objects.get()
    assert (raised.words, raised.settled_at, raised.comment) == (
        "A ferry needs a quay.",
        None,
        comment,
    )
    settle_objection(raised, by=ida, upheld=False, message="A quay is a quay.")
    body = sent()[-1][2]
    assert "The decision that you objected to was reviewed and confirmed." in body
    assert "A quay is a quay." in body
    assert "you can object" not in body
    assert "you have already objected" in objection(reader, comment, "Once more!")
    assert Objection.objects.count() == 1


def test_an_objection_that_is_right_is_told_too(
    confirmed: Respond, reader: Client, ida: User
) -> None:
    comment = confirmed("The quay.")
    decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    objection(reader, comment)
    settle_objection(Objection.objects.get(), by=ida, upheld=True, message="You are right.")
    assert sent()[-1][1] == "Your response to “The ferry”: Restored"
    assert "You are right." in sent()[-1][2]


def test_an_objection_without_words_is_asked_for_them(respond: Respond, reader: Client) -> None:
    comment = respond("The quay.")
    decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    answer = reader.post(path_of(comment, "object/"), {"words": " "})
    assert answer.status_code == 422
    assert "Explain why in at least one sentence." in answer.content.decode()
    assert not Objection.objects.exists()


def test_there_is_nothing_to_object_to_in_what_is_published_or_after_half_a_year(
    respond: Respond, reader: Client
) -> None:
    comment = respond("The quay.")
    assert "There is no decision to object to" in objection(reader, comment)
    decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    with time_machine.travel(timezone.now() + OBJECTION_PERIOD + timedelta(days=1), tick=False):
        assert reader.post(path_of(comment, "object/"), {"words": "Why?"}).status_code == 404
    assert not Objection.objects.exists()


# Replies


@pytest.fixture
def asked(respond: Respond) -> Comment:
    """Tove's response, of whose replies she wants to hear."""
    return confirm(respond("It ran aground.", wants_replies=True))


def reply_mails() -> list[str]:
    return [
        subject
        for to, subject, _ in sent()
        if to == "tove@reader.example" and "New reply" in subject
    ]


@pytest.mark.usefixtures("asked")
def test_a_reply_is_told_when_it_is_published_and_once(
    respond: Respond, comment_rules: CommentRules
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    reply = respond("Did it?", parent=1, **BEN)
    assert reply_mails() == []
    decide(reply, Act.PUBLISH, Grounds(Reason.FINE))
    assert reply_mails() == ["New reply by Ben: “The ferry”"]
    decide(reply, Act.REMOVE, Grounds(Reason.OTHER))
    decide(reply, Act.RESTORE, Grounds(Reason.MISTAKE))
    assert len(reply_mails()) == 1


@pytest.mark.usefixtures("asked")
def test_ones_own_reply_and_an_answer_to_somebody_else_are_not_told(respond: Respond) -> None:
    respond("Yes, it did.", parent=1)
    respond("Elsewhere.", **BEN)
    assert reply_mails() == []


def test_an_address_that_nobody_confirmed_is_told_of_none(respond: Respond) -> None:
    respond("It ran aground.", wants_replies=True)
    respond("Did it?", parent=1, **BEN)
    assert reply_mails() == []


def test_one_click_of_a_mail_program_is_the_last_of_it(
    respond: Respond, reader: Client, asked: Comment
) -> None:
    respond("Did it?", parent=1, **BEN)
    sent()
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(
        r"<http://harbour\.example(/-/unsubscribe/\S+)>", headers["List-Unsubscribe"]
    )
    assert link
    stop = link[1]
    assert "Stop mail about replies to this article" in reader.get(stop).content.decode()
    assert Comment.objects.get(pk=asked.pk).wants_replies is True
    elsewhere = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    strict = Client(HTTP_HOST="harbour.example", enforce_csrf_checks=True)
    answer = strict.post(stop, {"List-Unsubscribe": "One-Click"}, headers=elsewhere)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert Comment.objects.get(pk=asked.pk).wants_replies is False
    respond("Really?", parent=1, **BEN)
    assert len(reply_mails()) == 1


def test_all_of_a_site_is_stopped_at_once(
    respond: Respond, reader: Client, asked: Comment, publish: object
) -> None:
    bridge = publish("The bridge")  # type: ignore[operator]
    other = confirm(respond("Another.", wants_replies=True, article=bridge))
    reader.post(unsubscribe_href(asked.pk), {"here": "1"})
    assert set(Comment.objects.filter(wants_replies=True)) == {other}
    reader.post(unsubscribe_href(asked.pk), {"all": "1"})
    assert not Comment.objects.filter(wants_replies=True).exists()


def test_a_forged_token_stops_nothing(respond: Respond, reader: Client, asked: Comment) -> None:
    other = respond("Ben's.", **BEN)
    foreign = unsubscribe_href(other.pk).replace(f"/{other.pk}/", f"/{asked.pk}/")
    for path in (
        foreign,
        f"/-/unsubscribe/{asked.pk}/{author_token(asked.pk)}/",
        f"/-/unsubscribe/{asked.pk}/x/",
    ):
        assert reader.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert reader.post(unsubscribe_href(asked.pk), {"x": "1"}).status_code == 422
    assert Comment.objects.get(pk=asked.pk).wants_replies is True
