"""A feed reader subscribes at the site's own hub, over HTTP, and is sent new articles."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from byline.network.actions.delivering import deliver_due
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.newsroom import actions
from byline.newsroom.actions.articles import revise_article
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Contributor, SectionPage
from byline.syndication.actions import delete_expired_subscriptions
from byline.syndication.choices import MAX_SUBSCRIPTIONS_PER_HOST, HubRefusalReason
from byline.syndication.models import FeedSettings, Subscription
from newsrooms import HOST, Publish
from outsiders import Outsider, Question, outsider

ROOT = f"http://{HOST}"
FEED = f"{ROOT}/feed/"


@dataclass
class FeedReader:
    """`agrees` is whether it says that it did ask; `answers` what it says to what it is sent."""

    server: Outsider
    agrees: bool = True
    answers: int = 204
    sent: list[Question] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def callback(self) -> str:
        return f"{self.server.url}/push?of=harbour"


@pytest.fixture
def feed_reader(settings: Settings) -> Iterator[FeedReader]:
    settings.OPTIONS = settings.OPTIONS.model_copy(
        update={"allow_loopback_requests": True, "press": False}
    )

    def answer(handler: BaseHTTPRequestHandler, question: Question) -> None:
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(question.path).query).items()
        }
        if handler.command == "GET":
            reader.asked.append(asked)
        else:
            reader.sent.append(question)
        status = reader.answers if handler.command == "POST" else 200 if reader.agrees else 404
        body = b"" if handler.command == "POST" else asked["hub.challenge"].encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    with outsider(answer) as server:
        reader = FeedReader(server)
        yield reader


def asks(
    client: Client, callback: str, mode: str = "subscribe", topic: str = FEED, **more: str
) -> tuple[int, str]:
    """What the hub answers to this request."""
    form = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback} | {
        f"hub.{name}": value for name, value in more.items()
    }
    answer = client.post("/-/hub", form)
    return answer.status_code, answer.content.decode().strip()


TAKEN = (202, "Thank you. The callback will soon be asked to confirm.")


def test_a_subscriber_is_sent_the_signed_feed_on_publication(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    assert reader.get("/feed/")["Link"] == f'<{ROOT}/-/hub>; rel="hub", <{FEED}>; rel="self"'
    assert asks(reader, feed_reader.callback, secret="seven herons", lease_seconds="86400") == TAKEN
    assert feed_reader.asked == []  # not in the request
    assert deliver_due() == 1
    [question] = feed_reader.asked
    challenge = question.pop("hub.challenge")
    assert len(challenge) == 43
    assert question == {
        "of": "harbour",
        "hub.mode": "subscribe",
        "hub.topic": FEED,
        "hub.lease_seconds": "86400",
    }
    publish("The tide")
    assert deliver_due() == 1
    [sent] = feed_reader.sent
    assert sent.body == reader.get("/feed/").content
    assert sent.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert sent.headers["link"] == f'<{ROOT}/-/hub>; rel="hub", <{FEED}>; rel="self"'
    assert (
        sent.headers["x-hub-signature"]
        == "sha256=" + hmac.new(b"seven herons", sent.body, sha256).hexdigest()
    )
    assert sent.path == "/push?of=harbour"


def test_quick_changes_are_sent_once(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    asks(reader, feed_reader.callback)
    deliver_due()
    article = publish("The tide")
    actions.publish_article(
        revise_article(article, Copy("The ebb", credits=[Credit(Contributor.objects.get())]))
    )
    assert (deliver_due(), len(feed_reader.sent)) == (1, 1)
    assert b"The ebb" in feed_reader.sent[0].body
    assert "x-hub-signature" not in feed_reader.sent[0].headers


def test_only_subscribers_of_feeds_with_the_article_are_notified(
    feed_reader: FeedReader, news: SectionPage, publish: Publish, reader: Client
) -> None:
    river = actions.add_section(news.site, name="River")
    topic = f"{ROOT}/category/river/feed/atom/"
    assert asks(reader, feed_reader.callback, topic=topic) == TAKEN
    deliver_due()
    publish("The tide")
    assert (deliver_due(), feed_reader.sent) == (0, [])
    publish("The eel", section=river)
    assert deliver_due() == 1
    assert feed_reader.sent[0].headers["content-type"] == "application/atom+xml; charset=utf-8"


def test_an_unconfirmed_callback_is_sent_nothing(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    feed_reader.agrees = False
    asks(reader, feed_reader.callback)
    assert (deliver_due(), Subscription.objects.count()) == (1, 0)
    publish("The tide")
    assert (deliver_due(), feed_reader.sent) == (0, [])
    assert (
        Delivery.objects.exclude(state=DeliveryState.DELIVERED).count() == 0
    )  # nor is it on the desk's list


def test_nobody_else_can_end_a_subscription(
    feed_reader: FeedReader, reader: Client, harbour_post: Site
) -> None:
    asks(reader, feed_reader.callback)
    deliver_due()
    feed_reader.agrees = False
    assert asks(reader, feed_reader.callback, mode="unsubscribe") == TAKEN
    deliver_due()
    assert Subscription.objects.count() == 1
    feed_reader.agrees = True
    asks(reader, feed_reader.callback, mode="unsubscribe")
    deliver_due()
    assert Subscription.objects.count() == 0


def test_a_callback_that_is_gone_is_sent_nothing_more(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    asks(reader, feed_reader.callback)
    deliver_due()
    feed_reader.answers = 410
    publish("The tide")
    assert (deliver_due(), Subscription.objects.count()) == (1, 0)


def test_a_callback_that_fails_is_tried_for_days_and_then_given_up_with_its_subscription(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    asks(reader, feed_reader.callback)
    deliver_due()
    feed_reader.answers = 503
    publish("The tide")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for _ in range(9):
            assert deliver_due() == 0
            clock.shift(86_401)
    delivery = Delivery.objects.get(kind="hub_feed")
    assert (delivery.state, delivery.error) == (
        DeliveryState.GIVEN_UP,
        "the subscriber answers 503",
    )
    assert (len(feed_reader.sent), Subscription.objects.count()) == (9, 0)


def test_a_subscription_ends_with_its_lease_unless_it_is_renewed(
    feed_reader: FeedReader, publish: Publish, reader: Client
) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        asks(reader, feed_reader.callback, lease_seconds="1")
        deliver_due()
        assert Subscription.objects.get().until == datetime(
            2026, 3, 1, 13, tzinfo=UTC
        )  # an hour at least
        asks(reader, feed_reader.callback, lease_seconds="99999999")
        deliver_due()
        assert Subscription.objects.get().until == datetime(
            2026, 3, 31, 12, tzinfo=UTC
        )  # thirty days at most
        clock.shift(30 * 86_400)
        publish("The tide")
        assert (
            deliver_due(),
            feed_reader.sent,
            delete_expired_subscriptions(),
            Subscription.objects.count(),
        ) == (
            0,
            [],
            1,
            0,
        )


@pytest.mark.parametrize(
    ("fields", "status", "why"),
    [
        ({"mode": "publish"}, 400, HubRefusalReason.NO_MODE),
        ({"callback": "ftp://reader.example/"}, 400, HubRefusalReason.NO_CALLBACK),
        ({"callback": "http://ana:pw@reader.example/"}, 400, HubRefusalReason.NO_CALLBACK),
        ({"callback": "http://reader.example/#part"}, 400, HubRefusalReason.NO_CALLBACK),
        ({"callback": f"http://reader.example/{'x' * 500}"}, 400, HubRefusalReason.NO_CALLBACK),
        ({"callback": "http://10.0.0.1/push"}, 400, HubRefusalReason.NOT_PUBLIC),
        ({"callback": "http://[fd00::1]/push"}, 400, HubRefusalReason.NOT_PUBLIC),
        ({"secret": "é" * 100}, 400, HubRefusalReason.NO_SECRET),
        ({"lease_seconds": "soon"}, 400, HubRefusalReason.NO_LEASE),
        ({"topic": "http://elsewhere.example/feed/"}, 400, HubRefusalReason.NOT_OURS),
        ({"topic": f"{ROOT}/feed/?x=1"}, 400, HubRefusalReason.NOT_OURS),
        ({"topic": f"{ROOT}/"}, 404, HubRefusalReason.NO_FEED),
        ({"topic": f"{ROOT}/feed/rss2/"}, 404, HubRefusalReason.NO_FEED),
        ({"topic": f"{ROOT}/feed/page/1/"}, 404, HubRefusalReason.NO_FEED),
        ({"topic": f"{ROOT}/comments/feed/"}, 404, HubRefusalReason.NO_FEED),
        ({"topic": f"{ROOT}/category/nowhere/feed/"}, 404, HubRefusalReason.NO_FEED),
    ],
)
def test_invalid_requests_are_refused_with_a_reason(
    fields: dict[str, str],
    status: int,
    why: HubRefusalReason,
    feed_reader: FeedReader,
    reader: Client,
    news: SectionPage,
) -> None:
    assert asks(reader, **{"callback": feed_reader.callback, **fields}) == (status, why.label)
    assert Delivery.objects.count() == 0


def test_a_request_that_is_not_whole_is_told_what_is_missing(
    feed_reader: FeedReader, reader: Client, harbour_post: Site
) -> None:
    usage = (
        "POST hub.mode (subscribe or unsubscribe), hub.topic and hub.callback as a form; "
        "hub.lease_seconds and hub.secret are optional.\n"
    )
    for answer, status in (
        (reader.post("/-/hub", {"hub.mode": "subscribe"}), 400),
        (reader.get("/-/hub"), 405),
    ):
        assert (answer.status_code, answer.content.decode()) == (status, usage)


def test_subscriptions_of_one_host_are_limited(
    feed_reader: FeedReader, reader: Client, harbour_post: Site
) -> None:
    for number in range(20):
        assert asks(reader, f"{feed_reader.callback}&n={number}") == TAKEN
    assert asks(reader, feed_reader.callback) == (429, HubRefusalReason.WAITING.label)
    assert asks(reader, "http://other.example/push") == TAKEN
    Delivery.objects.all().delete()
    until = datetime(2099, 1, 1, tzinfo=UTC)
    rows = [
        Subscription(
            site=harbour_post,
            topic=FEED,
            callback=f"http://127.0.0.1/{number}",
            host="127.0.0.1",
            until=until,
        )
        for number in range(MAX_SUBSCRIPTIONS_PER_HOST)
    ]
    Subscription.objects.bulk_create(rows)
    assert asks(reader, feed_reader.callback) == (429, HubRefusalReason.FULL.label)
    assert asks(reader, "http://127.0.0.1/7") == TAKEN  # a renewal


@pytest.mark.parametrize("chosen", [{"own_hub": False}, {"hub": "https://hub.example/"}])
def test_a_site_without_a_hub_refuses_requests(
    chosen: dict[str, object], feed_reader: FeedReader, reader: Client, harbour_post: Site
) -> None:
    FeedSettings.objects.update_or_create(site=harbour_post, defaults=chosen)
    assert asks(reader, feed_reader.callback) == (404, HubRefusalReason.NO_HUB.label)


def test_an_address_of_this_machine_is_not_asked(
    reader: Client, settings: Settings, harbour_post: Site
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"press": False})

    def never(handler: BaseHTTPRequestHandler, question: Question) -> None:
        raise AssertionError(question)

    with outsider(never) as other:
        refused = (400, HubRefusalReason.NOT_PUBLIC.label)
        assert asks(reader, f"{other.url}/push") == refused
        named = other.url.replace("127.0.0.1", "localhost")  # looked up when it is asked
        assert asks(reader, f"{named}/push") == TAKEN
        assert (deliver_due(), other.asked, Subscription.objects.count()) == (1, [], 0)


def test_feeds_of_responses_and_pages_of_the_archive_name_no_hub(
    publish: Publish, short_feeds: None, reader: Client
) -> None:
    for headline in ("One", "Two", "Three"):
        publish(headline)
    assert reader.get("/comments/feed/")["Link"] == f'<{ROOT}/comments/feed/>; rel="self"'
    assert reader.get("/feed/page/1/")["Link"] == f'<{ROOT}/feed/page/1/>; rel="self"'
