"""What is owed to another server is delivered, tried again, or stands in a list of what was given up."""

import socketserver
from collections.abc import Iterator
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

from byline.network.actions import enqueue_mail
from byline.network.actions.delivering import claim, delete_old_deliveries, deliver_due
from byline.network.choices import CLAIM_LASTS, KEPT, PAUSES, DeliveryState
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
            said = b"550 nobody of this name" if line.upper().startswith(b"RCPT") else b"250 fine"
            self.wfile.write(said + b"\r\n")


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


def test_a_mail_goes_out_in_the_papers_name(harbour_post: Site) -> None:
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
    said = sent.message()
    assert (said["List-Unsubscribe"], said["Auto-Submitted"]) == (
        "<https://harbour.example/-/x>",
        "auto-generated",
    )
    assert deliver_due() == 0


def test_what_was_delivered_keeps_nobodys_address(harbour_post: Site) -> None:
    owed = enqueue_mail(site=harbour_post, **TO_TOVE)
    deliver_due()
    owed.refresh_from_db()
    assert (owed.state, owed.to, owed.payload, owed.due_at) == (
        DeliveryState.DELIVERED,
        "",
        {},
        None,
    )
    with time_machine.travel(owed.settled_at + KEPT + timedelta(seconds=1), tick=False):
        delete_old_deliveries()
    assert not Delivery.objects.exists()


def test_what_was_not_committed_is_not_owed(harbour_post: Site) -> None:
    with transaction.atomic():
        enqueue_mail(site=harbour_post, **TO_TOVE)
        transaction.set_rollback(True)
    assert (deliver_due(), mail.outbox) == (0, [])


@pytest.mark.usefixtures("nobody_listens")
def test_a_mail_server_that_is_away_is_asked_again_and_again_and_then_no_more(
    harbour_post: Site,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        owed = enqueue_mail(site=harbour_post, **TO_TOVE)
        for number, pause in enumerate(PAUSES, start=1):
            deliver_due()
            owed.refresh_from_db()
            assert (owed.state, owed.tries, owed.due_at) == (
                DeliveryState.OWED,
                number,
                datetime.now(UTC) + pause,
            )
            clock.shift(pause - timedelta(seconds=1))
            deliver_due()
            clock.shift(1)
        deliver_due()
    owed.refresh_from_db()
    assert (owed.state, owed.due_at) == (DeliveryState.GIVEN_UP, None)
    assert owed.error == "ConnectionRefusedError: [Errno 111] Connection refused"
    assert (owed.to, owed.payload["text"]) == ("tove@reader.example", "It is published.")


def test_an_address_that_is_nobodys_is_given_up_at_once(
    harbour_post: Site, settings: Settings
) -> None:
    owed = enqueue_mail(site=harbour_post, **TO_TOVE)
    with post_office(settings):
        deliver_due()
    owed.refresh_from_db()
    assert (owed.state, owed.tries, owed.error) == (
        DeliveryState.GIVEN_UP,
        1,
        "550 nobody of this name",
    )


def test_two_keepers_never_send_it_at_once_and_one_that_died_loses_nothing(
    harbour_post: Site,
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue_mail(site=harbour_post, **TO_TOVE)
        one, other = Delivery.objects.get(), Delivery.objects.get()
        assert (claim(one), claim(other)) == (True, False)
        assert deliver_due() == 0
        clock.shift(CLAIM_LASTS)
        assert deliver_due() == 1


def test_both_of_two_sendings_are_known_to_be_one(harbour_post: Site) -> None:
    owed = enqueue_mail(site=harbour_post, **TO_TOVE)
    as_it_was = {
        "state": owed.state,
        "to": owed.to,
        "payload": owed.payload,
        "due_at": owed.due_at,
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
