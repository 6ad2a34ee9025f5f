"""Hubs and search engines are notified once a change, after it, by the background worker."""

import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Site

from byline.network.actions.delivering import deliver_due
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.newsroom import actions
from byline.newsroom.actions.articles import revise_article
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.syndication.models import FeedSettings, Subscription
from newsrooms import HOST, Publish
from outsiders import Outsider, outsider, says
from syndication.conftest import Follow
from transfer.conftest import ImportExport
from transfer.exports import item

ROOT = f"http://{HOST}"


@pytest.fixture
def loopback(settings: Settings) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_services": True})


@pytest.fixture
def hub(harbour_post: Site, loopback: None) -> Iterator[Outsider]:
    with outsider(says(b"", status=204)) as other:
        FeedSettings.objects.update_or_create(
            site=harbour_post, defaults={"hub": f"{other.url}/hub"}
        )
        yield other


def announced(hub: Outsider) -> list[list[str]]:
    """The feeds that were named in each notice."""
    forms = [parse_qsl(question.body.decode()) for question in hub.asked]
    assert {fields[0] for fields in forms} <= {("hub.mode", "publish")}
    return [[value for name, value in fields[1:] if name == "hub.url"] for fields in forms]


def test_a_hub_is_notified_of_every_feed_with_the_article(
    hub: Outsider, news: SectionPage, publish: Publish
) -> None:
    river = actions.add_section(news.site, name="River", parent=news)
    publish("The tide", section=river, tags=["tide"])
    assert hub.asked == []
    assert deliver_due() == 1
    paths = ["/", "/category/news/river/", "/category/news/", "/tag/tide/", "/author/rosa-quill/"]
    assert announced(hub) == [
        [
            f"{ROOT}{path}{ending}"
            for path in paths
            for ending in ("feed/", "feed/atom/", "feed.json")
        ]
    ]
    assert hub.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_hub_is_notified_of_feeds_that_an_article_leaves(
    hub: Outsider, news: SectionPage, publish: Publish
) -> None:
    sport, ana = (
        actions.add_section(news.site, name="Sport"),
        actions.add_contributor(site=news.site, name="Ana Bell"),
    )
    article = publish("The tide", further_sections=[sport], tags=["tide"])
    deliver_due()
    actions.publish_article(revise_article(article, Copy("The tide", credits=[Credit(ana)])))
    deliver_due()
    named = {url.removesuffix("feed/") for url in announced(hub)[1] if url.endswith("/feed/")}
    paths = [
        "/",
        "/category/news/",
        "/author/ana-bell/",
        "/category/sport/",
        "/tag/tide/",
        "/author/rosa-quill/",
    ]
    assert named == {ROOT + path for path in paths}


def test_a_hub_is_notified_of_the_former_section(
    hub: Outsider, news: SectionPage, publish: Publish
) -> None:
    sport = actions.add_section(news.site, name="Sport")
    article = publish("The tide")
    deliver_due()
    article.move(sport, pos="last-child")
    deliver_due()
    assert {f"{ROOT}/category/sport/feed/", f"{ROOT}/category/news/feed/"} <= set(announced(hub)[1])


def test_it_is_notified_once_of_each_change_and_not_of_publishing_the_same_again(
    hub: Outsider, contributor: Contributor, publish: Publish
) -> None:
    article = publish("The tide")
    actions.publish_article(article)
    changed = revise_article(article, Copy("The ebb", credits=[Credit(contributor)]))
    actions.publish_article(changed)
    actions.unpublish_article(article)
    article.delete()
    assert (deliver_due(), deliver_due(), len(hub.asked)) == (3, 0, 3)


def test_a_draft_is_not_announced(hub: Outsider, news: SectionPage) -> None:
    actions.file_article(news, Copy("The tide")).delete()
    assert Delivery.objects.count() == 0


def test_an_import_is_not_announced(hub: Outsider, import_export: ImportExport) -> None:
    import_export(item(12, "One"), site=HOST)
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("hub_address", ["https://hub.example/", ""])
def test_a_second_import_notifies_nobody_of_what_changed(
    hub_address: str,
    harbour_post: Site,
    import_export: ImportExport,
) -> None:
    chosen = {"hub": hub_address, "own_hub": True, "tells_search_engines": True}
    FeedSettings.objects.update_or_create(site=harbour_post, defaults=chosen)
    Subscription.objects.create(
        site=harbour_post,
        topic=f"{ROOT}/feed/",
        callback="https://reader.example/",
        host="reader.example",
        until=timezone.now() + timedelta(days=1),
    )
    import_export(item(12, "One"), item(13, "Two"), site=HOST)
    report = import_export(item(12, "One more"), item(13, "Two", status="draft"), site=HOST)
    assert report.number("post", "updated") == 2
    assert set(Article.objects.values_list("title", "live")) == {("One more", True), ("Two", False)}
    assert Delivery.objects.count() == 0


def test_feeds_name_the_hub_where_websub_looks(
    hub: Outsider, publish: Publish, follow: Follow, reader: Client
) -> None:
    publish("The tide")
    address = f"{hub.url}/hub"
    assert (
        reader.get("/feed/atom/")["Link"]
        == f'<{address}>; rel="hub", <{ROOT}/feed/atom/>; rel="self"'
    )
    for path in ("/feed/", "/feed/atom/", "/tag/tide/feed/"):
        if reader.get(path).status_code == 200:
            assert [link.href for link in follow(path).feed.links if link.rel == "hub"] == [address]
    assert follow("/feed.json")["hubs"] == [{"type": "WebSub", "url": address}]


@pytest.mark.parametrize(
    ("status", "state", "error"),
    [
        (404, DeliveryState.GIVEN_UP, "{url} answered 404: no such hub"),
        (503, DeliveryState.QUEUED, "{url} answered 503: no such hub"),
        (429, DeliveryState.QUEUED, "{url} answered 429: no such hub"),
    ],
)
def test_a_refusal_by_a_hub_is_retried_or_given_up(
    status: int, state: str, error: str, harbour_post: Site, loopback: None, publish: Publish
) -> None:
    with outsider(says(b"no such hub", status=status)) as other:
        FeedSettings.objects.update_or_create(site=harbour_post, defaults={"hub": other.url})
        publish("The tide")
        assert deliver_due() == 0
    [delivery] = Delivery.objects.all()
    assert (delivery.state, delivery.error) == (state, error.format(url=other.url))


def test_a_hub_on_this_machine_is_not_asked_unless_that_is_allowed(
    harbour_post: Site, publish: Publish
) -> None:
    with outsider(says(b"", status=204)) as other:
        FeedSettings.objects.update_or_create(site=harbour_post, defaults={"hub": other.url})
        publish("The tide")
        assert (deliver_due(), other.asked) == (0, [])
    assert "not a public address" in Delivery.objects.get().error


def test_search_engines_are_notified_only_if_the_site_says_so(
    harbour_post: Site, loopback: None, settings: Settings, publish: Publish, reader: Client
) -> None:
    with outsider(says(b"")) as other:
        settings.OPTIONS = settings.OPTIONS.model_copy(
            update={"indexnow_server": f"{other.url}/indexnow"}
        )
        publish("The ebb")
        chosen = FeedSettings.for_site(harbour_post)
        refused = reader.get(f"/{chosen.index_key}.txt").status_code
        chosen.tells_search_engines = True
        chosen.save()
        article = publish("The tide")
        assert (refused, deliver_due()) == (404, 1)
    [question] = other.asked
    key = f"{ROOT}/{chosen.index_key}.txt"
    assert json.loads(question.body) == {
        "host": HOST,
        "key": chosen.index_key,
        "keyLocation": key,
        "urlList": [f"{ROOT}{article.href}"],
    }
    assert reader.get(f"/{chosen.index_key}.txt").content.decode() == chosen.index_key
    assert reader.get(f"/{'0' * 32}.txt").status_code == 404


def test_a_site_on_a_loopback_name_notifies_nobody(
    hub: Outsider, harbour_post: Site, publish: Publish
) -> None:
    harbour_post.hostname = "localhost"
    harbour_post.save()
    publish("The tide")
    assert Delivery.objects.count() == 0
