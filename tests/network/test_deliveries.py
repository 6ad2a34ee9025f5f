"""The queue: everything in it is delivered, retried, or listed as given up."""

import socketserver
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from pytest_django import Settings
from wagtail.models import Site

from byline.network import tasks
from byline.network.actions import enqueue, enqueue_again, enqueue_mail
from byline.network.actions.delivering import (
    INTERRUPTED,
    claim,
    delete_old_deliveries,
    deliver_due,
    retry,
)
from byline.network.deliveries.mail import text_and_headers
from byline.network.delivery_kinds import KINDS, RETRY_PAUSES, DeliveryKind, DeliveryState
from byline.network.models import Delivery
from running_server import free_port

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
TO_TOVE = {"to": "tove@reader.example", "subject": "Your response", "text": "It is published."}


@pytest.fixture
def nobody_listens(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = (
        "127.0.0.1",
        free_port(),
        False,
    )


class Postmaster(socketserver.StreamRequestHandler):
    """A mail server that knows nobody."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            reply = b"550 nobody of this name" if line.upper().startswith(b"RCPT") else b"250 fine"
            self.wfile.write(reply + b"\r\n")


@contextmanager
def post_office(settings: Settings) -> Iterator[None]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socketserver.TCPServer(("127.0.0.1", 0), Postmaster) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = (
            "127.0.0.1",
            server.server_address[1],
            False,
        )
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def test_a_mail_is_sent_in_the_sites_name(harbour_post: Site) -> None:
    enqueue_mail(
        site=harbour_post, **TO_TOVE, headers={"List-Unsubscribe": "<https://harbour.example/-/x>"}
    )
    assert deliver_due() == 1
    [sent] = mail.outbox
    assert (sent.from_email, sent.to) == (
        "The Harbour Post <byline@localhost>",
        ["tove@reader.example"],
    )
    assert (sent.subject, sent.body) == ("Your response", "It is published.")
    message = sent.message()
    assert (message["List-Unsubscribe"], message["Auto-Submitted"]) == (
        "<https://harbour.example/-/x>",
        "auto-generated",
    )
    assert deliver_due() == 0


def test_delivered_mail_keeps_no_address(harbour_post: Site) -> None:
    delivery = enqueue_mail(site=harbour_post, **TO_TOVE)
    deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.to, delivery.payload, delivery.due_at) == (
        DeliveryState.DELIVERED,
        "",
        {},
        None,
    )
    with time_machine.travel(
        delivery.settled_at + KINDS["mail"].kept_for + timedelta(seconds=1), tick=False
    ):
        delete_old_deliveries()
    assert not Delivery.objects.exists()


def test_what_was_not_committed_is_not_queued(harbour_post: Site) -> None:
    with transaction.atomic():
        enqueue_mail(site=harbour_post, **TO_TOVE)
        transaction.set_rollback(True)
    assert (deliver_due(), mail.outbox) == (0, [])


@pytest.mark.usefixtures("nobody_listens")
def test_mail_is_retried_and_given_up_when_no_server_answers(
    harbour_post: Site,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        delivery = enqueue_mail(site=harbour_post, **TO_TOVE)
        for number, pause in enumerate(RETRY_PAUSES, start=1):
            deliver_due()
            delivery.refresh_from_db()
            assert (delivery.state, delivery.tries, delivery.due_at) == (
                DeliveryState.QUEUED,
                number,
                datetime.now(UTC) + pause,
            )
            clock.shift(pause - timedelta(seconds=1))
            deliver_due()
            clock.shift(1)
        deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.due_at) == (DeliveryState.GIVEN_UP, None)
    assert delivery.error == "ConnectionRefusedError: [Errno 111] Connection refused"
    assert (delivery.to, text_and_headers(delivery.payload)[0]) == (
        "tove@reader.example",
        "It is published.",
    )


def test_an_unknown_recipient_is_given_up_at_once(harbour_post: Site, settings: Settings) -> None:
    delivery = enqueue_mail(site=harbour_post, **TO_TOVE)
    with post_office(settings):
        deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.error) == (
        DeliveryState.GIVEN_UP,
        1,
        "550 nobody of this name",
    )


def test_a_delivery_is_claimed_once_and_retried_after_a_kill(
    harbour_post: Site,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue_mail(site=harbour_post, **TO_TOVE)
        one, other = Delivery.objects.get(), Delivery.objects.get()
        assert (claim(one), claim(other)) == (True, False)
        assert deliver_due() == 0
        clock.shift(KINDS["mail"].claim_lasts)
        assert deliver_due() == 1


def test_a_mail_sent_twice_has_one_message_id(harbour_post: Site) -> None:
    delivery = enqueue_mail(site=harbour_post, **TO_TOVE)
    as_it_was = {
        "state": delivery.state,
        "to": delivery.to,
        "payload": delivery.payload,
        "due_at": delivery.due_at,
        "settled_at": None,
    }
    deliver_due()
    Delivery.objects.update(
        **as_it_was
    )  # as if the process had been killed before it noted the first
    deliver_due()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("to", {"to": "tove"}),
        ("to", {"to": "tove@reader.example\nBcc: all@reader.example"}),
        ("subject", {"subject": "Yours\r\nBcc: all@reader.example"}),
        ("headers", {"headers": {"List-Id": "x\r\nBcc: all@reader.example"}}),
        ("headers", {"headers": {"X: y\nBcc": "all@reader.example"}}),
        ("headers", {"headers": {"From": "editor@harbour.example"}}),
    ],
)
def test_nothing_breaks_out_of_a_header(
    harbour_post: Site, field: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refused:
        enqueue_mail(site=harbour_post, **TO_TOVE | wrong)
    assert list(refused.value.error_dict) == [field]
    assert not Delivery.objects.exists()


@pytest.mark.usefixtures("nobody_listens")
def test_a_retried_delivery_has_all_its_tries_again(harbour_post: Site) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        mail_to_tove = enqueue_mail(site=harbour_post, **TO_TOVE)
        tries_until_given_up(clock)
        mail_to_tove.refresh_from_db()
        retry(mail_to_tove)
        mail_to_tove.refresh_from_db()
        assert (mail_to_tove.state, mail_to_tove.tries, mail_to_tove.due_at) == (
            DeliveryState.QUEUED,
            0,
            datetime.now(UTC),
        )
        assert tries_until_given_up(clock) == len(RETRY_PAUSES) + 1


def tries_until_given_up(clock: Any) -> int:
    """How often the only delivery is tried from now on."""
    tries = 0
    while (delivery := Delivery.objects.get()).state == DeliveryState.QUEUED:
        clock.move_to(max(datetime.now(UTC), delivery.due_at))
        deliver_due()
        tries += 1
    return tries


def test_a_delivery_that_kills_every_process_is_given_up(harbour_post: Site) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue_mail(site=harbour_post, **TO_TOVE)
        for _ in range(KINDS["mail"].max_tries):
            assert claim(Delivery.objects.get())  # and the process is killed
            clock.shift(KINDS["mail"].claim_lasts)
        deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error, mail.outbox) == (
        DeliveryState.GIVEN_UP,
        INTERRUPTED,
        [],
    )


PAUSE = timedelta(minutes=7)


@pytest.fixture
def odd_kind(monkeypatch: pytest.MonkeyPatch) -> list[Delivery]:
    """A kind of its own: two tries, kept for an hour. What was given up is listed."""
    given_up: list[Delivery] = []

    def deliver(delivery: Delivery) -> None:
        if delivery.payload.get("again"):
            enqueue_again(delivery, to="there", payload={}, not_before=datetime.now(UTC))
            return
        raise ValueError("odd")

    kind = DeliveryKind(
        "odd",
        deliver,
        pauses=(PAUSE,),
        kept_for=timedelta(hours=1),
        on_giving_up=lambda delivery, error: given_up.append((delivery.pk, error)),
    )
    monkeypatch.setitem(KINDS, "odd", kind)
    return given_up


def test_a_kind_says_how_often_it_is_tried_and_how_long_it_is_kept(
    harbour_post: Site, odd_kind: list[Delivery]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        delivery = enqueue("odd", site=harbour_post, to="there", payload={}, host_key="there")
        letter = enqueue_mail(site=harbour_post, **TO_TOVE)
        deliver_due()
        delivery.refresh_from_db()
        assert (delivery.state, delivery.due_at, odd_kind) == (
            DeliveryState.QUEUED,
            NOON + PAUSE,
            [],
        )
        clock.shift(PAUSE)
        deliver_due()
        delivery.refresh_from_db()
        assert (delivery.state, odd_kind) == (
            DeliveryState.GIVEN_UP,
            [(delivery.pk, "ValueError: odd")],
        )
        clock.shift(timedelta(hours=1, seconds=1))
        delete_old_deliveries()
        assert list(Delivery.objects.all()) == [letter]


def test_what_is_queued_anew_during_a_try_is_tried_once_more(
    harbour_post: Site, odd_kind: list[Delivery]
) -> None:
    again = {"again": True}
    delivery = enqueue("odd", site=harbour_post, to="there", payload=again, host_key="there")
    deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.to) == (DeliveryState.QUEUED, 0, "there")


class FakeWorkers:
    """Workers that never finish. They have room for two hosts."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def busy_hosts(self) -> list[str]:
        return self.hosts

    def start_due(self, due: Iterable[str]) -> None:
        self.hosts += [host for host in due if host not in self.hosts][: 2 - len(self.hosts)]


def test_hosts_that_strangers_name_do_not_hold_up_the_mail(
    harbour_post: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, for_strangers = FakeWorkers(), FakeWorkers()
    monkeypatch.setattr(tasks, "_workers", own)
    monkeypatch.setattr(tasks, "_workers_for_strangers", for_strangers)
    for number in range(5):
        host = f"slow{number}.example"
        enqueue("hub_check", site=harbour_post, to=host, payload={}, host_key=host)
    tasks.deliver_queued()
    enqueue_mail(site=harbour_post, **TO_TOVE)
    enqueue("notice", site=harbour_post, to="x", payload={}, host_key=for_strangers.hosts[0])
    tasks.deliver_queued()
    assert (own.hosts, len(for_strangers.hosts)) == ([""], 2)
