"""A guest's response is published only after the e-mail address was confirmed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from byline.discussion.actions.confirming import delete_unconfirmed
from byline.discussion.choices import Act, Reason, State, WhoMayRespond
from byline.discussion.models import Comment, CommentRules, Thread
from byline.discussion.tokens import CONFIRM_LIFETIME
from byline.network.actions.delivering import deliver_due
from byline.newsroom.models import Article
from response_helpers import Respond

TOVES = {"name": "Tove", "text": "It ran aground.", "mail": "tove@reader.example"}


@pytest.fixture
def confirming(comment_rules: CommentRules) -> CommentRules:
    comment_rules.who_may_respond = WhoMayRespond.CONFIRMED
    comment_rules.save()
    return comment_rules


def mailed_link() -> str:
    """The path of the link in the mail that went out last."""
    deliver_due()
    link = re.search(r"http://harbour\.example(/-/confirm/\S+)", str(mail.outbox[-1].body))
    assert link
    return link[1]


def state() -> str:
    return Comment.objects.get().state


@pytest.mark.usefixtures("confirming")
def test_the_link_opens_a_page_and_its_button_publishes(reader: Client, ferry: Article) -> None:
    reader.post(f"{ferry.permalink}respond/", TOVES)
    assert "It ran aground." not in reader.get(ferry.permalink).content.decode()
    link = mailed_link()
    assert ([sent.to for sent in mail.outbox], mail.outbox[0].subject) == (
        [["tove@reader.example"]],
        "Confirm your response to “The ferry”",
    )
    assert "It ran aground." not in str(
        mail.outbox[0].body
    )  # whoever the address belongs to is sent no stranger's words
    for _scan in range(2):
        assert "It ran aground." in reader.get(link).content.decode()
    assert (state(), Thread.objects.exists()) == (State.UNCONFIRMED, False)
    assert "Your e-mail address is confirmed" in reader.post(link, follow=True).content.decode()
    assert (state(), Thread.objects.get().published) == (State.PUBLISHED, 1)
    assert "It ran aground." in reader.get(ferry.permalink).content.decode()
    reader.post(link)
    assert list(Comment.objects.get().decisions.values_list("act", "rule")) == [
        (Act.PUBLISH, ""),
        (Act.CONFIRM, "author"),
    ]


def test_what_the_rules_hold_waits_for_a_moderator_then(
    reader: Client, ferry: Article, confirming: CommentRules
) -> None:
    confirming.premoderation = "all"
    confirming.save()
    reader.post(f"{ferry.permalink}respond/", TOVES)
    reader.post(mailed_link())
    comment = Comment.objects.get()
    assert (comment.state, comment.reason, comment.next_state) == (
        State.PENDING,
        Reason.PREMODERATED,
        "",
    )


@pytest.mark.usefixtures("confirming")
def test_a_forged_link_confirms_nothing(reader: Client, ferry: Article, respond: Respond) -> None:
    comment = respond("It ran aground.")
    link = mailed_link()
    other = respond("And again.")
    token = link.rstrip("/").rpartition("/")[2]
    ticket = reader.get(f"/-/confirm/{other.pk}/{token}/").status_code
    forged = [
        f"/-/confirm/{other.pk}/{token}/",
        f"/-/confirm/{comment.pk}/{token[:-1]}x/",
        f"/-/confirm/{comment.pk}/x/",
    ]
    assert [reader.post(path).status_code for path in forged] == [404, 404, 404]
    assert ticket == 404
    assert set(Comment.objects.values_list("state", flat=True)) == {State.UNCONFIRMED}


@pytest.mark.usefixtures("confirming")
@pytest.mark.parametrize(
    "sent_by", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_form_confirms_nothing(
    reader: Client, respond: Respond, sent_by: dict[str, str]
) -> None:
    respond("It ran aground.")
    assert reader.post(mailed_link(), headers=sent_by).status_code == 403
    assert state() == State.UNCONFIRMED


@pytest.mark.usefixtures("confirming")
def test_a_link_runs_out_and_what_was_never_confirmed_is_deleted(
    reader: Client, respond: Respond, ferry: Article
) -> None:
    respond("It ran aground.")
    link = mailed_link()
    late = timezone.now() + CONFIRM_LIFETIME + timedelta(minutes=1)
    with time_machine.travel(late, tick=False):
        answer = reader.post(link)
        assert (answer.status_code, state()) == (410, State.UNCONFIRMED)
        assert "This link has expired" in answer.content.decode()
        delete_unconfirmed(timezone.now())
        assert not Comment.objects.exists()
        assert reader.post(link).status_code == 410
        assert respond("Once more.").number is None


def test_whoever_wants_replies_confirms_the_address_though_the_response_is_out(
    reader: Client, ferry: Article
) -> None:
    reader.post(f"{ferry.permalink}respond/", TOVES | {"wants_replies": "on"})
    assert (state(), Comment.objects.get().is_mail_confirmed) == (State.PUBLISHED, False)
    reader.post(mailed_link())
    assert (state(), Comment.objects.get().is_mail_confirmed) == (State.PUBLISHED, True)


def test_replies_are_told_at_an_address(reader: Client, ferry: Article) -> None:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"mail": "", "wants_replies": "on"})
    assert answer.status_code == 422
    assert "Enter an e-mail address to be notified of replies." in answer.content.decode()


@pytest.mark.usefixtures("confirming")
def test_one_link_is_enough_for_all_responses_of_its_owner(reader: Client, ferry: Article) -> None:
    for words in ("It ran aground.", "And sank.", "Buy pills."):
        reader.post(f"{ferry.permalink}respond/", TOVES | {"text": words})
    first, second, third = Comment.objects.order_by("pk")
    deliver_due()
    assert len(mail.outbox) == 1
    page = reader.get(mailed_link()).content.decode()
    assert all(words in page for words in ("It ran aground.", "And sank.", "Buy pills."))
    reader.post(mailed_link(), {"response": [second.pk, "x", "999999"]})
    for comment in (first, second, third):
        comment.refresh_from_db()
    assert [first.state, second.state, third.state] == [
        State.PUBLISHED,
        State.PUBLISHED,
        State.UNCONFIRMED,
    ]


@pytest.mark.usefixtures("confirming")
def test_the_link_confirms_nothing_of_other_addresses(
    reader: Client, respond: Respond, ferry: Article
) -> None:
    reader.post(f"{ferry.permalink}respond/", TOVES)
    link = mailed_link()
    bens = respond("Mine", name="Ben", mail="ben@reader.example", address="192.0.2.8")
    assert "Mine" not in reader.get(link).content.decode()
    reader.post(link, {"response": bens.pk})
    bens.refresh_from_db()
    assert bens.state == State.UNCONFIRMED


@pytest.mark.usefixtures("confirming")
def test_an_answered_address_gets_the_next_link_too(reader: Client, ferry: Article) -> None:
    for words in ("It ran aground.", "And sank."):
        reader.post(f"{ferry.permalink}respond/", TOVES | {"text": words})
        reader.post(mailed_link())
    assert len(mail.outbox) == 2
    assert set(Comment.objects.values_list("state", flat=True)) == {State.PUBLISHED}
