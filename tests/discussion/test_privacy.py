"""Addresses are deleted in time; people can view and erase their data."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from byline.accounts.actions import close_account, create_user
from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.actions.confirming import confirm
from byline.discussion.actions.erasing import erase_person
from byline.discussion.actions.forgetting import forget
from byline.discussion.actions.reporting import SubmittedReport, report_comment
from byline.discussion.choices import Act, Reason, State
from byline.discussion.keys import mail_key
from byline.discussion.models import Ban, Comment, CommentRules, Decision, Objection, Report, Thread
from byline.discussion.personal_data import DataSubject
from byline.discussion.tokens import my_data_token
from byline.network.deliveries.mail import text_and_headers
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.newsroom.models import Article
from newsrooms import HOST
from response_helpers import Respond

PERSONAL_FIELDS = ("mail", "address", "address_key", "agent", "name", "text")
TOVES = "tove@reader.example"


@pytest.fixture
def ina(db: None) -> User:
    return create_user("ina@reader.example", "Ina Berg", "seven herons on a weir")


def browser(user: User) -> Client:
    client = Client(HTTP_HOST=HOST)
    client.force_login(user)
    return client


def known(comment: Comment) -> tuple[Any, ...]:
    comment.refresh_from_db()
    return tuple(getattr(comment, name) for name in PERSONAL_FIELDS)


def in_days(days: int) -> Any:
    return timezone.now() + timedelta(days=days)


def mailed_link() -> str:
    link = re.search(
        r"http://harbour.example(/-/my-data/\S+)",
        text_and_headers(Delivery.objects.latest("pk").payload)[0],
    )
    assert link
    return link[1]


def test_addresses_are_dropped_after_the_sites_days_and_words_stay(
    respond: Respond, comment_rules: CommentRules
) -> None:
    comment = respond("It ran late.", agent="Lynx", wants_replies=True)
    assert forget(in_days(89)) == 0
    assert known(comment)[:2] == (TOVES, "203.0.113.7")
    assert [forget(in_days(91)), forget(in_days(91))] == [1, 0]
    assert known(comment) == ("", None, "", "", "Tove", "It ran late.")
    assert (comment.mail_key, comment.wants_replies) == (mail_key(TOVES), False)


def test_it_goes_on_where_it_was_stopped(respond: Respond) -> None:
    for number in range(3):
        respond(f"Thought {number}")
    assert Comment.objects.update(is_forgotten=False) == 3
    first = forget(in_days(91), seconds=0)
    assert first + forget(in_days(91)) == 3
    assert not Comment.objects.exclude(mail="").exists()


def test_of_reports_it_is_forgotten_who_made_them_once_they_are_settled(respond: Respond) -> None:
    comment = respond("You are a fool.")
    made = report_comment(
        comment,
        SubmittedReport(
            name="Kit", mail="kit@reader.example", address="198.51.100.1", words="Rude."
        ),
    ).report
    forget(in_days(200))
    made.refresh_from_db()
    assert made.mail == "kit@reader.example", "they are still to be told"
    decide(comment, Act.REMOVE, Grounds(Reason.ABUSE))
    Report.objects.update(notified_at=timezone.now())
    forget(in_days(91))
    made.refresh_from_db()
    assert (made.name, made.mail, made.mail_key, made.address_key, made.words) == (
        "",
        "",
        "",
        "",
        "Rude.",
    )


def test_a_ban_goes_when_it_ends(respond: Respond, ferry: Article) -> None:
    ban(ferry.site, parse_target("mail", TOVES), until=in_days(7))
    forever = ban(ferry.site, parse_target("mail", "kit@reader.example"), until=None)
    forget(in_days(6))
    assert Ban.objects.count() == 2
    forget(in_days(8))
    assert Ban.objects.get() == forever


def test_a_guest_is_mailed_a_link_and_others_learn_nothing(
    respond: Respond, reader: Client
) -> None:
    respond("It ran late.")
    answers = [
        reader.post("/-/my-data/", {"mail": mail}).content
        for mail in ("Tove@Reader.example", "nobody@reader.example")
    ]
    assert answers[0] == answers[1]
    assert [delivery.to for delivery in Delivery.objects.all()] == ["Tove@Reader.example"]
    assert "tove" not in mailed_link().lower()
    page = reader.get(mailed_link())
    assert "It ran late." in page.content.decode()
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("same-origin", "noindex")


def test_what_is_handed_out_is_all_of_it(respond: Respond, reader: Client, ina: User) -> None:
    respond("It ran late.")
    respond("Somebody else's", name="Kit", mail="kit@reader.example")
    own = respond("Mine", user=ina, mail="ina@reader.example")
    decide(own, Act.REMOVE, Grounds(Reason.OFF_TOPIC, message="Not about the ferry."))
    guests = reader.get(f"/-/my-data/{my_data_token(mail_key(TOVES))}/?json").json()
    [response] = guests["responses"]
    assert (response["text"], response["email"], response["ip_address"]) == (
        "It ran late.",
        TOVES,
        "kept, not shown",
    )
    answer = browser(ina).get("/-/my-data/account/?json")
    [mine] = answer.json()["responses"]
    assert (mine["text"], mine["ip_address"], mine["decisions"][-1]["message"]) == (
        "Mine",
        "203.0.113.7",
        "Not about the ferry.",
    )
    assert "attachment" in answer["Content-Disposition"]


def test_erased_words_leave_a_number_and_a_line(
    respond: Respond, reader: Client, ferry: Article
) -> None:
    comment = respond("It ran late.")
    respond("Did it?", name="Kit", mail="kit@reader.example", parent=1)
    removed = decide(
        comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC, message="You said: it ran late.")
    )
    Objection.objects.create(
        decision=removed, comment=comment, words="It did run late.", made_at=timezone.now()
    )
    report_comment(
        Comment.objects.get(number=2), SubmittedReport(mail=TOVES, address="203.0.113.7")
    )
    here = f"/-/my-data/{my_data_token(mail_key(TOVES))}/"
    assert reader.post(here, {}).status_code == 422
    assert reader.post(here, {"sure": "on"})["Location"] == f"{here}?erased"
    assert known(comment) == ("", None, "", "", "", "")
    assert (comment.state, comment.number, comment.mail_key, comment.html, comment.author_id) == (
        State.ERASED,
        1,
        "",
        "",
        None,
    )
    assert set(
        Decision.objects.filter(comment=comment).values_list("text", "message", "detail")
    ) == {("", "", "")}
    assert list(Decision.objects.filter(comment=comment).values_list("act", "reason")) == [
        ("publish", "fine"),
        ("remove", "off-topic"),
        ("erase", "author-wish"),
    ]
    assert Objection.objects.values_list("words", "outcome__act").get() == ("", "erase")
    assert Report.objects.values_list("mail", "mail_key", "address_key").get() == ("", "", "")
    page = reader.get(ferry.permalink).content.decode()
    assert (
        "Erased at the author&#x27;s request." in page or "Erased at the author's request." in page
    )
    assert "In reply to 1" in page
    assert "It ran late." not in page.replace("<p>It ran late.</p>", "", 1), (
        "the article itself says so once"
    )
    assert Thread.objects.get(article=ferry).published == 1
    assert "No data is stored about you." in reader.get(f"{here}?erased").content.decode()


def test_a_link_that_is_none_of_ours_or_too_old_opens_nothing(
    respond: Respond, reader: Client, time_machine: Any
) -> None:
    comment, ticket = respond("It ran late."), my_data_token(mail_key(TOVES))
    for path in (
        f"/-/my-data/{mail_key(TOVES)}/",
        f"/-/my-data/{ticket[:-1]}/",
        f"/-/my-data/{ticket}x/",
    ):
        assert (reader.get(path).status_code, reader.post(path, {"sure": "on"}).status_code) == (
            404,
            404,
        )
    time_machine.move_to(in_days(3))
    assert reader.post(f"/-/my-data/{ticket}/", {"sure": "on"}).status_code == 404
    assert known(comment)[-1] == "It ran late."


def test_another_sites_form_erases_nothing(respond: Respond, ina: User) -> None:
    own = respond("Mine", user=ina)
    answer = browser(ina).post(
        "/-/my-data/account/", {"sure": "on"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert (answer.status_code, known(own)[-1]) == (403, "Mine")


def test_nobody_signed_in_has_no_page(db: None, respond: Respond, reader: Client) -> None:
    for answer in (
        reader.get("/-/my-data/account/"),
        reader.post("/-/my-data/account/", {"sure": "on"}),
    ):
        assert answer["Location"] == "/accounts/login/?next=/-/my-data/account/"


def test_who_has_an_account_erases_there_and_nobody_elses(respond: Respond, ina: User) -> None:
    own, others = respond("Mine", user=ina, mail=ina.email), respond("Others'")
    client = browser(ina)
    assert '/-/my-data/account/"' in client.get("/accounts/").content.decode()
    client.post("/-/my-data/account/", {"sure": "on"})
    assert (known(own)[-1], known(others)[-1]) == ("", "Others'")
    assert User.objects.filter(pk=ina.pk).exists()


@pytest.mark.parametrize("erase", [True, False])
def test_an_account_that_ends_leaves_no_address(respond: Respond, ina: User, erase: bool) -> None:
    own = respond("Mine", name="Ina Berg", user=ina, mail=ina.email)
    close_account(ina, erase=erase)
    assert known(own) == ("", None, "", "", "" if erase else "Ina Berg", "" if erase else "Mine")
    assert (own.author_id, own.mail_key) == (None, "")


def test_who_asks_too_often_waits(respond: Respond, reader: Client) -> None:
    confirm(respond("It ran late."))
    answers = [reader.post("/-/my-data/", {"mail": TOVES}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert Delivery.objects.count() == 3
    assert (
        reader.post("/-/my-data/", {"mail": "tove"}, REMOTE_ADDR="198.51.100.1").status_code == 422
    )


def test_the_limit_of_three_mails_lasts_a_day(respond: Respond, reader: Client) -> None:
    confirm(respond("It ran late."))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ten_minutes in range(12):
            reader.post("/-/my-data/", {"mail": TOVES})
            clock.shift(timedelta(hours=2))
        assert Delivery.objects.count() == 3
        reader.post("/-/my-data/", {"mail": TOVES})
        assert Delivery.objects.count() == 4


def test_an_address_that_a_stranger_typed_gets_one_link_to_its_data(
    respond: Respond, reader: Client
) -> None:
    respond("It ran late.")
    answers = {reader.post("/-/my-data/", {"mail": TOVES}).content for _ in range(5)}
    assert len(answers) == 1
    assert Delivery.objects.count() == 1


def still_owed() -> set[str]:
    return set(Delivery.objects.values_list("to", flat=True))


@pytest.fixture
def both_are_told(respond: Respond, ina: User) -> None:
    """Tove and Ina are to be told that what they wrote was removed, Kit as well; what Tove is told
    was given up.
    """
    for written in (
        respond("It ran late.", mail="Tove@Reader.example"),
        respond("Mine", user=ina, mail=ina.email),
        respond("Ours", name="Kit", mail="kit@reader.example"),
    ):
        Comment.objects.filter(pk=written.pk).update(is_mail_confirmed=True)
        written.refresh_from_db()
        decide(written, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    Delivery.objects.filter(to="Tove@Reader.example").update(
        state=DeliveryState.GIVEN_UP, settled_at=timezone.now()
    )


@pytest.mark.usefixtures("both_are_told")
def test_nothing_is_owed_any_more_to_whom_is_erased(ina: User) -> None:
    assert still_owed() == {"Tove@Reader.example", "ina@reader.example", "kit@reader.example"}
    erase_person(DataSubject(mail_key(TOVES)))
    assert still_owed() == {"ina@reader.example", "kit@reader.example"}
    erase_person(DataSubject(user=ina))
    assert still_owed() == {"kit@reader.example"}


@pytest.mark.usefixtures("both_are_told")
def test_nor_to_an_account_that_ended(ina: User) -> None:
    close_account(ina, erase=False)
    assert still_owed() == {"Tove@Reader.example", "kit@reader.example"}


@pytest.mark.usefixtures("both_are_told")
def test_what_was_given_up_goes_with_the_address_and_what_came_later_stays() -> None:
    Delivery.objects.filter(to="kit@reader.example").update(made_at=in_days(5))
    forget(in_days(91))
    assert still_owed() == {"kit@reader.example"}
