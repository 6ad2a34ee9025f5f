"""A proof of work takes a browser a second, and counts once."""

import base64
import json
from datetime import timedelta

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge
from django.test import Client
from django.utils import timezone

from byline.discussion.choices import Reason, State
from byline.discussion.models import Comment, CommentRules, SpentProof
from byline.discussion.proofs import PROOF_LIFETIME
from byline.discussion.tasks import delete_spent_proofs
from byline.newsroom.models import Article

TOVES = {"name": "Tove", "text": "It ran late.", "mail": "tove@reader.example"}


@pytest.fixture(autouse=True)
def _proof_is_wanted(comment_rules: CommentRules) -> None:
    comment_rules.requires_proof = True
    comment_rules.save()


def work(reader: Client) -> str:
    """What a browser finds for the challenge that it is given."""
    challenge = Challenge.from_dict(reader.get("/-/proof/").json()["challenge"])
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()


def respond(reader: Client, ferry: Article, text: str, proof: str) -> Comment:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | {"text": text, "proof": proof})
    assert answer.status_code == 302
    return Comment.objects.get(text=text)


def test_who_worked_is_published_at_once(reader: Client, ferry: Article) -> None:
    assert respond(reader, ferry, "It ran late.", work(reader)).state == State.PUBLISHED


def test_a_browser_without_script_waits_for_a_moderator(reader: Client, ferry: Article) -> None:
    comment = respond(reader, ferry, "It ran late.", "")
    assert (comment.state, comment.reason) == (State.PENDING, Reason.NO_PROOF)


def test_a_proof_counts_once(reader: Client, ferry: Article) -> None:
    proof = work(reader)
    assert respond(reader, ferry, "First", proof).state == State.PUBLISHED
    again = respond(reader, ferry, "Second", proof)
    assert (again.state, again.reason, again.decisions.get().rule) == (
        State.PENDING,
        Reason.NO_PROOF,
        "no-proof",
    )


def test_what_was_spent_is_kept_no_longer_than_it_would_hold(
    reader: Client, ferry: Article
) -> None:
    respond(reader, ferry, "First", work(reader))
    delete_spent_proofs()
    assert SpentProof.objects.count() == 1
    with time_machine.travel(timezone.now() + PROOF_LIFETIME + timedelta(seconds=2), tick=False):
        delete_spent_proofs()
    assert SpentProof.objects.count() == 0


def test_a_proof_is_not_spent_on_an_error(reader: Client, ferry: Article) -> None:
    proof = work(reader)
    assert (
        reader.post(f"{ferry.permalink}respond/", TOVES | {"name": "", "proof": proof}).status_code
        == 422
    )
    assert respond(reader, ferry, "It ran late.", proof).state == State.PUBLISHED


def test_a_proof_that_has_run_out_is_none(reader: Client, ferry: Article) -> None:
    proof = work(reader)
    with time_machine.travel(timezone.now() + PROOF_LIFETIME + timedelta(seconds=2), tick=False):
        assert respond(reader, ferry, "It ran late.", proof).reason == Reason.NO_PROOF


def forged(proof: str, **parameters: object) -> str:
    payload = json.loads(base64.b64decode(proof))
    payload["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_nobody_makes_a_challenge_of_their_own(reader: Client, ferry: Article) -> None:
    proof = work(reader)
    wrong = [
        "x",
        "e30=",
        "W10=",
        "bnVsbA==",
        forged(proof, nonce="00" * 16),
        forged(proof, expiresAt=9**10),
        forged(proof, cost=1),
    ]
    for number, forgery in enumerate(wrong):
        assert respond(reader, ferry, f"Thought {number}", forgery).reason == Reason.NO_PROOF


def test_the_challenge_is_everybodys_own_and_never_kept(reader: Client, ferry: Article) -> None:
    answer = reader.get("/-/proof/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert set(answer.json()) == {"challenge", "started"}
    assert answer.json()["challenge"] != reader.get("/-/proof/").json()["challenge"]
    assert answer.cookies == {}


def test_the_stamp_tells_who_writes_faster_than_a_person(reader: Client, ferry: Article) -> None:
    given = {"proof": work(reader), "started": reader.get("/-/proof/").json()["started"]}
    reader.post(f"{ferry.permalink}respond/", TOVES | given)
    assert Comment.objects.get().reason == Reason.TOO_FAST


def test_me_says_who_is_signed_in_and_nothing_more(
    reader: Client, ferry: Article, django_user_model: type
) -> None:
    stranger = reader.get("/-/me")
    assert (stranger.json(), stranger.cookies) == ({"name": ""}, {})
    ida = django_user_model.objects.create_user(
        "ida@harbour.example", first_name="Ida", last_name="Holm"
    )
    reader.force_login(ida)
    known = reader.get("/-/me")
    assert (known.json(), known.cookies) == ({"name": "Ida Holm"}, {})
    assert "no-store" in known.headers["Cache-Control"]
