"""What was given up stands at the desk of those who run the site, with its error, to be tried again or forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from byline.network.actions import enqueue_mail
from byline.network.actions.delivering import deliver_due
from byline.network.delivery_kinds import KINDS, DeliveryState
from byline.network.models import Delivery
from cast import Desk


@pytest.fixture
def dead(desk: Desk) -> Delivery:
    delivery = enqueue_mail(
        site=desk.site, to="tove@reader.example", subject="Your response", text="It is published."
    )
    gone = {
        "state": DeliveryState.GIVEN_UP,
        "error": "550 nobody",
        "due_at": None,
        "settled_at": timezone.now(),
        "tries": 9,
    }
    Delivery.objects.filter(pk=delivery.pk).update(**gone)
    return Delivery.objects.get()


@pytest.mark.parametrize("name", ["maya", "olu"])
def test_those_who_run_the_site_see_it_and_why(dead: Delivery, desk: Desk, name: str) -> None:
    page = desk.browser(name).get("/admin/deliveries/")
    assert [(delivery.pk, kind) for delivery, kind in page.context["dead"]] == [(dead.pk, "E-mail")]
    for words in ("tove@reader.example", "Your response", "550 nobody"):
        assert words in page.content.decode()
    assert "failed and was given up" in desk.browser(name).get("/admin/").content.decode()


def test_nobody_at_the_desk_learns_to_whom_a_mail_about_an_account_went(
    dead: Delivery, desk: Desk
) -> None:
    error = "550 5.1.1 <tove@reader.example>: no such mailbox"
    Delivery.objects.update(kind="account-mail", error=error)
    page = desk.browser("olu").get("/admin/deliveries/").content.decode()
    assert "tove" not in page
    assert "550 5.1.1 &lt;***&gt;: no such mailbox" in page
    assert "was given up" not in desk.browser("olu").get("/admin/").content.decode()


def test_every_kind_has_a_name() -> None:
    assert {name: str(kind.label) for name, kind in KINDS.items()} == {
        "mail": "E-mail",
        "account-mail": "E-mail about an account",
        "notice": "Notification of a hub or search engine",
        "linkback": "Notification of a page that an article links to",
        "mention_check": "Check of a page that links to an article",
        "hub_check": "Check of a subscription",
        "hub_feed": "Feed for a subscriber",
        "akismet_report": "Report to Akismet",
    }


@pytest.mark.parametrize("name", ["rosa", "edo", "ana"])
@pytest.mark.parametrize("way", ["", "{pk}/retry/", "{pk}/delete/"])
def test_nobody_else_does(dead: Delivery, desk: Desk, name: str, way: str) -> None:
    browser, path = desk.browser(name), f"/admin/deliveries/{way.format(pk=dead.pk)}"
    answer = browser.post(path) if way else browser.get(path)
    assert "tove@reader.example" not in answer.content.decode()
    assert answer["Location"].startswith("/admin/")
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_the_sister_papers_owner_finds_none_of_it(dead: Delivery, desk: Desk) -> None:
    otto: Client = desk.browser("otto")
    assert list(otto.get("/admin/deliveries/").context["dead"]) == []
    assert otto.post(f"/admin/deliveries/{dead.pk}/retry/").status_code == 404
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_it_is_tried_again(dead: Delivery, desk: Desk) -> None:
    desk.browser("maya").post(f"/admin/deliveries/{dead.pk}/retry/")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.settled_at) == (DeliveryState.QUEUED, 0, None)
    deliver_due()
    assert ([sent.to for sent in mail.outbox], Delivery.objects.get().state) == (
        [["tove@reader.example"]],
        "delivered",
    )


def test_what_strangers_caused_stands_behind_and_rings_no_alarm(dead: Delivery, desk: Desk) -> None:
    newer = Delivery.objects.get()
    newer.pk, newer.kind, newer.to = None, "mention_check", "https://blog.example/note"
    newer.settled_at += timedelta(hours=1)
    newer.save()
    maya = desk.browser("maya")
    rows = maya.get("/admin/deliveries/").context["dead"]
    assert [delivery.pk for delivery, _kind in rows] == [dead.pk, newer.pk]
    dead.delete()
    assert "failed and was given up" not in maya.get("/admin/").content.decode()
    maya.post(f"/admin/deliveries/{newer.pk}/retry/")
    assert Delivery.objects.get().state == DeliveryState.QUEUED


def test_it_is_forgotten(dead: Delivery, desk: Desk) -> None:
    desk.browser("maya").post(f"/admin/deliveries/{dead.pk}/delete/")
    assert not Delivery.objects.exists()
