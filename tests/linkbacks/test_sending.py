"""Linked pages are notified once a link and change, after the commit, at their endpoints."""

import xmlrpc.client
from typing import Any
from urllib.parse import parse_qsl

import pytest
from wagtail.models import Site

from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.models import IncomingMention, OutgoingLink, PingRules
from byline.network.actions.delivering import deliver_due
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.newsroom import actions
from byline.newsroom.actions.articles import revise_article, unpublish_article
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.quiet import quietly
from linkbacks.elsewhere import AnotherSite
from newsrooms import Publish, text

WANTS = '<link rel="webmention" href="/webmention-endpoint">'


@pytest.fixture
def listening(another_site: AnotherSite) -> AnotherSite:
    """A site with a page that wants webmentions at /webmention-endpoint."""
    another_site.put("/page", WANTS)
    another_site.put("/webmention-endpoint", "thanks", status=202)
    return another_site


def received(site: AnotherSite, at: str = "/webmention-endpoint") -> list[dict[str, str]]:
    return [dict(parse_qsl(question.body.decode())) for question in site.asked(at)]


def links(*addresses: str, words: str = "See") -> list[dict[str, Any]]:
    return text(*(f'{words} <a href="{address}">this</a>.' for address in addresses))


def revise(article: Article, body: list[dict[str, Any]]) -> Article:
    copy = Copy(headline=article.title, body=body, credits=[Credit(Contributor.objects.get())])
    return actions.publish_article(revise_article(article, copy))


def test_a_linked_page_is_notified_once(publish: Publish, listening: AnotherSite) -> None:
    target = f"{listening.url}/page"
    article = publish("The bridge", body=links(target, f"{target}#part"))
    assert listening.server.asked == []
    assert deliver_due() == 1
    assert received(listening) == [
        {"source": f"http://harbour.example{article.href}", "target": target}
    ]
    revise(article, links(target, f"{target}#part"))
    assert (deliver_due(), len(received(listening))) == (0, 1)


def test_changes_and_removed_links_are_notified(publish: Publish, listening: AnotherSite) -> None:
    target = f"{listening.url}/page"
    article = publish("The bridge", body=links(target))
    deliver_due()
    revise(article, links(target, words="Look at"))
    assert (deliver_due(), len(received(listening))) == (1, 2)
    revise(article, text("No more links."))
    assert (deliver_due(), len(received(listening))) == (1, 3)
    revise(article, text("Other words."))
    assert (deliver_due(), OutgoingLink.objects.count()) == (0, 0)


@pytest.mark.parametrize("end", [unpublish_article, Article.delete])
def test_unpublishing_is_notified(end: Any, publish: Publish, listening: AnotherSite) -> None:
    article = publish("The bridge", body=links(f"{listening.url}/page"))
    deliver_due()
    end(article)
    assert (deliver_due(), len(received(listening)), OutgoingLink.objects.count()) == (1, 2, 0)


def test_quick_changes_are_notified_once(publish: Publish, listening: AnotherSite) -> None:
    article = publish("The bridge", body=links(f"{listening.url}/page"))
    revise(article, links(f"{listening.url}/page", words="Look at"))
    assert (Delivery.objects.count(), deliver_due(), len(received(listening))) == (1, 1, 1)


def test_links_are_read_from_every_block(
    harbour_post: Site, publish: Publish, door_is_open: None
) -> None:
    other = publish("The ferry")
    body = [
        {
            "type": "text",
            "value": f'<p><a linktype="page" id="{other.pk}">in</a> '
            '<a href="https://a.example/x#y">a</a> <a href="mailto:a@b.example">m</a></p>',
        },
        {"type": "embed", "value": {"url": "https://b.example/film"}},
        {
            "type": "imported_html",
            "value": '<p><!-- <a href="https://no.example/">n</a> -->'
            '<A HREF="https://c.example/">c</A></p>',
        },
        {
            "type": "quote",
            "value": {"text": "https://no.example/", "attribution": "", "pull": False},
        },
        {
            "type": "text",
            "value": '<p><a href="/about/">about</a> <a href="https://a.example/x">a</a> '
            '<a href="http://[">b</a></p>',
        },
    ]
    publish("The bridge", body=body)
    assert [link.target for link in OutgoingLink.objects.order_by("pk")] == [
        f"http://harbour.example{other.href}",
        "https://a.example/x",
        "https://b.example/film",
        "https://c.example/",
        "http://harbour.example/about/",
    ]


def test_a_pingback_endpoint_is_not_notified_of_changes(
    publish: Publish, another_site: AnotherSite
) -> None:
    response = xmlrpc.client.dumps(("fine",), methodresponse=True)
    another_site.put("/xmlrpc", response, kind="text/xml")
    target = another_site.put("/page", "<p>old</p>", headers=[("X-Pingback", "{{BASE}}/xmlrpc")])
    article = publish("The bridge", body=links(target))
    assert deliver_due() == 1
    parameters, method = xmlrpc.client.loads(another_site.asked("/xmlrpc")[0].body)
    assert (method, parameters) == (
        "pingback.ping",
        (f"http://harbour.example{article.href}", target),
    )
    revise(article, links(target, words="Look at"))
    assert (deliver_due(), len(another_site.asked("/xmlrpc"))) == (1, 1)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (48, DeliveryState.DELIVERED),
        (17, DeliveryState.GIVEN_UP),
        (-32601, DeliveryState.GIVEN_UP),
        (49, DeliveryState.QUEUED),
        (429, DeliveryState.QUEUED),  # WordPress: "You are posting comments too quickly"
        (0, DeliveryState.QUEUED),
    ],
)
def test_the_answer_of_a_pingback_server_decides(
    code: int, state: str, publish: Publish, another_site: AnotherSite
) -> None:
    another_site.put(
        "/xmlrpc",
        xmlrpc.client.dumps(xmlrpc.client.Fault(code, "so"), methodresponse=True),
        kind="text/xml",
    )
    publish(
        "The bridge",
        body=links(another_site.put("/page", "", headers=[("X-Pingback", "{{BASE}}/xmlrpc")])),
    )
    deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (
        state,
        "" if code == 48 else f"pingback fault {code}: so",
    )


def test_a_page_without_an_endpoint_is_not_notified(
    publish: Publish, another_site: AnotherSite
) -> None:
    publish(
        "The bridge",
        body=links(another_site.put("/page", "<p>nothing"), f"{another_site.url}/gone"),
    )
    assert (deliver_due(), {question.path for question in another_site.server.asked}) == (
        2,
        {"/page", "/gone"},
    )


@pytest.mark.parametrize(
    ("status", "state", "error"),
    [
        (503, DeliveryState.QUEUED, "{url}/webmention-endpoint answered 503: not now"),
        (429, DeliveryState.QUEUED, "{url}/webmention-endpoint answered 429: not now"),
        (400, DeliveryState.GIVEN_UP, "{url}/webmention-endpoint answered 400: not now"),
    ],
)
def test_failures_are_retried_or_given_up(
    status: int, state: str, error: str, publish: Publish, listening: AnotherSite
) -> None:
    listening.put("/webmention-endpoint", "not now", status=status)
    publish("The bridge", body=links(f"{listening.url}/page"))
    deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error, delivery.tries) == (
        state,
        error.format(url=listening.url),
        1,
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]"])
def test_a_private_network_is_not_notified(
    host: str, publish: Publish, another_site: AnotherSite, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": False})
    publish("The bridge", body=links(f"{another_site.url.replace('127.0.0.1', host)}/page"))
    deliver_due()
    delivery = Delivery.objects.get()
    assert (
        delivery.state,
        "not a public address" in delivery.error,
        another_site.server.asked,
    ) == (
        DeliveryState.GIVEN_UP,
        True,
        [],
    )


def test_an_endpoint_in_a_private_network_is_not_notified(
    publish: Publish, another_site: AnotherSite
) -> None:
    publish(
        "The bridge",
        body=links(
            another_site.put("/page", '<link rel="webmention" href="http://169.254.169.254/">')
        ),
    )
    deliver_due()
    assert (
        Delivery.objects.get().error
        == "169.254.169.254 is at 169.254.169.254, which is not a public address"
    )


def test_a_staging_installation_notifies_nobody(
    publish: Publish, listening: AnotherSite, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"staging": True})
    article = publish("The bridge", body=links(f"{listening.url}/page"))
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"staging": False})
    revise(article, links(f"{listening.url}/page", words="Look at"))
    assert deliver_due() == 0
    revise(article, links(f"{listening.url}/page", f"{listening.url}/new"))
    assert list(Delivery.objects.values_list("to", flat=True)) == [f"{listening.url}/new"]


def test_a_site_can_turn_notifications_off(
    harbour_post: Site, publish: Publish, listening: AnotherSite
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.sends = False
    save_ping_rules(rules)
    publish("The bridge", body=links(f"{listening.url}/page"))
    assert Delivery.objects.count() == 0


def test_links_of_imported_articles_are_not_notified(
    news: SectionPage, contributor: Contributor, listening: AnotherSite
) -> None:
    copy = Copy(
        headline="Long ago", body=links(f"{listening.url}/page"), credits=[Credit(contributor)]
    )
    article = actions.import_article(news, copy, live=True)
    assert Delivery.objects.count() == 0
    revise(article, links(f"{listening.url}/page", f"{listening.url}/new"))
    assert Delivery.objects.get().to == f"{listening.url}/new"
    revise(article, links(f"{listening.url}/page", f"{listening.url}/new", words="Look at"))
    revise(article, text("No more of it."))
    assert set(Delivery.objects.values_list("to", flat=True)) == {f"{listening.url}/new"}


def test_quiet_publication_notifies_nobody(publish: Publish, listening: AnotherSite) -> None:
    with quietly():
        article = publish("The bridge", body=links(f"{listening.url}/page"))
        revise(article, links(f"{listening.url}/page", f"{listening.url}/more"))
    assert Delivery.objects.count() == 0
    revise(article, links(f"{listening.url}/page", f"{listening.url}/more", words="Look at"))
    assert Delivery.objects.count() == 0


def test_a_draft_notifies_nobody(
    publish: Publish, news: SectionPage, contributor: Contributor, listening: AnotherSite
) -> None:
    actions.file_article(
        news,
        Copy(headline="Draft", body=links(f"{listening.url}/page"), credits=[Credit(contributor)]),
    )
    article = publish("The bridge", body=text("Nothing."))
    revise_article(
        article,
        Copy(
            headline="The bridge",
            body=links(f"{listening.url}/page"),
            credits=[Credit(contributor)],
        ),
    )
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("shows_own", [True, False])
def test_an_own_article_is_notified_without_a_request(
    shows_own: bool, harbour_post: Site, publish: Publish
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.shows_own = shows_own
    save_ping_rules(rules)
    ferry = publish("The ferry")
    publish("The bridge", body=links(f"http://harbour.example{ferry.href}"))
    assert (deliver_due(), IncomingMention.objects.count()) == (1, int(shows_own))


def test_deliveries_have_their_host_as_key(publish: Publish, another_site: AnotherSite) -> None:
    publish("The bridge", body=links(f"{another_site.url}/page", "https://other.example/"))
    assert list(Delivery.objects.order_by("pk").values_list("host_key", flat=True)) == [
        "127.0.0.1",
        "other.example",
    ]
    source = f"http://harbour.example{Article.objects.get().href}"
    assert [delivery.payload for delivery in Delivery.objects.all()] == [
        {"source": source, "is_new": True}
    ] * 2
