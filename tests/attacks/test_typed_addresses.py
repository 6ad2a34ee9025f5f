"""Anybody can type an address: it earns no trust, makes no mail, and replaces nobody's own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.actions.confirming import confirm
from byline.discussion.choices import Act, Premoderation, Reason, State, WhoMayRespond
from byline.discussion.models import Comment, CommentRules
from byline.discussion.submission import Submission
from byline.network.actions.delivering import deliver_due
from byline.newsroom.models import Article
from newsrooms import (  # noqa: F401  (fixtures)
    HOST,
    contributor,
    harbour_post,
    news,
    publish,
)
from response_helpers import comment_rules, ferry  # noqa: F401  (fixtures)

NOW = datetime.fromisoformat("2026-11-29T12:00:00Z")
ATTACKER, HOME = "203.0.113.7", "198.51.100.20"
TOVES = "tove@reader.example"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rules(comment_rules: CommentRules) -> CommentRules:  # noqa: F811
    """The rules of a new site, without the proof of work."""
    comment_rules.who_may_respond = WhoMayRespond.CONFIRMED
    comment_rules.premoderation = Premoderation.FIRST
    comment_rules.flood_number = 5
    comment_rules.save()
    return comment_rules


def post(ferry: Article, text: str, email: str, address: str = ATTACKER, **more: Any) -> int:  # noqa: F811
    form = {"name": "Tove", "text": text, "mail": email, **more}
    browser = Client(HTTP_HOST=HOST, REMOTE_ADDR=address)
    return browser.post(f"{ferry.permalink}respond/", form).status_code


def recipients() -> list[str]:
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        deliver_due()
    return [letter.to[0] for letter in mail.outbox]


def trust(ferry: Article, rules: CommentRules) -> None:  # noqa: F811
    """Tove has confirmed her address and has a published response."""
    post(ferry, "The first.", TOVES, HOME)
    comment = Comment.objects.get()
    confirm(comment)
    decide(Comment.objects.get(), Act.PUBLISH, Grounds(Reason.FINE))
    assert Comment.objects.get().state == State.PUBLISHED
    recipients()
    mail.outbox.clear()


def test_sixty_invented_addresses_from_one_network(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    statuses = [post(ferry, f"Text {n}.", f"stranger{n}@else.example") for n in range(60)]
    assert statuses == [302] * 5 + [403] * 55
    assert len(recipients()) == 5


def test_however_slowly_a_network_makes_few_mails_a_day(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(60):
            address = f"2001:db8:7:7::{number:x}"
            post(ferry, f"Text {number}.", f"stranger{number}@else.example", address)
            clock.shift(timedelta(minutes=15))
    assert len(recipients()) == 30


def test_one_stranger_from_sixty_networks_by_every_door(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    victim = "victim@else.example"
    published = Comment.objects.filter(state=State.PUBLISHED)
    trust(ferry, rules)
    rules.hold_after_reports = 0
    rules.save()
    for number in range(10):
        address = f"10.{number}.1.1"
        browser = Client(HTTP_HOST=HOST, REMOTE_ADDR=address)
        post(ferry, f"Text {number}.", victim, address, wants_replies="on")
        browser.post("/-/my-data/", {"mail": victim})
        browser.post(
            f"/-/report/{published.get().pk}/",
            {"reason": "spam", "words": f"Spam {number}.", "mail": victim},
        )
        sign_up = {"name": "V", "email": victim, "password1": "seven herons on a weir"}
        browser.post("/accounts/signup/", sign_up)
    assert recipients() == [victim]
    for comment in Comment.objects.filter(mail=victim):
        decide(comment, Act.REJECT, Grounds(Reason.SPAM))
    assert recipients() == [victim]


def test_a_network_that_asked_for_much_mail_is_told_so(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    browser = Client(HTTP_HOST=HOST, REMOTE_ADDR=ATTACKER)
    pages = []
    for number in range(11):
        address = f"stranger{number}@else.example"
        form = {"name": "V", "email": address, "password1": "seven herons on a weir"}
        pages.append(Client(HTTP_HOST=HOST, REMOTE_ADDR=ATTACKER).post("/accounts/signup/", form))
    assert [page.status_code for page in pages] == [302] * 10 + [429]
    assert "Many e-mails have been requested from your network." in pages[-1].content.decode()
    form = {"name": "Tove", "text": "It ran late.", "mail": TOVES}
    refused = browser.post(f"{ferry.permalink}respond/", form)
    assert refused.status_code == 403
    shown = refused.content.decode()
    assert "we cannot send you the link that confirms your response" in shown
    assert "You have posted several responses" not in shown
    assert "It ran late.</textarea>" in shown


def test_a_request_for_data_counts_for_its_network_whoever_is_known(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    trust(ferry, rules)
    statuses = []
    for address, network in ((TOVES, "203.0.113.8"), ("nobody@else.example", "203.0.114.8")):
        browser = Client(HTTP_HOST=HOST, REMOTE_ADDR=network)
        for _ in range(3):
            browser.post("/-/my-data/", {"mail": address})
        signing_up = [
            browser.post(
                "/accounts/password/reset/", {"email": f"stranger{number}{network}@else.example"}
            ).status_code
            for number in range(8)
        ]
        statuses.append(signing_up)
    assert statuses == [[302] * 7 + [429]] * 2


def test_a_trusted_readers_address_earns_no_trust(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    trust(ferry, rules)
    rules.who_may_respond = WhoMayRespond.NAMED
    rules.save()
    post(ferry, "Unseen.", TOVES)
    typed = Comment.objects.latest("pk")
    assert (typed.state, typed.reason) == (State.PENDING, Reason.UNKNOWN_AUTHOR)
    decide(typed, Act.REJECT, Grounds(Reason.ABUSE, message="Not here."))
    assert recipients() == [], "it is not hers, and she hears nothing of it"


def test_where_addresses_are_confirmed_trust_waits_for_her_answer(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    trust(ferry, rules)
    post(ferry, "Unseen.", TOVES)
    typed = Comment.objects.latest("pk")
    assert (typed.state, typed.next_state) == (State.UNCONFIRMED, State.PUBLISHED)
    assert recipients() == [TOVES]


def test_responses_that_nobody_confirmed_make_nobody_known(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    """Such as those that were imported from another system."""
    trust(ferry, rules)
    Comment.objects.update(is_mail_confirmed=False)
    post(ferry, "The second.", TOVES, HOME)
    comment = Comment.objects.latest("pk")
    assert (comment.next_state, comment.reason) == (State.PENDING, Reason.UNKNOWN_AUTHOR)


def test_an_account_with_the_address_lends_no_trust_to_a_guest(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    tove = create_user(TOVES, "Tove", "seven herons on a weir")
    signed_in = Submission(name="Tove", text="The first.", mail=TOVES, user=tove, address=HOME)
    decide(post_comment(ferry, signed_in).comment, Act.PUBLISH, Grounds(Reason.FINE))
    rules.who_may_respond = WhoMayRespond.NAMED
    rules.save()
    post(ferry, "Unseen.", TOVES)
    assert Comment.objects.latest("pk").state == State.PENDING


def test_naming_an_address_does_not_replace_ones_own_in_the_flood_count(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    rules.who_may_respond = WhoMayRespond.NAMED
    rules.save()
    named = [post(ferry, f"Text {n}.", f"stranger{n}@else.example") for n in range(7)]
    assert named == [302] * 5 + [403] * 2
    assert post(ferry, "From elsewhere.", "stranger0@else.example", HOME) == 302


def test_a_stranger_does_not_use_up_a_readers_flood_count(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    for number in range(5):
        post(ferry, f"Text {number}.", TOVES, f"10.{number}.1.1")
    assert post(ferry, "Mine.", TOVES, HOME) == 302


def test_repeating_a_response_under_its_authors_address_does_not_open_the_authors_page(
    ferry: Article,  # noqa: F811
    rules: CommentRules,
) -> None:
    post(ferry, "The first.", TOVES, HOME)
    original = Comment.objects.get()
    browser = Client(HTTP_HOST=HOST, REMOTE_ADDR=ATTACKER)
    form = {"name": "Tove", "text": "The first.", "mail": TOVES}
    answer = browser.post(f"{ferry.permalink}respond/", form)
    assert f"/-/response/{original.pk}/" not in answer["Location"]
    again = Client(HTTP_HOST=HOST, REMOTE_ADDR=HOME).post(f"{ferry.permalink}respond/", form)
    assert again["Location"].startswith(f"/-/response/{original.pk}/"), "her own second click"
