"""A staging installation sends nothing, and search engines are kept out."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from byline.lib import http_client
from byline.network.actions import enqueue_mail, enqueue_notice
from byline.network.actions.delivering import deliver_due
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.syndication.choices import HubRefusalReason
from byline.syndication.models import FeedSettings
from newsrooms import HOST, Publish
from outsiders import Outsider, outsider, says


@pytest.fixture
def outside(harbour_post: Site, settings: Settings) -> Iterator[Outsider]:
    """A hub that also takes what search engines are told."""
    with outsider(says(b"", status=204)) as other:
        opened = {
            "allow_loopback_services": True,
            "indexnow_server": f"{other.url}/indexnow",
            "staging": True,
        }
        settings.OPTIONS = settings.OPTIONS.model_copy(update=opened)
        chosen = {"hub": f"{other.url}/hub", "tells_search_engines": True}
        FeedSettings.objects.update_or_create(site=harbour_post, defaults=chosen)
        yield other


def test_publishing_notifies_nobody(outside: Outsider, publish: Publish, reader: Client) -> None:
    publish("The tide")
    assert (Delivery.objects.count(), deliver_due(), outside.asked) == (0, 0, [])
    assert reader.get("/feed/")["Link"] == f'<http://{HOST}/feed/>; rel="self"'


def test_copied_deliveries_are_given_up_and_mail_goes_into_a_folder(
    outside: Outsider, harbour_post: Site
) -> None:
    enqueue_notice(site=harbour_post, to=f"{outside.url}/hub", text="", content_type="text/plain")
    enqueue_mail(
        site=harbour_post,
        to="tove@reader.example",
        subject="Your response",
        text="It is published.",
    )
    assert (deliver_due(), outside.asked) == (1, [])
    stands = {
        delivery.kind: (delivery.state, delivery.error) for delivery in Delivery.objects.all()
    }
    why = "this installation sends nothing, because its setting staging is true"
    assert stands == {
        "notice": (DeliveryState.GIVEN_UP, why),
        "mail": (DeliveryState.DELIVERED, ""),
    }


def test_nothing_can_be_posted_to_anybody(outside: Outsider) -> None:
    with pytest.raises(http_client.RequestRefused) as refused:
        http_client.post(f"{outside.url}/akismet", {"comment_content": "Hello"}, loopback=True)
    assert (str(refused.value), outside.asked) == (
        "this installation sends nothing, because its setting staging is true",
        [],
    )


def test_search_engines_are_kept_out(outside: Outsider, publish: Publish, reader: Client) -> None:
    for path in (publish("The tide").href, "/feed/", "/accounts/login/", "/robots.txt"):
        assert reader.get(path)["X-Robots-Tag"] == "noindex, nofollow"
    lines = reader.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "# A staging installation, not for the public.",
        "User-agent: *",
        "Disallow: /",
    ]


def test_staging_has_no_hub(outside: Outsider, harbour_post: Site, reader: Client) -> None:
    FeedSettings.objects.update(hub="")
    form = {
        "hub.mode": "subscribe",
        "hub.topic": f"http://{HOST}/feed/",
        "hub.callback": "http://reader.example/",
    }
    answer = reader.post("/-/hub", form)
    assert (answer.status_code, answer.content.decode().strip()) == (
        404,
        HubRefusalReason.NO_HUB.label,
    )
