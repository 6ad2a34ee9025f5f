"""Mass reports are kept out by proof of work, a honeypot and a rate limit."""

import pytest
from django.test import Client

from byline.accounts.actions import create_user
from byline.discussion.choices import State
from byline.discussion.models import Comment, CommentRules, Report
from byline.network.models import Delivery
from discussion.test_proofs import work
from newsrooms import HOST
from response_helpers import Respond

RUDE = {"reason": "abuse", "words": "He calls her a fool."}


@pytest.fixture(autouse=True)
def _proof_is_wanted(comment_rules: CommentRules) -> None:
    comment_rules.requires_proof = True
    comment_rules.save()


def report(comment: Comment, reader: Client, place: str, **fields: str) -> int:
    """A report from that internet address: the status of the answer."""
    return reader.post(f"/-/report/{comment.pk}/", RUDE | fields, REMOTE_ADDR=place).status_code


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_reports_without_work_reach_the_moderator_and_hold_nothing(
    respond: Respond, reader: Client
) -> None:
    comment = respond("You are a fool.")
    assert [report(comment, reader, f"192.0.2.{place}") for place in range(4)] == [302] * 4
    assert list(Report.objects.values_list("is_proven", "settled_at")) == [(False, None)] * 4
    assert state_of(comment) == State.PUBLISHED


def test_reports_by_people_whose_browsers_worked_hold_it(respond: Respond, reader: Client) -> None:
    comment = respond("You are a fool.")
    assert [
        report(comment, reader, f"192.0.2.{place}", proof=work(reader)) for place in range(3)
    ] == [302] * 3
    assert state_of(comment) == State.PENDING


def test_one_proof_counts_for_one_report(respond: Respond, reader: Client) -> None:
    comment, proof = respond("You are a fool."), work(reader)
    for place in range(4):
        report(comment, reader, f"192.0.2.{place}", proof=proof)
    assert list(Report.objects.order_by("pk").values_list("is_proven", flat=True)) == [
        True,
        False,
        False,
        False,
    ]
    assert state_of(comment) == State.PUBLISHED


def test_an_account_needs_no_work(respond: Respond) -> None:
    comment, signed_in = respond("You are a fool."), Client(HTTP_HOST=HOST)
    signed_in.force_login(
        create_user(email="kit@reader.example", name="Kit", password="a long password")
    )
    report(comment, signed_in, "192.0.2.1")
    assert Report.objects.get().is_proven


@pytest.mark.parametrize("page", ["", "illegal/"])
def test_what_fills_in_the_unseen_field_is_told_and_nothing_is_kept(
    page: str, respond: Respond, reader: Client
) -> None:
    comment = respond("You are a fool.")
    notice = RUDE | {"name": "Kit", "mail": "kit@reader.example", "good_faith": "on"}
    answer = reader.post(f"/-/report/{comment.pk}/{page}", notice | {"company": "Cheap Pills"})
    shown = answer.content.decode()
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert "Your browser filled in a hidden spam-check field." in shown
    assert "He calls her a fool." in shown, "the words are not lost"
    assert "Cheap Pills" not in shown
    assert reader.post(f"/-/report/{comment.pk}/{page}", notice).status_code == 302


def test_nobodys_mailbox_is_filled_with_receipts(respond: Respond, reader: Client) -> None:
    comments = [respond(f"You are a fool, {number} times.") for number in range(11)]
    answers = [
        report(comment, reader, f"192.0.2.{place}", mail="victim@reader.example")
        for place, comment in enumerate(comments)
    ]
    assert answers == [302] * 11
    assert Delivery.objects.filter(to="victim@reader.example").count() == 1
